import type { Millis } from '../core/time';

/** What the API server takes from the world around it: the clock and the seeded generator (for uids and generated names). */
export interface ServerEnvironment {
  readonly nowMs: Millis;
  random(): number;
  /** Names of admission plugins that this server runs without, as `--disable-admission-plugins` says it; none where absent. */
  readonly disabledAdmissions?: readonly string[];
}

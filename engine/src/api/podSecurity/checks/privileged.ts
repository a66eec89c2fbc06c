import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersWhere, namedContainers } from '../check';

/** Baseline: no privileged container (check_privileged.go, v1.36). */
export const privileged: PodSecurityCheck = { id: 'privileged', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const bad = containersWhere(spec, container => container.securityContext?.privileged === true);
  return bad.length === 0 ? undefined : { reason: 'privileged', detail: `${namedContainers(bad)} must not set securityContext.privileged=true` };
}

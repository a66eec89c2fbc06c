import type { Millis } from '../../core/time';

/** How long failed daemon pods are left alone, by set, generation and node. */
export type Backoffs = Map<string, { readonly delayMs: Millis; readonly atMs: Millis }>;

const firstMs = 1000;
const mostMs = 15 * 60_000;

/** The rest of the delay before another failed pod may be deleted; undefined: it may, and the next has to wait longer (flowcontrol.Backoff, v1.36). */
export function backOff(backoffs: Backoffs, key: string, nowMs: Millis): Millis | undefined {
  const entry = backoffs.get(key);
  const current = entry === undefined || nowMs - entry.atMs > 2 * mostMs ? undefined : entry;
  if (current !== undefined && nowMs - current.atMs < current.delayMs) return current.delayMs;
  backoffs.set(key, { delayMs: current === undefined ? firstMs : Math.min(mostMs, 2 * current.delayMs), atMs: nowMs });
  return undefined;
}

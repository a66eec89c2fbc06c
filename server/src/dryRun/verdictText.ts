import type { WorkloadVerdict } from '../../../engine/src/index';

/** What became of a workload in a few words: `3/3 ready after 14 s`, `1/3 ready · 2 Pending`, `0/1 ready · 1 CrashLoopBackOff`. */
export function verdictText(verdict: WorkloadVerdict): string {
  const { desired, ready, readyAtMs, pending, failing } = verdict;
  const reasons = new Map<string, number>();
  for (const { reason } of failing) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [
    `${ready}/${desired} ready${readyAtMs === undefined ? '' : ` after ${durationText(readyAtMs)}`}`,
    ...(pending.length === 0 ? [] : [`${pending.length} Pending`]),
    ...[...reasons].map(([reason, count]) => `${count} ${reason}`)
  ].join(' · ');
}

/** Whether nothing is left to worry about. */
export function isWell({ desired, ready, pending, failing }: WorkloadVerdict): boolean {
  return ready >= desired && pending.length === 0 && failing.length === 0;
}

/** A length of time in a sentence: `850 ms`, `2.5 s`, `14 s`, `1 min 30 s`, `2 h 5 min`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [[hours, 'h'], [minutes, 'min'], [hours > 0 ? 0 : rest, 's']].filter(([amount]) => amount !== 0).map(([amount, unit]) => `${String(amount)} ${String(unit)}`).join(' ');
}

/** A Go duration (`10m`, `1h30m`, `1.5s`) in milliseconds; undefined for what is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/u.test(text)) return undefined;
  const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
  const total = [...text.matchAll(/([0-9.]+)(ms|s|m|h)/gu)].reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0);
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

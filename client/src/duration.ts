const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `1h30m` in milliseconds; the fallback for what is no duration or an empty one. */
export function durationMs(text: string, fallbackMs: number): number {
  if (!/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/.test(text)) return fallbackMs;
  let sum = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)/g)) sum += Number(amount) * (unitMs[unit] ?? 0);
  return sum > 0 ? Math.round(sum) : fallbackMs;
}

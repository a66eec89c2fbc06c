const unitNanos: Readonly<Record<string, bigint>> = {
  ns: 1n, us: 1000n, 'µs': 1000n, 'μs': 1000n, ms: 1_000_000n, s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n
};
const maxNanos = 2n ** 63n - 1n;

/** A duration as Go's `time.ParseDuration` reads it, in nanoseconds; undefined when it is none or too long. */
export function parseDuration(text: string): bigint | undefined {
  const sign = text.startsWith('-') ? -1n : 1n, body = text.replace(/^[-+]/, '');
  if (body === '0') return 0n;
  const parts = [...body.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/gy)];
  if (body === '' || parts.reduce((length, part) => length + part[0].length, 0) !== body.length) return undefined;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of parts) {
    if (whole === '' && fraction === '') return undefined;
    const nanos = unitNanos[unit] ?? 0n;
    total += BigInt(whole === '' ? 0 : whole) * nanos;
    if (fraction !== '') total += BigInt(fraction) * nanos / 10n ** BigInt(fraction.length);
  }
  return total > maxNanos ? undefined : sign * total;
}

/** As Go prints a duration in CEL: seconds, with as many digits as it takes (`90s`, `0.5s`). */
export function durationText(nanos: bigint): string {
  const sign = nanos < 0n ? '-' : '', size = nanos < 0n ? -nanos : nanos, fraction = size % 1_000_000_000n;
  const digits = fraction === 0n ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
  return `${sign}${String(size / 1_000_000_000n)}${digits}s`;
}

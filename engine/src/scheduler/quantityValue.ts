/**
 * Quantities as the scheduler counts them: exact sums in billionths (the finest unit that a Quantity keeps), rounded up to whole
 * units or thousandths at the end, as `Quantity.Value` and `MilliValue` do (apimachinery/pkg/api/resource/quantity.go, v1.36).
 */
export type Nanos = bigint;

const maxInt64 = 9223372036854775807n;
const decimalExponents: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binaryExponents: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|([eE])([+-]?\d+)|([numkMGTPE]?))$/;

const parsed = new Map<string, Nanos>();
const cacheLimit = 4096;

/** The amount in billionths; zero for what is no quantity (the API server has refused it before the scheduler sees it). */
export function quantityNanos(quantity: unknown): Nanos {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return 0n;
  const text = String(quantity);
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const nanos = parseNanos(text);
  if (parsed.size >= cacheLimit) parsed.clear();
  parsed.set(text, nanos);
  return nanos;
}

function parseNanos(text: string): Nanos {
  const match = text.length > 64 ? null : pattern.exec(text);
  if (match === null) return 0n;
  const [, sign = '', whole = '', fraction = '', binary, , exponent, decimal = ''] = match;
  if (whole === '' && fraction === '') return 0n;
  const digits = BigInt(whole + fraction);
  const nanos = binary === undefined
    ? scaled(digits, (exponent === undefined ? decimalExponents[decimal] ?? 0 : boundedExponent(exponent)) - fraction.length + 9)
    : atMost(scaled(digits << (binaryExponents[binary] ?? 0n), 9 - fraction.length), maxInt64 * 1_000_000_000n);
  return sign === '-' ? -nanos : nanos;
}

/** Only amounts in powers of two are capped when they are parsed (quantity.go, v1.36). */
function atMost(nanos: Nanos, limit: Nanos): Nanos {
  return nanos > limit ? limit : nanos;
}

/** Exponents beyond any int64 count as the largest: `1e999999999` must not build a number of that length. */
function boundedExponent(text: string): number {
  return Math.max(-100, Math.min(100, Number(text)));
}

function scaled(digits: bigint, exponent: number): bigint {
  return exponent >= 0 ? digits * 10n ** BigInt(exponent) : ceilDivide(digits, 10n ** BigInt(-exponent));
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return a >= 0n ? (a + b - 1n) / b : -((-a + b - 1n) / b);
}

/** Whole units, rounded away from zero; 0 where they overflow an int64: what upstream's Value answers to `1e30`. */
export function wholeUnits(nanos: Nanos): number {
  const value = ceilDivide(nanos, 1_000_000_000n);
  return value > maxInt64 ? 0 : Number(value);
}

/** Thousandths, rounded away from zero; 0 where they overflow an int64. */
export function milliUnits(nanos: Nanos): number {
  const value = ceilDivide(nanos, 1_000_000n);
  return value > maxInt64 ? 0 : Number(value);
}

/** `a * b / c` in Go's integers (towards zero), exact also where the product leaves the 53 bits of a number. */
export function multiplyDivide(a: number, b: number, c: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) return Math.trunc(product / c);
  return Number(BigInt(a) * BigInt(b) / BigInt(c));
}

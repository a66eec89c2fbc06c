import { parseQuantity } from '../core/quantity';

/**
 * Quantities as the scheduler counts them: exact sums in billionths (the finest unit that a Quantity keeps), rounded up to whole
 * units or thousandths at the end, as `Quantity.Value` and `MilliValue` do (apimachinery/pkg/api/resource/quantity.go, v1.36).
 */
export type Nanos = bigint;

const maxInt64 = 9223372036854775807n;
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
  const result = text.length > 64 ? undefined : parseQuantity(text);
  if (result?.ok !== true) return 0n;
  const { unscaled, exponent } = result.quantity;
  // Beyond any int64 one overflow is as good as another: `1e999999999` must not become a number of that length.
  const shift = Math.max(-100, Math.min(100, exponent + 9));
  return shift >= 0 ? unscaled * 10n ** BigInt(shift) : ceilDivide(unscaled, 10n ** BigInt(-shift));
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

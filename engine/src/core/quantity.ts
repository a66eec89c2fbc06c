/**
 * Quantities as `resource.Quantity` reads, prints and compares them (apimachinery/pkg/api/resource/quantity.go, v1.36).
 * Exact: the value is `unscaled × 10^exponent`, never a floating point number.
 */
export interface Quantity {
  readonly unscaled: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
  /** The text it was read from, where Go takes that for canonical already and prints it back unchanged. */
  readonly text?: string;
}

export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** Reading gives a quantity or the words of the server's error. */
export type QuantityResult = { readonly ok: true; readonly quantity: Quantity } | { readonly ok: false; readonly error: string };

export const quantityFormatError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const numericError = 'unable to parse numeric part of quantity';
const suffixError = "unable to parse quantity's suffix";

const decimalSuffixes: ReadonlyMap<string, number> = new Map([['n', -9], ['u', -6], ['m', -3], ['', 0], ['k', 3], ['M', 6], ['G', 9], ['T', 12], ['P', 15], ['E', 18]]);
const binarySuffixes: ReadonlyMap<string, number> = new Map([['Ki', 10], ['Mi', 20], ['Gi', 30], ['Ti', 40], ['Pi', 50], ['Ei', 60]]);
const decimalSuffixOf: ReadonlyMap<number, string> = new Map([...decimalSuffixes].map(([suffix, exponent]) => [exponent, suffix]));
const binarySuffixOf: ReadonlyMap<number, string> = new Map([...binarySuffixes].map(([suffix, exponent]) => [exponent, suffix]));

const maxBinary = 2n ** 63n - 1n;
const maxInt64 = 2n ** 63n - 1n;

export const zeroQuantity: Quantity = { unscaled: 0n, exponent: 0, format: 'DecimalSI', text: '0' };

/** Reads any form: `100m`, `1.5Gi`, `1e3`, `+5`, `.5`. Surrounding white space is the caller's to trim, as in Go. */
export function parseQuantity(text: string): QuantityResult {
  if (text === '0') return { ok: true, quantity: zeroQuantity };
  if (text === '') return { ok: false, error: quantityFormatError };
  const parts = split(text);
  if (parts === undefined) return { ok: false, error: quantityFormatError };
  const suffix = interpretSuffix(parts.suffix);
  if (suffix === undefined) return { ok: false, error: suffixError };
  const quantity = suffix.format === 'BinarySI' ? binary(text, parts, suffix.exponent) : decimal(text, parts, suffix);
  return quantity === undefined ? { ok: false, error: numericError } : { ok: true, quantity };
}

interface Parts { readonly negative: boolean; readonly num: string; readonly denom: string; readonly digits: boolean; readonly suffix: string }

/** `parseQuantityString`: a sign, digits, a point and digits, letters of the suffix, a sign and digits. */
function split(text: string): Parts | undefined {
  let at = text[0] === '-' || text[0] === '+' ? 1 : 0;
  const negative = text[0] === '-';
  const start = at;
  while (text[at] === '0') at++;
  if (at >= text.length) return { negative, num: '0', denom: '', digits: true, suffix: '' };
  const numStart = at;
  at = skipDigits(text, at);
  const num = text.slice(numStart, at) || '0';
  let denom = '';
  let digits = at > start;
  if (text[at] === '.') {
    const denomStart = at + 1;
    at = skipDigits(text, denomStart);
    denom = text.slice(denomStart, at);
    digits ||= denom !== '';
  }
  const suffixStart = at;
  while (at < text.length && 'eEinumkKMGTP'.includes(text[at] ?? '')) at++;
  if (text[at] === '-' || text[at] === '+') at++;
  at = skipDigits(text, at);
  return at < text.length ? undefined : { negative, num, denom, digits, suffix: text.slice(suffixStart) };
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text[at] ?? '') >= '0' && (text[at] ?? '') <= '9') at++;
  return at;
}

function interpretSuffix(suffix: string): { format: QuantityFormat; exponent: number } | undefined {
  const decimalExponent = decimalSuffixes.get(suffix);
  if (decimalExponent !== undefined) return { format: 'DecimalSI', exponent: decimalExponent };
  const binaryExponent = binarySuffixes.get(suffix);
  if (binaryExponent !== undefined) return { format: 'BinarySI', exponent: binaryExponent };
  if (!/^[eE][-+]?[0-9]{1,19}$/.test(suffix)) return undefined;
  const exponent = BigInt(suffix.slice(suffix[1] === '+' ? 2 : 1));
  if (exponent > maxInt64 || exponent < -maxInt64 - 1n) return undefined;
  return { format: 'DecimalExponent', exponent: Number(BigInt.asIntN(32, exponent)) };
}

function decimal(text: string, parts: Parts, suffix: { format: QuantityFormat; exponent: number }): Quantity | undefined {
  const { num, denom } = parts;
  const shifted = num + denom;
  const exponent = suffix.exponent - denom.length;
  const unscaled = BigInt(shifted) * (parts.negative ? -1n : 1n);
  if (shifted.length <= 18 && exponent >= -9) {
    const canonical = exponent % 3 === 0 && !shifted.endsWith('000') && shifted[0] !== '0';
    return { unscaled, exponent, format: suffix.format, ...(canonical ? { text } : {}) };
  }
  if (!parts.digits) return undefined;
  return { ...roundedUp(unscaled, exponent, -9), format: suffix.format };
}

function binary(text: string, parts: Parts, power: number): Quantity | undefined {
  const { num, denom } = parts;
  const value = BigInt(num);
  const sign = parts.negative ? -1n : 1n;
  // The fast path of Go keeps the text of most integers; its precision estimate decides which.
  if (denom === '' && 15 - num.length - Math.trunc(power * 3 / 10) - 1 >= 0) {
    const canonical = (value & 7n) !== 0n;
    return { unscaled: sign * (value << BigInt(power)), exponent: 0, format: 'BinarySI', ...(canonical ? { text } : {}) };
  }
  if (!parts.digits) return undefined;
  let amount = roundedUp(BigInt(num + denom) << BigInt(power), -denom.length, -9);
  if (compareScaled(amount, { unscaled: maxBinary, exponent: 0 }) > 0) amount = { unscaled: maxBinary, exponent: 0 };
  const small = amount.unscaled > 0n && compareScaled(amount, { unscaled: 1n, exponent: 0 }) < 0;
  return { unscaled: sign * amount.unscaled, exponent: amount.exponent, format: small ? 'DecimalSI' : 'BinarySI' };
}

interface Scaled { readonly unscaled: bigint; readonly exponent: number }

/** Rounds away from zero to a multiple of 10^exponent, as `inf.RoundUp` does: asking for something never becomes nothing. */
function roundedUp(unscaled: bigint, exponent: number, to: number): Scaled {
  if (exponent >= to || unscaled === 0n) return { unscaled, exponent: unscaled === 0n ? 0 : exponent };
  const sign = unscaled < 0n ? -1n : 1n;
  const magnitude = unscaled * sign;
  if (to - exponent > magnitude.toString().length) return { unscaled: sign, exponent: to };
  const factor = 10n ** BigInt(to - exponent);
  return { unscaled: sign * ((magnitude + factor - 1n) / factor), exponent: to };
}

/** The canonical text (`CanonicalizeBytes`), or the text that was read where Go keeps it. */
export function quantityText(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text;
  if (quantity.unscaled === 0n) return '0';
  return (quantity.format === 'BinarySI' ? binaryText(quantity) : undefined) ?? decimalText(quantity);
}

function binaryText(quantity: Quantity): string | undefined {
  if (compareScaled(quantity, { unscaled: -1024n, exponent: 0 }) > 0 && compareScaled(quantity, { unscaled: 1024n, exponent: 0 }) < 0) return undefined;
  if (quantity.exponent > 30) return undefined;
  let value = quantity.exponent >= 0 ? quantity.unscaled * 10n ** BigInt(quantity.exponent) : quantity.unscaled / 10n ** BigInt(-quantity.exponent);
  if (quantity.exponent < 0 && value * 10n ** BigInt(-quantity.exponent) !== quantity.unscaled) return undefined;
  let power = 0;
  while (value % 1024n === 0n) { value /= 1024n; power += 10; }
  return `${value}${binarySuffixOf.get(power) ?? ''}`;
}

function decimalText(quantity: Quantity): string {
  let { unscaled, exponent } = quantity;
  while (unscaled % 10n === 0n) { unscaled /= 10n; exponent++; }
  while (exponent % 3 !== 0) { unscaled *= 10n; exponent--; }
  if (quantity.format === 'DecimalExponent') return `${unscaled}${exponent === 0 ? '' : `e${exponent}`}`;
  return `${unscaled}${decimalSuffixOf.get(exponent) ?? ''}`;
}

/** Less than, equal to or greater than zero, as a sort wants it. */
export function compareQuantity(a: Scaled, b: Scaled): number {
  return compareScaled(a, b);
}

function compareScaled(a: Scaled, b: Scaled): number {
  if (a.exponent === b.exponent) return a.unscaled < b.unscaled ? -1 : a.unscaled > b.unscaled ? 1 : 0;
  const signA = a.unscaled < 0n ? -1 : a.unscaled > 0n ? 1 : 0;
  const signB = b.unscaled < 0n ? -1 : b.unscaled > 0n ? 1 : 0;
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  // Far apart: the number of digits decides, so that 1e2000000000 costs nothing.
  const digitsA = magnitudeDigits(a), digitsB = magnitudeDigits(b);
  if (digitsA !== digitsB) return digitsA < digitsB ? -signA : signA;
  const low = Math.min(a.exponent, b.exponent);
  const left = a.unscaled * 10n ** BigInt(a.exponent - low), right = b.unscaled * 10n ** BigInt(b.exponent - low);
  return left < right ? -1 : left > right ? 1 : 0;
}

function magnitudeDigits(value: Scaled): number {
  return (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString().length + value.exponent;
}

/** The sum, in the format of the first summand that is not zero, as `Add` has it. */
export function addQuantity(a: Quantity, b: Quantity): Quantity {
  const format = a.unscaled === 0n ? b.format : a.format;
  const low = Math.max(Math.min(a.exponent, b.exponent), -9);
  const cap = 400;
  if (Math.max(a.exponent, b.exponent) - low > cap) return compareScaled(a, b) >= 0 ? a : b;
  const unscaled = atExponent(a, low) + atExponent(b, low);
  return { unscaled, exponent: low, format };
}

export function subtractQuantity(a: Quantity, b: Quantity): Quantity {
  const { text: _, ...negated } = { ...b, unscaled: -b.unscaled };
  return addQuantity(a, negated);
}

function atExponent(value: Scaled, exponent: number): bigint {
  return value.exponent >= exponent ? value.unscaled * 10n ** BigInt(value.exponent - exponent) : roundedUp(value.unscaled, value.exponent, exponent).unscaled;
}

/** -1, 0 or 1. */
export function signOfQuantity(quantity: Quantity): number {
  return quantity.unscaled < 0n ? -1 : quantity.unscaled > 0n ? 1 : 0;
}

/** The value in multiples of 10^exponent, rounded away from zero (`ScaledValue`), capped to what a JavaScript number holds exactly. */
export function scaledValue(quantity: Quantity, exponent: number): number {
  if (quantity.exponent - exponent > 30) return Number.MAX_SAFE_INTEGER * signOfQuantity(quantity);
  const value = atExponent(quantity, exponent);
  const cap = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(value > cap ? cap : value < -cap ? -cap : value);
}

/** True where the value is a whole multiple of 10^exponent. */
export function isMultipleOf(quantity: Quantity, exponent: number): boolean {
  if (quantity.exponent >= exponent || quantity.unscaled === 0n) return true;
  const digits = exponent - quantity.exponent;
  return digits <= 400 && quantity.unscaled % 10n ** BigInt(digits) === 0n;
}

/** Rounds up to a multiple of 10^exponent (`RoundUp`); one that is coarser already keeps the text it was read from. */
export function roundUpQuantity(quantity: Quantity, exponent: number): Quantity {
  if (quantity.exponent >= exponent) return quantity;
  return { ...roundedUp(quantity.unscaled, quantity.exponent, exponent), format: quantity.format };
}

const remembered = new Map<string, Quantity>();

/** The quantity of a text that decoding has accepted before; zero for anything else. Remembers what it has read: the same few texts are asked for thousands of times. */
export function quantityOf(text: string | number | undefined): Quantity {
  if (text === undefined) return zeroQuantity;
  const key = String(text);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const parsed = parseQuantity(key.trim());
  const quantity = parsed.ok ? parsed.quantity : zeroQuantity;
  if (remembered.size > 4096) remembered.clear();
  remembered.set(key, quantity);
  return quantity;
}

/** Thousandths, rounded up: `100m` → 100, `2` → 2000. */
export function milliValueOf(text: string | number | undefined): number {
  return scaledValue(quantityOf(text), -3);
}

/** Whole units, rounded up: `1Ki` → 1024, `100m` → 1. */
export function valueOf(text: string | number | undefined): number {
  return scaledValue(quantityOf(text), 0);
}

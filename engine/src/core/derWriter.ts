/** ASN.1's distinguished encoding, as bytes: the other way round of `der.ts`. */

/** A value of a tag (with its class and form) around its contents. */
export function derValue(tag: number, ...contents: readonly (readonly number[])[]): number[] {
  const bytes = contents.flat();
  return [tag, ...derLength(bytes.length), ...bytes];
}

export function derSequence(...contents: readonly (readonly number[])[]): number[] {
  return derValue(0x30, ...contents);
}

/** An object identifier in dots: `1.2.840.10045.4.3.2`. */
export function derOid(dotted: string): number[] {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return derValue(6, [first * 40 + second, ...rest].flatMap(base128));
}

/** A positive integer from its bytes, the most significant first. */
export function derInteger(bytes: readonly number[]): number[] {
  const first = bytes.findIndex(byte => byte !== 0);
  const trimmed = first < 0 ? [0] : bytes.slice(first);
  return derValue(2, (trimmed[0] ?? 0) >= 0x80 ? [0, ...trimmed] : trimmed);
}

/** Bits, the last byte's `unused` low ones not counted. */
export function derBits(bytes: readonly number[], unused = 0): number[] {
  return derValue(3, [unused, ...bytes]);
}

/** A point in time, from its RFC 3339 text in UTC: two digits of the year until 2049, four from 2050 on, as X.509 wants it. */
export function derTime(timestamp: string): number[] {
  const digits = timestamp.replace(/[^0-9]/g, '');
  const year = Number(digits.slice(0, 4));
  const short = year >= 1950 && year < 2050;
  return derValue(short ? 0x17 : 0x18, ascii(`${short ? digits.slice(2) : digits}Z`));
}

export function ascii(text: string): number[] {
  return [...text].map(letter => letter.charCodeAt(0));
}

function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 | rest % 128);
  return bytes;
}

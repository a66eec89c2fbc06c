/** One value of ASN.1's distinguished encoding: where its contents stand in the bytes. */
export interface DerValue { readonly tagClass: number; readonly tag: number; readonly compound: boolean; readonly start: number; readonly end: number }

/** A value, or what Go's encoding/asn1 (1.25) has against the bytes. */
export type DerResult = { readonly ok: true; readonly value: DerValue } | { readonly ok: false; readonly error: string };

const syntax = (detail: string): DerResult => ({ ok: false, error: `asn1: syntax error: ${detail}` });
const structure = (detail: string): DerResult => ({ ok: false, error: `asn1: structure error: ${detail}` });

/** Reads the value that begins at `at` and lies wholly before `limit`. */
export function readDer(bytes: readonly number[], at: number, limit = bytes.length): DerResult {
  const first = bytes[at];
  if (first === undefined || at >= limit) return syntax('sequence truncated');
  if ((first & 31) === 31) return structure('base 128 integer too large');
  const length = readLength(bytes, at + 1, limit);
  if (typeof length === 'string') return length.startsWith('=') ? structure(length.slice(1)) : syntax(length);
  if (length.start + length.length > limit) return syntax('data truncated');
  return { ok: true, value: { tagClass: first >> 6, tag: first & 31, compound: (first & 32) !== 0, start: length.start, end: length.start + length.length } };
}

/** The contents' place, or the complaint: with a leading `=` where Go calls it one of structure. */
function readLength(bytes: readonly number[], at: number, limit: number): { readonly start: number; readonly length: number } | string {
  const first = bytes[at];
  if (first === undefined || at >= limit) return 'truncated tag or length';
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first & 0x7f;
  if (count === 0) return 'indefinite length found (not DER)';
  let length = 0;
  for (let i = 1; i <= count; i++) {
    const byte = bytes[at + i];
    if (byte === undefined || at + i >= limit) return 'truncated tag or length';
    if (length >= 1 << 23) return '=length too large';
    length = length * 256 + byte;
    if (length === 0) return '=superfluous leading zeros in length';
  }
  return length < 0x80 ? '=non-minimal length' : { start: at + 1 + count, length };
}

const sequenceTag = 16;

/** The same, where only a SEQUENCE will do; `type` is the Go type that the complaint names. */
export function readSequence(bytes: readonly number[], at: number, limit: number, type: string): DerResult {
  const read = readDer(bytes, at, limit);
  if (!read.ok || (read.value.tagClass === 0 && read.value.tag === sequenceTag && read.value.compound)) return read;
  const { tagClass, tag, compound, start, end } = read.value;
  const parameters = '{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}';
  return structure(`tags don't match (${sequenceTag} vs {class:${tagClass} tag:${tag} length:${end - start} isCompound:${String(compound)}}) ${parameters} ${type} @${start - at}`);
}

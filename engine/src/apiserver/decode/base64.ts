/**
 * What Go's `base64.StdEncoding` has against a text (encoding/base64, Go 1.25): `illegal base64 data at input byte N`, or undefined
 * when it can be decoded. Line breaks are skipped; the position counts bytes from the start.
 */
export function decodeBase64Error(text: string): string | undefined {
  const position = firstIllegal(text);
  return position === undefined ? undefined : `illegal base64 data at input byte ${position}`;
}

function firstIllegal(text: string): number | undefined {
  const bytes = asBytes(text);
  let inQuantum = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 10 || byte === 13) continue;
    if (isAlphabet(byte)) { inQuantum = (inQuantum + 1) % 4; continue; }
    return byte === 61 ? padding(bytes, at, inQuantum) : at;
  }
  // A quantum that ends early is reported where it began.
  return inQuantum === 0 ? undefined : bytes.length - inQuantum;
}

/** From the first `=` on: two after two characters, one after three, and nothing but line breaks behind. */
function padding(bytes: readonly number[], first: number, inQuantum: number): number | undefined {
  if (inQuantum < 2) return first;
  let at = first + 1;
  if (inQuantum === 2) {
    while (bytes[at] === 10 || bytes[at] === 13) at++;
    if (at >= bytes.length) return bytes.length;
    if (bytes[at] !== 61) return at - 1;
    at++;
  }
  while (bytes[at] === 10 || bytes[at] === 13) at++;
  return at < bytes.length ? at : undefined;
}

function isAlphabet(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === 43 || byte === 47;
}

/** UTF-8; a character outside ASCII is illegal at its first byte, so only its length matters. */
function asBytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes.push(code < 0x80 ? code : 0xff);
    for (let extra = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3; extra > 0; extra--) bytes.push(0x80);
  }
  return bytes;
}

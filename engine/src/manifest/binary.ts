const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The text of a `!!binary` value: base64 (Go's StdEncoding: padding required, line ends ignored) read as UTF-8. Bytes that are
 * no UTF-8 become U+FFFD each, as Go's JSON encoder makes them. Undefined for invalid base64.
 */
export function decodeBinary(base64: string): string | undefined {
  const bytes = decodeBase64(base64.replace(/[\r\n]/g, ''));
  return bytes === undefined ? undefined : decodeUtf8(bytes);
}

function decodeBase64(text: string): number[] | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 4) {
    const word = [0, 1, 2, 3].reduce((sum, k) => sum * 64 + Math.max(alphabet.indexOf(text[i + k] ?? '='), 0), 0);
    const count = text[i + 2] === '=' ? 1 : text[i + 3] === '=' ? 2 : 3;
    bytes.push(...[word >> 16, (word >> 8) & 255, word & 255].slice(0, count));
  }
  return bytes;
}

function decodeUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const { code, length } = runeAt(bytes, i);
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}

function runeAt(bytes: readonly number[], at: number): { readonly code: number; readonly length: number } {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length === 1) return { code: first, length };
  let code = first & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) {
    const byte = bytes[at + k];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return { code: 0xfffd, length: 1 };
    code = code * 64 + (byte & 0x3f);
  }
  const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? Infinity;
  const valid = length > 0 && code >= smallest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? { code, length } : { code: 0xfffd, length: 1 };
}

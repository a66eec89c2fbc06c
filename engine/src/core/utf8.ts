/** The text of UTF-8 bytes; undefined when they are none. */
export function utf8Text(bytes: readonly number[]): string | undefined {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first >= 0x80 && (first < 0xc2 || first > 0xf4) || i + length > bytes.length) return undefined;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 63);
    }
    if (length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000)) || length === 4 && (code < 0x10000 || code > 0x10ffff)) return undefined;
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as everywhere. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | code >> 6, 0x80 | code & 63);
    else if (code < 0x10000) bytes.push(0xe0 | code >> 12, 0x80 | code >> 6 & 63, 0x80 | code & 63);
    else bytes.push(0xf0 | code >> 18, 0x80 | code >> 12 & 63, 0x80 | code >> 6 & 63, 0x80 | code & 63);
  }
  return bytes;
}

/** Standard base64 with padding. */
export function encodeBase64(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const word = a << 16 | (b ?? 0) << 8 | (c ?? 0);
    text += (alphabet[word >> 18] ?? '') + (alphabet[word >> 12 & 63] ?? '') + (b === undefined ? '=' : alphabet[word >> 6 & 63] ?? '') + (c === undefined ? '=' : alphabet[word & 63] ?? '');
  }
  return text;
}

/** The bytes of a base64 text that decoding has accepted; what is not of the alphabet is skipped. */
export function decodeBase64(text: string): number[] {
  const bytes: number[] = [];
  let word = 0, bits = 0;
  for (const char of text) {
    const value = alphabet.indexOf(char);
    if (value < 0) continue;
    word = (word << 6 | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) { bits -= 8; bytes.push(word >> bits & 0xff); }
  }
  return bytes;
}

/** How many bytes a base64 text stands for, without decoding it. */
export function base64Length(text: string): number {
  return Math.floor(text.replace(/=+$/, '').length * 3 / 4);
}

/** What Go's encoding/json has against a JSON text, in its words (Go 1.25); undefined for good JSON. Works on bytes, as Go does. */
export function goJsonSyntaxError(bytes: readonly number[]): string | undefined {
  const scanner = new Scanner(bytes);
  scanner.space();
  scanner.value(0);
  scanner.space();
  if (scanner.error === undefined && !scanner.atEnd) scanner.fail('after top-level value');
  return scanner.error;
}

const maxDepth = 1000;

class Scanner {
  error: string | undefined;
  private at = 0;

  constructor(private readonly bytes: readonly number[]) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  fail(context: string): void {
    this.error ??= this.atEnd ? 'unexpected end of JSON input' : `invalid character ${quoted(this.bytes[this.at] ?? 0)} ${context}`;
  }

  space(): void {
    while (this.is(' ') || this.is('\t') || this.is('\r') || this.is('\n')) this.at++;
  }

  value(depth: number): void {
    if (depth > maxDepth) { this.error ??= 'exceeded max depth'; return; }
    if (this.is('{')) this.object(depth);
    else if (this.is('[')) this.array(depth);
    else if (this.is('"')) this.string();
    else if (this.is('-') || this.digit()) this.number();
    else if (this.is('t')) this.literal('true');
    else if (this.is('f')) this.literal('false');
    else if (this.is('n')) this.literal('null');
    else this.fail('looking for beginning of value');
  }

  private object(depth: number): void {
    this.at++;
    this.space();
    if (this.take('}')) return;
    while (this.error === undefined) {
      this.space();
      if (!this.is('"')) { this.fail('looking for beginning of object key string'); return; }
      this.string();
      this.space();
      if (this.error === undefined && !this.take(':')) this.fail('after object key');
      if (this.error !== undefined) return;
      this.space();
      this.value(depth + 1);
      this.space();
      if (this.error !== undefined || this.take('}')) return;
      if (!this.take(',')) this.fail('after object key:value pair');
    }
  }

  private array(depth: number): void {
    this.at++;
    this.space();
    if (this.take(']')) return;
    while (this.error === undefined) {
      this.space();
      this.value(depth + 1);
      this.space();
      if (this.error !== undefined || this.take(']')) return;
      if (!this.take(',')) this.fail('after array element');
    }
  }

  private string(): void {
    this.at++;
    while (this.error === undefined && !this.take('"')) {
      const byte = this.bytes[this.at];
      if (byte === undefined || byte < 0x20) { this.fail('in string literal'); return; }
      this.at++;
      if (byte === 92) this.escape();
    }
  }

  private escape(): void {
    if (this.take('u')) {
      for (let i = 0; i < 4; i++) {
        if (!/^[0-9a-fA-F]$/.test(this.char())) { this.fail('in \\u hexadecimal character escape'); return; }
        this.at++;
      }
    } else if (this.char() !== '' && 'bfnrt\\/"'.includes(this.char())) this.at++;
    else this.fail('in string escape code');
  }

  private number(): void {
    this.take('-');
    if (!this.take('0')) this.digits('in numeric literal');
    if (this.error === undefined && this.take('.')) this.digits('after decimal point in numeric literal');
    if (this.error === undefined && (this.take('e') || this.take('E'))) {
      if (!this.take('+')) this.take('-');
      this.digits('in exponent of numeric literal');
    }
  }

  private digits(context: string): void {
    if (!this.digit()) { this.fail(context); return; }
    while (this.digit()) this.at++;
  }

  private literal(word: string): void {
    for (const char of word) {
      if (!this.is(char)) { this.fail(`in literal ${word} (expecting '${char}')`); return; }
      this.at++;
    }
  }

  private digit(): boolean {
    const byte = this.bytes[this.at] ?? 0;
    return byte >= 48 && byte <= 57;
  }

  private is(char: string): boolean {
    return this.bytes[this.at] === char.charCodeAt(0);
  }

  private take(char: string): boolean {
    if (!this.is(char)) return false;
    this.at++;
    return true;
  }

  private char(): string {
    const byte = this.bytes[this.at];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }
}

function quoted(byte: number): string {
  if (byte === 39) return "'\\''";
  if (byte === 34) return "'\"'";
  if (byte === 92) return "'\\\\'";
  const named: Readonly<Record<number, string>> = { 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };
  const name = named[byte];
  if (name !== undefined) return `'${name}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  if ((byte >= 0x80 && byte < 0xa1) || byte === 0xad) return `'\\u00${byte.toString(16)}'`;
  return `'${String.fromCharCode(byte)}'`;
}

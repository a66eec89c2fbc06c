import { utf8Bytes } from '../../core/base64';
import { literalExpr, type Expr } from './expression';
import type { Token } from './lexer';

const simple: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const maxInt = 2n ** 63n - 1n, maxUint = 2n ** 64n - 1n;

/** The literal of a token, or what is wrong with it in cel-go's words. */
export function literalOf(token: Token, sign: '-' | '', at: number): Expr | string {
  const { type, text } = token;
  switch (type) {
    case 'true': case 'false': return literalExpr({ type: 'bool', value: type === 'true' }, at);
    case 'null': return literalExpr({ type: 'null' }, at);
    case 'NUM_INT': {
      const value = BigInt(text) * (sign === '-' ? -1n : 1n);
      return value > maxInt || value < -maxInt - 1n ? 'invalid int literal' : literalExpr({ type: 'int', value }, at);
    }
    case 'NUM_UINT': {
      const value = BigInt(text.slice(0, -1));
      return value > maxUint ? 'invalid uint literal' : literalExpr({ type: 'uint', value }, at);
    }
    case 'NUM_FLOAT': {
      const value = Number(sign + text);
      return Number.isFinite(value) ? literalExpr({ type: 'double', value }, at) : 'invalid double literal';
    }
    case 'STRING': return literalExpr({ type: 'string', value: stringText(text, point => String.fromCodePoint(point)) }, at);
    case 'BYTES': return literalExpr({ type: 'bytes', value: bytesOf(text.slice(1)) }, at);
    default: return `invalid literal`;
  }
}

function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (const part of pieces(text)) {
    if (typeof part === 'string') bytes.push(...utf8Bytes(part));
    else if (part.byte) bytes.push(part.point);
    else bytes.push(...utf8Bytes(String.fromCodePoint(part.point)));
  }
  return bytes;
}

function stringText(text: string, ofPoint: (point: number) => string): string {
  return pieces(text).map(part => typeof part === 'string' ? part : ofPoint(part.point)).join('');
}

/** The body of a quoted text: plain parts, and escapes by number (a `byte` where one byte is meant). */
function pieces(text: string): (string | { readonly point: number; readonly byte: boolean })[] {
  const isRaw = /^[rR]/.test(text), body = isRaw ? text.slice(1) : text, width = /^(?:"""|''')/.test(body) ? 3 : 1;
  const inner = body.slice(width, -width).replace(/\r\n?/g, '\n');
  if (isRaw) return [inner];
  return (inner.match(/\\(?:[xX]..|u.{4}|U.{8}|[0-3]..|.)|[^\\]+/gs) ?? []).map(part => {
    if (!part.startsWith('\\')) return part;
    const kind = part[1] ?? '';
    if (/[xX]/.test(kind)) return { point: parseInt(part.slice(2), 16), byte: true };
    if (/[uU]/.test(kind)) return { point: Math.min(parseInt(part.slice(2), 16), 0x10ffff), byte: false };
    if (/[0-3]/.test(kind)) return { point: parseInt(part.slice(1), 8), byte: true };
    return Object.prototype.hasOwnProperty.call(simple, kind) ? simple[kind] ?? kind : kind;
  });
}

import type { CelIssue } from './source';

/** The tokens of CEL's grammar in its own order, in which expected ones are listed: literal texts, then the named ones. */
export const tokenOrder = [
  '==', '!=', 'in', '<', '<=', '>=', '>', '&&', '||', '[', ']', '{', '}', '(', ')', '.', ',', '-', '!', '?', ':', '+', '*', '/', '%', 'true', 'false', 'null',
  'NUM_FLOAT', 'NUM_INT', 'NUM_UINT', 'STRING', 'BYTES', 'IDENTIFIER', 'ESC_IDENTIFIER', '<EOF>'
] as const;

export type TokenType = typeof tokenOrder[number];

/** A token; `start` and `end` count characters. */
export interface Token { readonly type: TokenType; readonly text: string; readonly start: number; readonly end: number }

export interface Tokens { readonly chars: readonly string[]; readonly tokens: readonly Token[]; readonly issues: readonly CelIssue[] }

const escape = String.raw`\\(?:[abfnrtv"'\\?${'`'}]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7][0-7])`;
const quotes = [['"""', '(?:ESC|[^\\\\])*?'], ["'''", '(?:ESC|[^\\\\])*?'], ['"', '(?:ESC|[^\\\\"\\n\\r])*'], ["'", "(?:ESC|[^\\\\'\\n\\r])*"]] as const;
const rawQuotes = [['"""', '[^]*?'], ["'''", '[^]*?'], ['"', '[^"\\n\\r]*'], ["'", "[^'\\n\\r]*"]] as const;

function quoted(prefix: string, forms: readonly (readonly [string, string])[]): string {
  return forms.map(([quote, body]) => `${prefix}${quote}${body.replaceAll('ESC', escape)}${quote}`).join('|');
}

const cooked = quoted('', quotes), raw = quoted('[rR]', rawQuotes);
/** Each by itself; the longest match wins, the first of equals. */
const patterns: readonly (readonly [TokenType | 'hidden', RegExp])[] = [
  ['hidden', /[\t \r\n\f]+|\/\/[^\n]*/y],
  ['NUM_FLOAT', /\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?/y],
  ['NUM_UINT', /(?:0x[0-9a-fA-F]+|\d+)[uU]/y],
  ['NUM_INT', /0x[0-9a-fA-F]+|\d+/y],
  ['STRING', new RegExp(`${cooked}|${raw}`, 'y')],
  ['BYTES', new RegExp(`[bB](?:${cooked}|${raw})`, 'y')],
  ['IDENTIFIER', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['ESC_IDENTIFIER', /`[A-Za-z0-9_.\-/ ]+`/y]
];
const symbols: readonly TokenType[] = ['==', '!=', '<=', '>=', '&&', '||', '<', '>', '[', ']', '{', '}', '(', ')', '.', ',', '-', '!', '?', ':', '+', '*', '/', '%'];
const keywords: ReadonlySet<string> = new Set(['in', 'true', 'false', 'null']);

/** Cuts an expression into tokens as cel-go's lexer does; what is no token is reported and skipped. */
export function lex(source: string): Tokens {
  const chars = [...source], tokens: Token[] = [], issues: CelIssue[] = [];
  // All offsets are characters: astral ones are stood for by one unit each while matching.
  const text = chars.map(char => char.length > 1 ? '\uffff' : char).join('');
  let at = 0;
  while (at < text.length) {
    const found = tokenAt(text, at);
    if (found === undefined) {
      const failed = failureAt(text, at);
      issues.push({ at, message: `Syntax error: token recognition error at: '${chars.slice(at, failed + 1).join('')}'` });
      at = Math.min(failed + 1, text.length);
      continue;
    }
    const { type, end } = found;
    if (type !== 'hidden') tokens.push({ type, text: chars.slice(at, end).join(''), start: at, end });
    at = end;
  }
  tokens.push({ type: '<EOF>', text: '<EOF>', start: text.length, end: text.length });
  return { chars, tokens, issues };
}

function tokenAt(text: string, at: number): { readonly type: TokenType | 'hidden'; readonly end: number } | undefined {
  let best: { type: TokenType | 'hidden'; end: number } | undefined;
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && at + match[0].length > (best?.end ?? at)) best = { type, end: at + match[0].length };
  }
  const symbol = symbols.find(candidate => text.startsWith(candidate, at));
  if (symbol !== undefined && at + symbol.length > (best?.end ?? at)) best = { type: symbol, end: at + symbol.length };
  if (best?.type !== 'IDENTIFIER') return best;
  const word = text.slice(at, best.end);
  return keywords.has(word) ? { type: tokenOrder.find(type => type === word) ?? 'IDENTIFIER', end: best.end } : best;
}

/** Where the lexer gives up on what starts here: the first character that no token could go on with. */
function failureAt(text: string, at: number): number {
  const opening = /(?:[bB]?[rR]?)("""|'''|"|')/y;
  opening.lastIndex = at;
  const match = opening.exec(text);
  if (match === null) return text[at] === '|' || text[at] === '&' || text[at] === '=' ? at + 1 : text[at] === '`' ? escapedFailure(text, at) : at;
  const quote = match[1] ?? '"', isRaw = /[rR]/.test(match[0]), escaped = new RegExp(escape, 'y');
  let i = at + match[0].length;
  while (i < text.length) {
    if (text[i] === '\\' && !isRaw) {
      escaped.lastIndex = i;
      const sequence = escaped.exec(text);
      if (sequence === null) return escapeFailure(text, i);
      i += sequence[0].length;
    } else if (quote.length === 1 && (text[i] === '\n' || text[i] === '\r')) {
      return i;
    } else {
      i++;
    }
  }
  return i;
}

function escapedFailure(text: string, at: number): number {
  let i = at + 1;
  while (/[A-Za-z0-9_.\-/ ]/.test(text[i] ?? '')) i++;
  return i;
}

function escapeFailure(text: string, at: number): number {
  const kind = text[at + 1] ?? '', digits = kind === 'u' ? 4 : kind === 'U' ? 8 : /[xX]/.test(kind) ? 2 : 0;
  if (digits === 0) return /[0-3]/.test(kind) ? (/[0-7]/.test(text[at + 2] ?? '') ? at + 3 : at + 2) : at + 1;
  let i = at + 2;
  while (i < at + 2 + digits && /[0-9a-fA-F]/.test(text[i] ?? '')) i++;
  return i;
}

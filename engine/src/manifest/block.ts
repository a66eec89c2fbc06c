import { limits } from './limits';
import { emptyNode, scalarNode, type MapNode, type Pair, type ScalarNode, type SequenceNode, type YamlNode } from './node';

const plainKey = /[A-Za-z0-9_./$~][^\s:,[\]{}"'#&*!|>%@`]*(?=:(?:[ \n]|\r\n|$))/y;
const quotedKey = /(?:"[^"\\\r\n\t]*"|'[^'\r\n\t]*')(?=:(?:[ \n]|\r\n|$))/y;
const doubleQuoted = /"(?:[^"\\\r\n\t]|\\["\\/nt])*"/y;
const singleQuoted = /'(?:[^'\r\n\t]|'')*'/y;
const plainInFlow = /(?:-(?=[A-Za-z0-9])|[A-Za-z0-9_./$~])(?:[^\s:,[\]{}"'#&*!|>%@`?]|:(?=[A-Za-z0-9/]))*/y;
const literalHeader = /\|([-+]?)(?= *\r?\n| +#)/y;

// Signs that make a value something else than plain text, or that only the full grammar can judge.
const notPlain: ReadonlySet<number> = new Set([...'-?:,[]{}#&*!|>\'"%@`\t\r'].map(sign => sign.charCodeAt(0)));
const space = 32, newline = 10, carriage = 13, tab = 9, hash = 35, dash = 45, colon = 58;

/**
 * Parses the YAML that manifests are mostly written in: block maps and lists, scalars and brackets of one line, literal blocks.
 * Ten times as fast as the library. Answers undefined for all else, anchors, folding and every error included: the library
 * then decides. A property test holds both to the same trees.
 */
export function parseBlock(text: string): { readonly root: YamlNode | undefined } | undefined {
  if (text.includes('\ufeff')) return undefined;
  if (text.includes('\r') && /\r(?!\n)/.test(text)) return undefined;
  const reader = new BlockReader(text);
  const root = reader.read();
  return reader.gaveUp ? undefined : { root };
}

class BlockReader {
  gaveUp = false;
  /** The next line with content: where its content begins, and in which column. At the end of the text the column is -1. */
  private at = 0;
  private column = 0;
  /** Where the value that was read last ends. */
  private end = 0;

  constructor(private readonly text: string) {}

  read(): YamlNode | undefined {
    this.nextLine(0);
    if (this.column === -1) return undefined;
    const root = this.block(0);
    if (this.column !== -1) this.giveUp();
    return root;
  }

  private block(depth: number): YamlNode {
    if (depth > limits.depth) return this.giveUp();
    return this.isItem(this.at) ? this.sequence(this.column, depth) : this.map(this.column, depth);
  }

  private map(column: number, depth: number): MapNode {
    const start = this.at;
    const pairs: Pair[] = [];
    while (this.column === column && !this.gaveUp) {
      const key = this.key(this.at);
      if (key === undefined) { this.giveUp(); break; }
      pairs.push({ key, value: this.fieldValue(key.end + 1, column, depth) });
    }
    if (this.column > column) this.giveUp();
    const last = pairs[pairs.length - 1];
    return { kind: 'map', start, end: last === undefined ? start : Math.max(last.key.end, last.value.end), tag: undefined, anchor: undefined, flow: false, pairs };
  }

  private key(at: number): ScalarNode | undefined {
    const { text } = this;
    const sign = text.charCodeAt(at);
    if (sign !== 34 && sign !== 39) {
      plainKey.lastIndex = at;
      const end = plainKey.test(text) ? plainKey.lastIndex : -1;
      return end === -1 || end - at > 1000 ? undefined : scalarNode('plain', text.slice(at, end), at, end);
    }
    quotedKey.lastIndex = at;
    const end = quotedKey.test(text) ? quotedKey.lastIndex : -1;
    return end === -1 || end - at > 1000 ? undefined : scalarNode(sign === 34 ? 'double' : 'single', text.slice(at + 1, end - 1), at, end);
  }

  /** A list may stand in the column of its key. */
  private fieldValue(afterColon: number, column: number, depth: number): YamlNode {
    const at = this.skipSpaces(afterColon);
    if (!this.endsHere(at)) return this.inline(at, column, depth);
    this.nextLine(this.lineAfter(at));
    if (this.column > column) return this.block(depth + 1);
    if (this.column === column && this.isItem(this.at)) return this.sequence(column, depth + 1);
    return emptyNode(afterColon);
  }

  private sequence(column: number, depth: number): SequenceNode {
    const start = this.at;
    const items: YamlNode[] = [];
    if (depth > limits.depth) this.giveUp();
    while (this.column === column && !this.gaveUp && this.isItem(this.at)) items.push(this.item(column, depth));
    if (this.column > column) this.giveUp();
    const last = items[items.length - 1];
    return { kind: 'sequence', start, end: Math.max(last?.end ?? 0, start + 1), tag: undefined, anchor: undefined, flow: false, items };
  }

  private item(column: number, depth: number): YamlNode {
    const at = this.skipSpaces(this.at + 1);
    if (this.endsHere(at)) {
      this.nextLine(this.lineAfter(at));
      return this.column > column ? this.block(depth + 1) : emptyNode(at);
    }
    const inner = column + at - this.at;
    if (this.isItem(at) || this.key(at) !== undefined) {
      this.at = at;
      this.column = inner;
      return this.block(depth + 1);
    }
    return this.inline(at, column, depth);
  }

  /** A value that begins on the line of its key or dash; what follows must not be indented deeper than that. */
  private inline(at: number, column: number, depth: number): YamlNode {
    const sign = this.text.charCodeAt(at);
    let node: YamlNode;
    if (sign === 124) return this.literal(at, column);
    if (sign === 34 || sign === 39) node = this.quoted(at);
    else if (sign === 91 || sign === 123) node = this.flow(at, depth + 1);
    else node = this.plain(at);
    const after = this.skipSpaces(this.end);
    if (!this.endsHere(after)) this.giveUp();
    this.nextLine(this.lineAfter(after));
    if (this.column > column) this.giveUp();
    return node;
  }

  private plain(at: number): YamlNode {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (notPlain.has(first) && !(first === dash && text.charCodeAt(at + 1) > space)) return this.giveUp();
    let end = at;
    for (let i = at; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === newline) break;
      if (code === carriage) { if (text.charCodeAt(i + 1) === newline) break; return this.giveUp(); }
      if (code === tab) return this.giveUp();
      if (code === hash && text.charCodeAt(i - 1) === space) break;
      if (code === colon && !(text.charCodeAt(i + 1) > space)) return this.giveUp();
      if (code !== space) end = i + 1;
    }
    this.end = end;
    return scalarNode('plain', text.slice(at, end), at, end);
  }

  private quoted(at: number): YamlNode {
    const { text } = this;
    const isDouble = text.charCodeAt(at) === 34;
    const pattern = isDouble ? doubleQuoted : singleQuoted;
    pattern.lastIndex = at;
    if (!pattern.test(text)) return this.giveUp();
    this.end = pattern.lastIndex;
    const body = text.slice(at + 1, this.end - 1);
    return isDouble ? scalarNode('double', body.includes('\\') ? unescape(body) : body, at, this.end)
      : scalarNode('single', body.includes('\'') ? body.replace(/''/g, '\'') : body, at, this.end);
  }

  /** Brackets of one line. */
  private flow(at: number, depth: number): YamlNode {
    if (depth > limits.depth) return this.giveUp();
    const isMap = this.text.charCodeAt(at) === 123;
    const closing = isMap ? 125 : 93;
    const pairs: Pair[] = [];
    const items: YamlNode[] = [];
    let next = this.skipSpaces(at + 1);
    while (this.text.charCodeAt(next) !== closing && !this.gaveUp) {
      if (isMap) pairs.push(this.flowPair(next, depth));
      else items.push(this.flowValue(next, depth));
      next = this.skipSpaces(this.end);
      const sign = this.text.charCodeAt(next);
      if (sign === closing) break;
      if (sign !== 44) return this.giveUp();
      next = this.skipSpaces(next + 1);
      if (this.text.charCodeAt(next) === closing) return this.giveUp();
    }
    this.end = next + 1;
    const base = { start: at, end: this.end, tag: undefined, anchor: undefined, flow: true };
    return isMap ? { kind: 'map', ...base, pairs } : { kind: 'sequence', ...base, items };
  }

  private flowPair(at: number, depth: number): Pair {
    const key = this.key(at);
    if (key === undefined) return { key: this.giveUp(), value: emptyNode(at) };
    const value = this.flowValue(this.skipSpaces(key.end + 1), depth);
    return { key, value };
  }

  private flowValue(at: number, depth: number): YamlNode {
    const sign = this.text.charCodeAt(at);
    if (sign === 34 || sign === 39) return this.quoted(at);
    if (sign === 91 || sign === 123) return this.flow(at, depth + 1);
    plainInFlow.lastIndex = at;
    if (!plainInFlow.test(this.text)) return this.giveUp();
    this.end = plainInFlow.lastIndex;
    return scalarNode('plain', this.text.slice(at, this.end), at, this.end);
  }

  /** A `|` block: its lines from the first line's column on; trailing empty lines as `-` (none) or `+` (all) says, else one. */
  private literal(at: number, column: number): YamlNode {
    const { text } = this;
    literalHeader.lastIndex = at;
    const header = literalHeader.exec(text);
    if (header === null) return this.giveUp();
    const lines: string[] = [];
    let indent = 0, filled = 0, end = at + header[0].length, next = this.lineAfter(end);
    while (next < text.length) {
      const { content, stop, after } = this.line(next);
      if (content < stop) {
        if (indent === 0) indent = content - next;
        if (content - next < indent || indent <= column) break;
        filled = lines.length + 1;
        end = stop;
      } else if (indent === 0 ? content > next : content - next > indent) return this.giveUp();
      lines.push(content - next < indent ? '' : text.slice(next + indent, stop));
      next = after;
    }
    if (filled === 0) return this.giveUp();
    const body = lines.slice(0, filled).join('\n');
    if (/[\r\t]\s*$|\r/.test(body) || text.charCodeAt(end - 1) === tab) return this.giveUp();
    while (text.charCodeAt(end - 1) === space) end--;
    this.nextLine(next);
    if (this.column > column) this.giveUp();
    const tail = header[1] === '-' ? '' : header[1] === '+' ? '\n'.repeat(lines.length - filled + 1) : '\n';
    return scalarNode('block', body + tail, at, end);
  }

  /** A line: where its content begins (after spaces), where it stops (before the line end), and where the next begins. */
  private line(start: number): { readonly content: number; readonly stop: number; readonly after: number } {
    const found = this.text.indexOf('\n', start);
    const after = found === -1 ? this.text.length : found + 1;
    let stop = found === -1 ? this.text.length : found;
    if (stop > start && this.text.charCodeAt(stop - 1) === carriage) stop--;
    return { content: Math.min(this.skipSpaces(start), stop), stop, after };
  }

  /** Moves to the next line that is neither empty nor a comment. */
  private nextLine(from: number): void {
    let start = from;
    for (;;) {
      const at = this.skipSpaces(start);
      if (at >= this.text.length) { this.at = at; this.column = -1; return; }
      const sign = this.text.charCodeAt(at);
      if (sign === tab || (sign === carriage && this.text.charCodeAt(at + 1) !== newline)) { this.giveUp(); return; }
      if (sign !== newline && sign !== carriage && sign !== hash) { this.at = at; this.column = at - start; return; }
      start = this.lineAfter(at);
    }
  }

  private skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === space) at++;
    return at;
  }

  private lineAfter(at: number): number {
    const found = this.text.indexOf('\n', at);
    return found === -1 ? this.text.length : found + 1;
  }

  /** Whether nothing but a comment is left of the line. */
  private endsHere(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return at >= this.text.length || code === newline || (code === carriage && this.text.charCodeAt(at + 1) === newline)
      || (code === hash && this.text.charCodeAt(at - 1) === space);
  }

  /** Whether a list item begins here: a dash with white space after it. */
  private isItem(at: number): boolean {
    if (this.text.charCodeAt(at) !== dash) return false;
    const after = this.text.charCodeAt(at + 1);
    return Number.isNaN(after) || after === space || after === newline || after === carriage;
  }

  private giveUp(): ScalarNode {
    this.gaveUp = true;
    this.column = -1;
    return emptyNode(this.at);
  }
}

function unescape(body: string): string {
  return body.replace(/\\(.)/g, (_, sign: string) => sign === 'n' ? '\n' : sign === 't' ? '\t' : sign);
}

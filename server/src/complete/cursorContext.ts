import { FieldPath, type PathSegment, type TextRange } from '../../../engine/src/index';
import { flowContext } from './flowContext';
import { readLine, type Line, type LineToken } from './lineTokens';

/** What is being typed at the cursor. */
export interface CursorContext {
  /** A key of the map at `path`, or the value of `path` (an item of a list of texts has the item's path). */
  readonly at: 'key' | 'value';
  readonly path: FieldPath;
  /** The keys that the map has already. */
  readonly siblings: ReadonlySet<string>;
  /** What a choice replaces, in the file; on the cursor's line. */
  readonly range: TextRange;
  /** What stands between the beginning of the range and the cursor. */
  readonly typed: string;
  /** Where the key begins: what is nested in it goes two columns further. */
  readonly column: number;
  /** Inside `{…}` or `[…]`: no line breaks. */
  readonly flow: boolean;
  /** The key is followed by its colon already. */
  readonly hasColon: boolean;
  /** The cursor follows the colon directly: a space must come first. */
  readonly needsSpace: boolean;
}

interface Place { readonly lines: readonly string[]; readonly row: number; readonly column: number; readonly lineStart: number }

/**
 * Where the cursor is in the structure of one document, from its lines alone, so that it works in text that no parser can
 * read. `start` is where the document begins in the file. Undefined in comments and in block text.
 */
export function cursorContext(text: string, start: number, offset: number): CursorContext | undefined {
  const before = text.slice(start, offset);
  const row = before.split('\n').length - 1;
  const lineStart = offset - (before.length - (before.lastIndexOf('\n') + 1));
  const place: Place = { lines: documentLines(text.slice(start)), row, column: offset - lineStart, lineStart };
  const current = place.lines[row] ?? '';
  if (inComment(current, place.column)) return undefined;
  const line = readLine(current);
  const last = line.tokens.at(-1);
  const inValue = last?.type === 'key' && place.column > last.column && place.column >= current.indexOf(':', last.column + last.name.length) + 1;
  return inValue ? valueContext(place, line, last) : keyContext(place, line);
}

/** A line break belongs to no line; a document ends before its separator. */
function documentLines(text: string): string[] {
  const lines = text.split(/\r?\n/u);
  const end = lines.findIndex((line, i) => i > 0 && /^(---|\.\.\.)(\s|$)/u.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}

function valueContext(place: Place, line: Line, key: LineToken & { readonly type: 'key' }): CursorContext | undefined {
  const current = place.lines[place.row] ?? '';
  const parent = parentOf(place, line, key.column);
  if (parent === undefined) return undefined;
  const path = append(parent.path, { type: 'child', name: key.name });
  const value = current.slice(key.valueColumn);
  if (/^[{[]/u.test(value)) return flowContext({ text: value.slice(0, Math.max(0, place.column - key.valueColumn)), after: current.slice(place.column), offset: place.lineStart + place.column }, path);
  if (/^[|>]/u.test(value)) return undefined;
  const from = Math.min(place.column, key.valueColumn);
  const token = scalar(current.slice(from), place.column - from);
  return {
    at: 'value', path, siblings: parent.siblings, range: { start: place.lineStart + from, end: place.lineStart + from + token.length }, typed: token.typed,
    column: key.column, flow: false, hasColon: false, needsSpace: current[place.column - 1] === ':'
  };
}

function keyContext(place: Place, line: Line): CursorContext | undefined {
  const current = place.lines[place.row] ?? '';
  const last = line.tokens.at(-1);
  const column = line.blank ? place.column : last?.type === 'key' ? last.column : line.restColumn;
  if (place.column < column) return undefined;
  const parent = parentOf(place, line, column);
  if (parent === undefined || parent.blockText) return undefined;
  const rest = current.slice(column);
  if (/^[{[]/u.test(rest)) return flowContext({ text: rest.slice(0, place.column - column), after: current.slice(place.column), offset: place.lineStart + place.column }, parent.path);
  const token = last?.type === 'key' ? { length: last.name.length, typed: current.slice(column, place.column) } : scalar(rest, place.column - column);
  return {
    at: 'key', path: parent.path, siblings: parent.siblings, range: { start: place.lineStart + column, end: place.lineStart + column + token.length }, typed: token.typed,
    column, flow: false, hasColon: last?.type === 'key', needsSpace: false
  };
}

/** The scalar that begins a text: up to a comment, without the spaces at its end, but at least to the cursor. */
function scalar(text: string, cursor: number): { readonly length: number; readonly typed: string } {
  const comment = / #/u.exec(text)?.index ?? text.length;
  const length = Math.max(cursor, text.slice(0, comment).trimEnd().length);
  return { length, typed: text.slice(0, cursor) };
}

function inComment(line: string, column: number): boolean {
  const match = /(^|\s)#/u.exec(line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, quoted => '"'.repeat(quoted.length)));
  return match !== null && match.index + match[0].length <= column;
}

interface Parent { readonly path: FieldPath; readonly siblings: ReadonlySet<string>; readonly blockText: boolean }

/** The map whose key begins at a column of the cursor's line: the path to it and its other keys. */
function parentOf(place: Place, line: Line, column: number): Parent | undefined {
  const siblings = new Set<string>();
  const climb = new Climb(column, siblings);
  climb.pass(line.tokens.filter(token => token.column < column));
  const isItem = climb.inList;
  for (let row = place.row - 1; row >= 0; row--) {
    const { tokens, blank, restColumn } = readLine(place.lines[row] ?? '');
    if (blank || (row === 0 && /^---(\s|$)/u.test(place.lines[row] ?? ''))) continue;
    if (tokens.length === 0 && restColumn >= climb.column) continue;
    climb.pass(tokens, (place.lines[row] ?? '').slice(restColumn));
  }
  keysBelow(place, isItem, column).forEach(name => siblings.add(name));
  return { path: climb.path(), siblings, blockText: climb.blockText };
}

/** The keys of the same map that follow the cursor's line. */
function keysBelow({ lines, row }: Place, isItem: boolean, column: number): string[] {
  const names: string[] = [];
  for (const text of lines.slice(row + 1)) {
    const { tokens, blank } = readLine(text);
    const [first] = tokens;
    if (blank) continue;
    if (first === undefined || first.column < column || (isItem && first.type === 'dash' && first.column < column)) break;
    if (first.type === 'key' && first.column === column) names.push(first.name);
  }
  return names;
}

/** Walks from the cursor up the lines, and collects the steps of the path from its end. */
class Climb {
  private readonly steps: PathSegment[] = [];
  /** Set while what we are in is an item of the list whose dashes stand at this column. */
  private list: { readonly column: number; index: number } | undefined;
  /** The parent's value is block text: nothing in it is structure. */
  blockText = false;

  constructor(public column: number, private readonly siblings: Set<string>) {}

  get inList(): boolean {
    return this.list !== undefined;
  }

  /** One line's tokens, taken from the right; `rest` is what follows them. */
  pass(tokens: readonly LineToken[], rest = ''): void {
    for (let i = tokens.length - 1; i >= 0; i--) {
      const token = tokens[i];
      if (token === undefined) continue;
      if (token.type === 'dash') this.dash(token.column);
      else this.key(token, rest);
    }
  }

  path(): FieldPath {
    if (this.list !== undefined) this.steps.push({ type: 'index', index: this.list.index });
    return [...this.steps].reverse().reduce(append, FieldPath.root);
  }

  private dash(column: number): void {
    if (this.list !== undefined && column === this.list.column) this.list.index++;
    else if (column < (this.list?.column ?? this.column)) {
      if (this.list !== undefined) this.steps.push({ type: 'index', index: this.list.index });
      this.list = { column, index: 0 };
      this.column = column;
    }
  }

  private key(token: LineToken & { readonly type: 'key' }, rest: string): void {
    const isParent = this.list === undefined ? token.column < this.column : token.column <= this.list.column;
    if (isParent) {
      if (this.steps.length === 0) this.blockText = /^[|>][-+0-9]*\s*(#.*)?$/u.test(rest);
      if (this.list !== undefined) this.steps.push({ type: 'index', index: this.list.index });
      this.steps.push({ type: 'child', name: token.name });
      this.list = undefined;
      this.column = token.column;
    } else if (this.list === undefined && token.column === this.column && this.steps.length === 0) this.siblings.add(token.name);
  }
}

function append(path: FieldPath, segment: PathSegment): FieldPath {
  return segment.type === 'index' ? path.index(segment.index) : path.child(segment.type === 'key' ? segment.key : segment.name);
}

import { FieldPath } from '../core/fieldPath';
import type { TextRange } from './document';
import { flowContext } from './flowCursor';
import { dashesOf, keyAt, lineElements, spacesAt, type LineElement } from './lineElements';
import { lineStartAt } from './lines';

/** Where a cursor stands in the structure of a document, told from lines and indentation alone, so that broken text has it too. */
export interface CursorContext {
  /**
   * For `value`: the path of the field whose value is typed. For `key`: the path of the object that gets the key; where that
   * path is a list item of plain values, what is typed is the item itself.
   */
  readonly path: FieldPath;
  readonly at: 'key' | 'value';
  /** The other keys of the object that the key belongs to. */
  readonly siblings: readonly string[];
  /** The column in which the key begins or would begin. */
  readonly indent: number;
  /** What is typed of the key or value up to the cursor, without an opening quote. */
  readonly prefix: string;
  /** The key or value around the cursor, quotes included: what a completion replaces. */
  readonly replace: TextRange;
  readonly style: 'block' | 'flow';
}

/** The context at an offset of a file's text; undefined in comments, in block text (`|`) and on separators. */
export function cursorContext(text: string, offset: number): CursorContext | undefined {
  const at = Math.min(Math.max(offset, 0), text.length);
  const lineStart = lineStartAt(text, at);
  const line = lineFrom(text, lineStart);
  if (line.startsWith('---') || line.startsWith('...')) return undefined;
  const start = documentStart(text, lineStart);
  if (/^\s*\{/.test(text.slice(start, at))) return flowContext(text, { start, offset: at, path: FieldPath.root });
  const spot = spotOf(line, at - lineStart);
  if (spot === undefined) return undefined;
  const frame = climb(text.slice(start, lineStart).split('\n').slice(0, -1), spot);
  if (frame === undefined) return undefined;
  const path = spot.key === undefined ? frame.path : frame.path.child(spot.key);
  if (/^[[{]/.test(spot.typed)) return flowContext(text, { start: lineStart + spot.start, offset: at, path });
  const siblings = [...frame.siblings, ...siblingsBelow(text.slice(lineStart + line.length + 1, documentEnd(text, at)), spot.column)];
  const replace = { start: lineStart + spot.start, end: lineStart + spot.end };
  return { path, at: spot.key === undefined ? 'key' : 'value', siblings, indent: spot.column, prefix: spot.typed.replace(/^["']/, ''), replace, style: 'block' };
}

/** The cursor within its line: the key whose value is typed, if any, and the key's column; what is typed and stands there. */
interface Spot {
  readonly key: string | undefined;
  readonly column: number;
  readonly dashes: readonly number[];
  readonly typed: string;
  readonly start: number;
  readonly end: number;
}

function spotOf(line: string, cursor: number): Spot | undefined {
  const before = line.slice(0, cursor);
  if (inComment(before)) return undefined;
  const { dashes } = dashesOf(before);
  const column = Math.min(dashesOf(line).column, cursor);
  const key = keyAt(line, column);
  const isValue = key !== undefined && cursor > key.end;
  const start = isValue ? Math.min(spacesAt(line, key.end + 1), cursor) : column;
  const end = isValue || key === undefined ? start + contentLength(line.slice(start)) : key.end;
  return { key: isValue ? key.name : undefined, column, dashes, typed: line.slice(start, cursor), start, end: Math.max(end, cursor) };
}

function inComment(before: string): boolean {
  let quote = '';
  for (let i = 0; i < before.length; i++) {
    const char = before[i] ?? '';
    if (quote !== '') { if (char === quote) quote = ''; }
    else if ((char === '"' || char === '\'') && /[\s:[{,]|^$/.test(before[i - 1] ?? '')) quote = char;
    else if (char === '#' && (i === 0 || before[i - 1] === ' ' || before[i - 1] === '\t')) return true;
  }
  return false;
}

function contentLength(rest: string): number {
  return rest.replace(/(^|\s+)#.*$/, '').trimEnd().length;
}

/** The way up from a line to the root, by columns: `map` and `list` are the object and the list that are being left. */
class Climber {
  readonly siblings: string[] = [];
  private readonly names: (string | number)[] = [];
  private list: number | undefined;
  private index = 0;
  private isFirst = true;
  inText = false;

  constructor(private column: number) {}

  visit(element: LineElement): void {
    if (element.kind === 'item') this.item(element.column);
    else this.key(element.column, element);
  }

  path(): FieldPath {
    if (this.list !== undefined) this.names.push(this.index);
    return this.names.reverse().reduce<FieldPath>((path, name) => typeof name === 'number' ? path.index(name) : path.child(name), FieldPath.root);
  }

  private item(column: number): void {
    if (this.list !== undefined) {
      if (column === this.list) this.index++;
      if (column >= this.list) return;
      this.names.push(this.index);
    } else if (column >= this.column) return;
    this.isFirst = false;
    this.list = column;
    this.index = 0;
  }

  private key(column: number, { name, value }: { readonly name: string; readonly value: string }): void {
    if (this.list === undefined && column === this.column) { if (this.isFirst) this.siblings.push(name); return; }
    // A list may stand in the column of its key.
    if (column > (this.list ?? this.column - 1)) return;
    if (this.list !== undefined) this.names.push(this.index);
    if (/^[|>][-+0-9]*(\s+#.*)?$/.test(value)) this.inText = true;
    this.names.push(name);
    this.list = undefined;
    this.column = column;
    this.isFirst = false;
  }
}

function climb(above: readonly string[], spot: Spot): { readonly path: FieldPath; readonly siblings: readonly string[] } | undefined {
  const climber = new Climber(spot.column);
  for (const column of [...spot.dashes].reverse()) climber.visit({ kind: 'item', column });
  for (let i = above.length - 1; i >= 0; i--) {
    for (const element of lineElements(above[i] ?? '').reverse()) climber.visit(element);
    if (climber.inText) return undefined;
  }
  return { path: climber.path(), siblings: climber.siblings.reverse() };
}

/** The keys further down in the same object: until a line that begins further left. */
function siblingsBelow(text: string, column: number): string[] {
  const names: string[] = [];
  for (let start = 0; start < text.length;) {
    const line = lineFrom(text, start);
    start += line.length + 1;
    const indent = spacesAt(line, 0);
    if (indent >= line.length || line[indent] === '#' || line[indent] === '\r') continue;
    if (indent < column) break;
    const key = indent === column && line[indent] !== '-' ? keyAt(line, column) : undefined;
    if (key !== undefined) names.push(key.name);
  }
  return names;
}

function documentStart(text: string, lineStart: number): number {
  const separator = text.lastIndexOf('\n---', lineStart - 1);
  if (separator !== -1) return text.indexOf('\n', separator + 1) + 1;
  return text.startsWith('---') && lineStart > 0 ? text.indexOf('\n') + 1 : 0;
}

function documentEnd(text: string, from: number): number {
  const separator = text.indexOf('\n---', from);
  return separator === -1 ? text.length : separator + 1;
}

function lineFrom(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end);
}

import type { SyntaxFault } from './syntaxFault';

/** One document's place in a file. `start` and `end` bound what is parsed; `outer` also covers what follows a `...`. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly outerEnd: number;
  /** Faults of the separator before it and of text after its end; offsets relative to `start`. */
  readonly faults: readonly SyntaxFault[];
}

/**
 * Cuts a file into documents where kubectl does (apimachinery/pkg/util/yaml/decoder.go, v1.36): at every line that begins with
 * `---`, wherever it stands. Within a piece, goyaml reads up to a `...` and forgets the rest. JSON values in a row are a
 * document each.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = afterMark(text, 0);
  let faults: SyntaxFault[] = [];
  for (const separator of separators(text, start)) {
    if (separator.start > start || faults.length > 0) addPiece(chunks, text, { start, end: separator.start, faults });
    start = afterMark(text, separator.end);
    faults = separatorFaults(separator);
  }
  if (start < text.length || faults.length > 0 || chunks.length === 0) addPiece(chunks, text, { start, end: text.length, faults });
  return chunks;
}

/** goyaml skips a byte order mark at the beginning of what it reads. */
function afterMark(text: string, at: number): number {
  return text.charCodeAt(at) === 0xfeff ? at + 1 : at;
}

interface Piece { readonly start: number; readonly end: number; readonly faults: readonly SyntaxFault[] }
interface Separator { readonly start: number; readonly end: number; readonly rest: string }

function* separators(text: string, from: number): Generator<Separator> {
  for (let at = text.startsWith('---', from) ? from : nextSeparator(text, from); at !== -1; at = nextSeparator(text, at)) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline + 1;
    yield { start: at, end, rest: text.slice(at + 3, end) };
  }
}

function nextSeparator(text: string, from: number): number {
  const at = text.indexOf('\n---', from);
  return at === -1 ? -1 : at + 1;
}

function separatorFaults({ start, end, rest }: Separator): SyntaxFault[] {
  const junk = rest.trim();
  if (junk === '' || junk.startsWith('#')) return [];
  const message = `Nothing but a comment may follow \`---\` on its line. Move \`${junk.slice(0, 40)}\` to the next line. kubectl says: invalid Yaml document separator: ${junk.slice(0, 80)}`;
  return [{ code: 'yaml-separator', message, start: start - end, end: Math.min(start - end + 3 + rest.trimEnd().length, 0) }];
}

function addPiece(chunks: Chunk[], text: string, piece: Piece): void {
  if (isJson(text, piece)) addJsonValues(chunks, text, piece);
  else chunks.push(untilEndMarker(text, piece));
}

function isJson(text: string, { start, end }: Piece): boolean {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return text[at] === '{';
}

/** A stream of JSON objects, `{…}{…}`: each up to where its brackets balance. The last takes the rest. */
function addJsonValues(chunks: Chunk[], text: string, piece: Piece): void {
  let { start, faults } = piece;
  for (;;) {
    const end = jsonEnd(text, start, piece.end);
    let next = end;
    while (next < piece.end && isSpace(text.charCodeAt(next))) next++;
    if (next >= piece.end || text[next] !== '{') {
      chunks.push({ start, end: piece.end, outerEnd: piece.end, faults });
      return;
    }
    chunks.push({ start, end: next, outerEnd: next, faults });
    start = next;
    faults = [];
  }
}

function jsonEnd(text: string, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = stringEnd(text, at, limit);
    else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at + 1;
  }
  return limit;
}

function stringEnd(text: string, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at;
  }
  return limit;
}

const endMarker = /^\.\.\.(?=[\s]|$)/m;

function untilEndMarker(text: string, { start, end, faults }: Piece): Chunk {
  if (!text.startsWith('...', start) && !text.slice(start, end).includes('\n...')) return { start, end, outerEnd: end, faults };
  const piece = text.slice(start, end);
  const marker = endMarker.exec(piece);
  if (marker === null) return { start, end, outerEnd: end, faults };
  const rest = piece.slice(marker.index + 3);
  const content = /^[ \t]*[^\s#][^\n]*/m.exec(rest);
  if (content === null) return { start, end: start + marker.index, outerEnd: end, faults };
  const at = marker.index + 3 + content.index;
  const message = 'kubectl reads nothing after `...`, up to the next `---`. Use `---` to begin another document.';
  const ignored: SyntaxFault = { code: 'yaml-after-end', message, start: at, end: at + content[0].length, severity: 'warning' };
  return { start, end: start + marker.index, outerEnd: end, faults: [...faults, ignored] };
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

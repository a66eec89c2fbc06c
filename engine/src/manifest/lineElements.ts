/** A mark of structure in a line: a list item's dash, or a key. */
export type LineElement =
  | { readonly kind: 'item'; readonly column: number }
  | { readonly kind: 'key'; readonly column: number; readonly name: string; readonly value: string };

/** The marks of a line of block YAML, from left to right: its dashes and its first key. Nothing for empty lines and comments. */
export function lineElements(line: string): LineElement[] {
  const { dashes, column } = dashesOf(line);
  const elements: LineElement[] = dashes.map(at => ({ kind: 'item', column: at }));
  const key = keyAt(line, column);
  if (key !== undefined) elements.push({ kind: 'key', column, name: key.name, value: line.slice(key.end + 1).trim() });
  return elements;
}

/** The columns of a line's leading dashes, and the column in which the content after them begins. */
export function dashesOf(line: string): { readonly dashes: readonly number[]; readonly column: number } {
  const dashes: number[] = [];
  let column = spacesAt(line, 0);
  while (line[column] === '-' && (column + 1 >= line.length || line[column + 1] === ' ' || line[column + 1] === '\r')) {
    dashes.push(column);
    column = spacesAt(line, column + 1);
  }
  return { dashes, column };
}

/** The key that begins in a column: its name and where its colon stands. Undefined where no `key:` is. */
export function keyAt(line: string, column: number): { readonly name: string; readonly end: number } | undefined {
  const first = line[column];
  if (first === undefined || first === '#') return undefined;
  if (first === '"' || first === '\'') {
    const close = line.indexOf(first, column + 1);
    const end = close === -1 ? -1 : spacesAt(line, close + 1);
    return end !== -1 && isColon(line, end) ? { name: line.slice(column + 1, close), end } : undefined;
  }
  if ('[]{},&*!|>%@`'.includes(first)) return undefined;
  for (let end = column; end < line.length; end++) {
    if (isColon(line, end)) return { name: line.slice(column, end).trimEnd(), end };
    if (line[end] === '#' && line[end - 1] === ' ') return undefined;
  }
  return undefined;
}

/** The offset after a run of spaces. */
export function spacesAt(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

function isColon(line: string, at: number): boolean {
  if (line[at] !== ':') return false;
  const after = line[at + 1];
  return after === undefined || after === ' ' || after === '\t' || after === '\r';
}

/** One mark of YAML's block structure on a line. Columns count from 0. */
export type LineToken =
  | { readonly type: 'dash'; readonly column: number }
  | { readonly type: 'key'; readonly column: number; readonly name: string; readonly valueColumn: number };

/** A line as block YAML: its dashes and its key, from the left, and where the text after them begins. */
export interface Line {
  readonly tokens: readonly LineToken[];
  /** Where the scalar (or what is being typed) begins: behind the last dash, or behind the key's colon. */
  readonly restColumn: number;
  /** Nothing but spaces, or a comment. */
  readonly blank: boolean;
}

const key = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#&*!|>'"%@`{}[\],?:-][^#\n]*?|[?:-][^\s#][^#\n]*?))\s*:(?=\s|$)/u;

/** Reads one line without its line break. What stands in flow brackets or in block text is not told apart here. */
export function readLine(text: string): Line {
  const tokens: LineToken[] = [];
  let column = text.length - text.trimStart().length;
  const blank = column === text.length || text[column] === '#';
  while (/^-(?=\s|$)/u.test(text.slice(column))) {
    tokens.push({ type: 'dash', column });
    column += 1;
    column += text.length - column - text.slice(column).trimStart().length;
  }
  const match = key.exec(text.slice(column));
  if (match !== null) {
    const [whole, double, single, plain] = match;
    const afterColon = column + whole.length;
    const rest = text.slice(afterColon);
    const valueColumn = afterColon + rest.length - rest.trimStart().length;
    tokens.push({ type: 'key', column, name: double ?? single?.replaceAll("''", "'") ?? plain?.trim() ?? '', valueColumn });
    return { tokens, restColumn: valueColumn, blank };
  }
  return { tokens, restColumn: column, blank };
}

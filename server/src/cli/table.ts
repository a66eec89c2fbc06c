/** Columns a terminal surely has. */
const maxWidth = 100;
const gap = '  ';

/** The last column is not made narrower than this while others can give. */
const minLast = 40;

/**
 * Rows as aligned columns, a heading first; no line is wider than 100 columns. The last column is wrapped, so that nothing of
 * it is lost; cells of the others are cut where they must be, and end in `…`.
 */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, column) => Math.max(width(title), ...rows.map(row => width(row[column] ?? ''))));
  shrink(widths);
  return [heading, ...rows].map(row => block(row, widths)).join('\n') + '\n';
}

/** One row: as many lines as its last cell needs. */
function block(row: readonly string[], widths: readonly number[]): string {
  const last = widths.length - 1;
  const lines = wrap(row[last] ?? '', widths[last] ?? maxWidth);
  return lines.map((text, i) => widths.map((columns, column) => {
    const cell = column === last ? text : i === 0 ? cut(row[column] ?? '', columns) : '';
    return cell + ' '.repeat(Math.max(0, columns - width(cell)));
  }).join(gap).trimEnd()).join('\n');
}

/** Takes columns from the last, then from the widest of the others, until the line fits. */
function shrink(widths: number[]): void {
  const last = widths.length - 1;
  const excess = (): number => widths.reduce((sum, columns) => sum + columns, gap.length * last) - maxWidth;
  const give = (column: number, least: number): void => { widths[column] = Math.max(Math.min(widths[column] ?? 0, least), (widths[column] ?? 0) - Math.max(0, excess())); };
  give(last, minLast);
  while (excess() > 0) {
    const others = widths.slice(0, last);
    const widest = Math.max(...others, 0);
    if (widest <= 6) break;
    widths[others.indexOf(widest)] = widest - 1;
  }
  give(last, 4);
}

function cut(cell: string, columns: number): string {
  const characters = [...cell];
  return characters.length <= columns ? cell : `${characters.slice(0, columns - 1).join('')}…`;
}

function width(cell: string): number {
  return [...cell].length;
}

/** Text broken at spaces so that no line is wider than `columns`; longer words are broken where they must be. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph.split(' ').flatMap(part => pieces(part, columns))) {
      if (current !== '' && width(current) + 1 + width(word) > columns) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    lines.push(current);
  }
  return lines;
}

function pieces(word: string, columns: number): string[] {
  const characters = [...word];
  if (characters.length <= columns) return [word];
  return Array.from({ length: Math.ceil(characters.length / columns) }, (_, i) => characters.slice(i * columns, (i + 1) * columns).join(''));
}

/** Columns a terminal surely has; wider cells are cut in the column that gives most. */
const maxWidth = 100;
const gap = '  ';

/** Rows as aligned columns, a heading first; no line is wider than 100 columns, cut cells end in `…`. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, column) => Math.max(width(title), ...rows.map(row => width(row[column] ?? ''))));
  shrink(widths);
  return [heading, ...rows].map(row => line(row, widths)).join('\n') + '\n';
}

function line(row: readonly string[], widths: readonly number[]): string {
  return widths.map((columns, i) => {
    const cell = cut(row[i] ?? '', columns);
    return cell + ' '.repeat(columns - width(cell));
  }).join(gap).trimEnd();
}

/** Takes columns from the widest until the line fits. */
function shrink(widths: number[]): void {
  for (;;) {
    const excess = widths.reduce((sum, columns) => sum + columns, gap.length * (widths.length - 1)) - maxWidth;
    if (excess <= 0) return;
    const sorted = [...widths].sort((a, b) => b - a);
    const widest = sorted[0] ?? 0;
    const next = sorted.find(columns => columns < widest) ?? 1;
    if (widest <= 4) return;
    const at = widths.indexOf(widest);
    widths[at] = Math.max(4, Math.min(widest - 1, Math.max(next, widest - excess)));
  }
}

function cut(cell: string, columns: number): string {
  const characters = [...cell];
  return characters.length <= columns ? cell : `${characters.slice(0, columns - 1).join('')}…`;
}

function width(cell: string): number {
  return [...cell].length;
}

/** Text broken at spaces so that no line is wider than `columns`; words that are wider stand alone. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph.split(' ')) {
      if (current !== '' && width(current) + 1 + width(word) > columns) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    lines.push(current);
  }
  return lines;
}

/** A place in a text: zero-based line and UTF-16 column, as editors count. */
export interface Position { readonly line: number; readonly character: number }

/** Converts between offsets and positions. Lines end with `\n`, `\r\n` or a lone `\r`. Costs one pass over the text. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    const ends = /\r\n?|\n/g;
    while (ends.exec(text) !== null) this.starts.push(ends.lastIndex);
  }

  /** The number of lines; an empty text has one. */
  get count(): number { return this.starts.length; }

  /** The offset at which a line begins; the text's end for lines beyond it. */
  startOf(line: number): number {
    return line < 0 ? 0 : this.starts[line] ?? this.text.length;
  }

  /** The zero-based line of an offset; offsets outside the text count as its nearest end. */
  lineOf(offset: number): number {
    let low = 0, high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const within = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.lineOf(within);
    return { line, character: within - this.startOf(line) };
  }

  offsetAt({ line, character }: Position): number {
    if (line >= this.starts.length) return this.text.length;
    return Math.min(this.startOf(line) + Math.max(character, 0), this.startOf(line + 1));
  }
}

/** Where the line of an offset begins, for lines that end with `\n`: a look at one line, where an index would read the whole text. */
export function lineStartAt(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

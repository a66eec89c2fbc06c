/**
 * Which nodes changed, in order: whoever derives one value a node reads on from where it stopped and computes those again only.
 * `epoch` moves when the list of nodes itself changes; then nothing derived holds any more.
 */
export class ChangeLog {
  epoch = 0;
  private entries: number[] = [];
  private first = 0;

  get end(): number {
    return this.first + this.entries.length;
  }

  touch(index: number, nodeCount: number): void {
    if (this.entries.length > 4 * nodeCount + 1024) {
      const half = this.entries.length >> 1;
      this.entries = this.entries.slice(half);
      this.first += half;
    }
    this.entries.push(index);
  }

  /** The list of nodes changed. */
  reset(): void {
    this.epoch++;
    this.first = this.end;
    this.entries = [];
  }

  /** The nodes touched since a position; undefined when that is so long ago (or so much) that all are better computed again. */
  since(position: number, nodeCount: number): readonly number[] | undefined {
    if (position < this.first || this.end - position > nodeCount) return undefined;
    return position === this.first ? this.entries : this.entries.slice(position - this.first);
  }
}

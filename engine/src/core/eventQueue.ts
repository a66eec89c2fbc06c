/** Anything that waits for its time; ties go to the lower id. */
export interface Timed { readonly id: number; readonly atMs: number }

/** The queue as plain data. */
export interface QueueSnapshot<T> { readonly heap: readonly T[]; readonly cancelled: readonly number[] }

/** A binary heap of events that happen in order of time, then of id. Taking an event back costs nothing: it is skipped when its time comes. */
export class EventQueue<T extends Timed> {
  private heap: T[] = [];
  private cancelled = new Set<number>();

  push(event: T): void {
    const heap = this.heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(event, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
  }

  /** The next event, left in the queue; undefined when nothing waits. */
  peek(): T | undefined {
    for (;;) {
      const first = this.heap[0];
      if (first === undefined || !this.cancelled.delete(first.id)) return first;
      this.removeFirst();
    }
  }

  pop(): T | undefined {
    const first = this.peek();
    if (first !== undefined) this.removeFirst();
    return first;
  }

  /** Takes a waiting event back. Only ids that wait may be given: the queue does not look. */
  cancel(id: number): void {
    this.cancelled.add(id);
  }

  snapshot(): QueueSnapshot<T> {
    return { heap: this.heap.slice(), cancelled: [...this.cancelled].sort((a, b) => a - b) };
  }

  restore(snapshot: QueueSnapshot<T>): void {
    this.heap = snapshot.heap.slice();
    this.cancelled = new Set(snapshot.cancelled);
  }

  private removeFirst(): void {
    const heap = this.heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, left)) child++;
      const smaller = heap[child];
      if (smaller === undefined || !before(smaller, last)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Timed, b: Timed): boolean {
  return a.atMs !== b.atMs ? a.atMs < b.atMs : a.id < b.id;
}

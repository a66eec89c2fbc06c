/** A binary heap: the least item first, by a comparison that says no two different items are equal. */
export class Heap<T> {
  private readonly items: T[] = [];
  constructor(private readonly compare: (a: T, b: T) => number) {}

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1, above = items[parent];
      if (above === undefined || this.compare(item, above) >= 0) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const { items } = this;
    const first = items[0], last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = items[child], right = items[child + 1];
      if (left === undefined) break;
      if (right !== undefined && this.compare(right, left) < 0) child++;
      const smaller = items[child];
      if (smaller === undefined || this.compare(smaller, last) >= 0) break;
      items[at] = smaller;
      at = child;
    }
    items[at] = last;
    return first;
  }
}

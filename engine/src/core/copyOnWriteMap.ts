/**
 * A map whose past can be kept for nothing: `share()` hands out the present content, and the next write copies it once.
 * Values must be frozen or never changed in place. Keyframes of the simulation live on this.
 */
export class CopyOnWriteMap<V> {
  private shared = false;
  private content: Map<string, V>;

  constructor(content: ReadonlyMap<string, V> = new Map()) {
    this.content = content as Map<string, V>;
    this.shared = true;
  }

  get size(): number {
    return this.content.size;
  }

  get(key: string): V | undefined {
    return this.content.get(key);
  }

  has(key: string): boolean {
    return this.content.has(key);
  }

  set(key: string, value: V): void {
    this.own().set(key, value);
  }

  delete(key: string): boolean {
    return this.content.has(key) && this.own().delete(key);
  }

  keys(): IterableIterator<string> {
    return this.content.keys();
  }

  values(): IterableIterator<V> {
    return this.content.values();
  }

  entries(): IterableIterator<[string, V]> {
    return this.content.entries();
  }

  /** The content as it is now; it stays so whatever is written here later. */
  share(): ReadonlyMap<string, V> {
    this.shared = true;
    return this.content;
  }

  private own(): Map<string, V> {
    if (this.shared) {
      this.content = new Map(this.content);
      this.shared = false;
    }
    return this.content;
  }
}

import { compareText } from '../core/order';
import type { KubeObject } from '../api/object';

/**
 * The objects of one resource (or of one namespace of it) in order of key, as an array that is replaced, never changed:
 * who holds one may compare by identity to learn whether anything was written.
 */
export class SortedList {
  private keys: string[];
  private objects: readonly KubeObject[];
  private dirty: { key: string; object: KubeObject | undefined }[] = [];

  constructor(content: Iterable<readonly [string, KubeObject]>) {
    const rows = [...content].sort((a, b) => compareText(a[0], b[0]));
    this.keys = rows.map(row => row[0]);
    this.objects = Object.freeze(rows.map(row => row[1]));
  }

  /** Notes a write (an object) or a removal (undefined); the array is brought up to date when next asked for. */
  note(key: string, object: KubeObject | undefined): void {
    this.dirty.push({ key, object });
  }

  read(): readonly KubeObject[] {
    if (this.dirty.length === 0) return this.objects;
    const objects = this.objects.slice();
    for (const { key, object } of this.dirty) this.apply(objects, key, object);
    this.dirty = [];
    return this.objects = Object.freeze(objects);
  }

  private apply(objects: KubeObject[], key: string, object: KubeObject | undefined): void {
    const at = lowerBound(this.keys, key);
    const exists = this.keys[at] === key;
    if (object !== undefined && exists) objects[at] = object;
    else if (object !== undefined) {
      this.keys.splice(at, 0, key);
      objects.splice(at, 0, object);
    } else if (exists) {
      this.keys.splice(at, 1);
      objects.splice(at, 1);
    }
  }
}

function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { CopyOnWriteMap } from '../core/copyOnWriteMap';
import { deepFreeze } from '../core/json';
import type { KubeObject } from '../api/object';
import { indexes, type IndexName } from './indexes';
import { SortedList } from './sortedList';

/** Where an object lives: `apps/deployments`, or `pods` for the core group; namespace is '' for cluster-scoped ones. */
export interface ObjectKey { readonly resource: string; readonly namespace: string; readonly name: string }

/** What a write did to an object, in the words of a watch. */
export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One committed write. `object` is the state after it (before it, for DELETED); `old` the state before. */
export interface Change {
  readonly revision: number;
  readonly type: ChangeType;
  readonly key: ObjectKey;
  readonly object: KubeObject;
  readonly old?: KubeObject;
}

/** Everything the store holds, as plain data that shares structure with it. */
export interface StoreSnapshot {
  readonly revision: number;
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, KubeObject>>;
}

/** What became of a write. `exists`: a create found the name taken; `conflict`: the revision given is not the present one. */
export type WriteResult =
  | { readonly ok: true; readonly object: KubeObject }
  | { readonly ok: false; readonly reason: 'exists' | 'notFound' | 'conflict' };

/**
 * What etcd is to the API server: objects under keys, one revision counter for all of them, and the writes in order.
 * Objects are frozen on the way in and carry the revision of their last write as `metadata.resourceVersion`.
 */
export class Store {
  private tables = new Map<string, ResourceTable>();
  private currentRevision = 0;
  private log: Change[] = [];

  get revision(): number {
    return this.currentRevision;
  }

  /** How many objects there are. */
  get size(): number {
    let size = 0;
    for (const table of this.tables.values()) size += table.objects.size;
    return size;
  }

  get(key: ObjectKey): KubeObject | undefined {
    return this.tables.get(key.resource)?.objects.get(rowKey(key.namespace, key.name));
  }

  /** All objects of a resource in order of namespace and name, of one namespace where given; the same array until a write changes it. */
  list(resource: string, namespace?: string): readonly KubeObject[] {
    return this.tables.get(resource)?.list(namespace) ?? nothing;
  }

  /** The objects that stand under a value of an index, in order of namespace and name. */
  indexed(resource: string, index: IndexName, value: string): readonly KubeObject[] {
    return this.tables.get(resource)?.indexed(index, value) ?? nothing;
  }

  /** The objects of all resources that stand under a value of an index, in order of resource, namespace and name. */
  indexedEverywhere(index: IndexName, value: string): readonly { readonly resource: string; readonly object: KubeObject }[] {
    return this.resources().flatMap(resource => this.indexed(resource, index, value).map(object => ({ resource, object })));
  }

  /** The resources that hold at least one object, sorted. */
  resources(): string[] {
    return [...this.tables].filter(([, table]) => table.objects.size > 0).map(([resource]) => resource).sort();
  }

  create(key: ObjectKey, object: KubeObject): WriteResult {
    if (this.get(key) !== undefined) return { ok: false, reason: 'exists' };
    return { ok: true, object: this.commit('ADDED', key, object) };
  }

  /** Replaces an object. `expectedVersion` is the `metadata.resourceVersion` that the writer has read; without one the write is unconditional. */
  update(key: ObjectKey, object: KubeObject, expectedVersion?: string): WriteResult {
    const old = this.get(key);
    if (old === undefined) return { ok: false, reason: 'notFound' };
    if (expectedVersion !== undefined && expectedVersion !== old.metadata?.resourceVersion) return { ok: false, reason: 'conflict' };
    return { ok: true, object: this.commit('MODIFIED', key, object, old) };
  }

  /** Removes an object and gives its last state back. */
  delete(key: ObjectKey, expectedVersion?: string): WriteResult {
    const old = this.get(key);
    if (old === undefined) return { ok: false, reason: 'notFound' };
    if (expectedVersion !== undefined && expectedVersion !== old.metadata?.resourceVersion) return { ok: false, reason: 'conflict' };
    return { ok: true, object: this.commit('DELETED', key, old, old) };
  }

  /** The writes after a revision, oldest first; only those not yet compacted are known. */
  changesSince(revision: number): readonly Change[] {
    let from = this.log.length;
    while (from > 0 && (this.log[from - 1]?.revision ?? 0) > revision) from--;
    return this.log.slice(from);
  }

  /** Forgets the log of writes (not the objects): whoever needs them has them. */
  compact(): void {
    this.log = [];
  }

  snapshot(): StoreSnapshot {
    const objects = new Map<string, ReadonlyMap<string, KubeObject>>();
    for (const [resource, table] of this.tables) objects.set(resource, table.objects.share());
    return { revision: this.currentRevision, objects };
  }

  restore(snapshot: StoreSnapshot): void {
    this.tables = new Map([...snapshot.objects].map(([resource, objects]) => [resource, new ResourceTable(objects)]));
    this.currentRevision = snapshot.revision;
    this.log = [];
  }

  /** Repeats a write of another run of the same store, without judging it: how a timeline is walked forward. */
  replay(change: Change): void {
    const key = rowKey(change.key.namespace, change.key.name);
    this.table(change.key.resource).write(key, change.key.namespace, change.type === 'DELETED' ? undefined : change.object);
    this.currentRevision = change.revision;
  }

  private commit(type: ChangeType, key: ObjectKey, object: KubeObject, old?: KubeObject): KubeObject {
    this.currentRevision++;
    const stored = type === 'DELETED' ? object : deepFreeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(this.currentRevision) } });
    this.table(key.resource).write(rowKey(key.namespace, key.name), key.namespace, type === 'DELETED' ? undefined : stored);
    this.log.push(Object.freeze({ revision: this.currentRevision, type, key: Object.freeze({ ...key }), object: stored, ...(old === undefined ? {} : { old }) }));
    return stored;
  }

  private table(resource: string): ResourceTable {
    const existing = this.tables.get(resource);
    if (existing !== undefined) return existing;
    const created = new ResourceTable(new Map());
    this.tables.set(resource, created);
    return created;
  }
}

const nothing: readonly KubeObject[] = Object.freeze([]);

/** Sorts as (namespace, name): the separator is below every character that a name may contain. */
function rowKey(namespace: string, name: string): string {
  return `${namespace}\u0000${name}`;
}

/** One resource: its objects, and the orders and indexes that somebody has asked for. */
class ResourceTable {
  readonly objects: CopyOnWriteMap<KubeObject>;
  private readonly lists = new Map<string, SortedList>();
  private readonly buckets = new Map<IndexName, Map<string, SortedList>>();

  constructor(objects: ReadonlyMap<string, KubeObject>) {
    this.objects = new CopyOnWriteMap(objects);
  }

  write(key: string, namespace: string, object: KubeObject | undefined): void {
    const old = this.objects.get(key);
    if (object === undefined) this.objects.delete(key);
    else this.objects.set(key, object);
    this.lists.get('*')?.note(key, object);
    this.lists.get(`/${namespace}`)?.note(key, object);
    for (const [index, buckets] of this.buckets) this.reindex(buckets, index, { key, old, object });
  }

  list(namespace: string | undefined): readonly KubeObject[] {
    const name = namespace === undefined ? '*' : `/${namespace}`;
    let list = this.lists.get(name);
    if (list === undefined) {
      const prefix = `${namespace ?? ''}\u0000`;
      list = new SortedList([...this.objects.entries()].filter(([key]) => namespace === undefined || key.startsWith(prefix)));
      this.lists.set(name, list);
    }
    return list.read();
  }

  indexed(index: IndexName, value: string): readonly KubeObject[] {
    let buckets = this.buckets.get(index);
    if (buckets === undefined) {
      buckets = new Map();
      for (const [key, object] of this.objects.entries()) this.reindex(buckets, index, { key, old: undefined, object });
      this.buckets.set(index, buckets);
    }
    return buckets.get(value)?.read() ?? nothing;
  }

  private reindex(buckets: Map<string, SortedList>, index: IndexName, write: { key: string; old: KubeObject | undefined; object: KubeObject | undefined }): void {
    const before = write.old === undefined ? [] : indexes[index](write.old);
    const after = write.object === undefined ? [] : indexes[index](write.object);
    for (const value of before) if (!after.includes(value)) buckets.get(value)?.note(write.key, undefined);
    for (const value of after) {
      let bucket = buckets.get(value);
      if (bucket === undefined) buckets.set(value, bucket = new SortedList([]));
      bucket.note(write.key, write.object);
    }
  }
}

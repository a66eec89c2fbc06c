import type { KubeObject } from '../api/object';

/** Where an object lives: `apps/deployments`, or `pods` for the core group; namespace is '' for cluster-scoped ones. */
export interface ObjectKey { readonly resource: string; readonly namespace: string; readonly name: string }

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

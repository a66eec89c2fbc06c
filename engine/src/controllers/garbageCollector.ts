import { clone, equal } from '../core/json';
import type { KubeObject, OwnerReference } from '../api/object';
import type { ObjectKey, Change } from '../store/store';
import type { Context } from '../sim/context';
import type { Controller, SyncResult } from './controller';

const foreground = 'foregroundDeletion';
const orphan = 'orphan';

/**
 * Deletes what has lost all its owners, lets owners wait for their dependents and sets dependents free, as the finalizers
 * say (pkg/controller/garbagecollector, v1.36). Owners of a kind that the server does not know keep their dependents for ever.
 */
export const garbageCollector: Controller = {
  name: 'garbage-collector-controller',
  watches: [{ resource: '*', keysFor }],
  sync
};

function keysFor(ctx: Context, change: Change): readonly string[] {
  const { object, old, type } = change;
  const keys: string[] = [];
  const uid = object.metadata?.uid ?? '';
  if (type === 'DELETED') {
    for (const dependent of ctx.api.dependents(uid)) keys.push(keyOf(dependent.resource, dependent.object));
    return [...keys, ...waitingOwners(ctx, object)];
  }
  const wanted = deletes(object, foreground) || deletes(object, orphan);
  const ownersChanged = old === undefined || !equal(old.metadata?.ownerReferences, object.metadata?.ownerReferences) || old.metadata?.deletionTimestamp !== object.metadata?.deletionTimestamp;
  if (wanted || (ownersChanged && (object.metadata?.ownerReferences ?? []).length > 0)) keys.push(keyOf(change.key.resource, object));
  if (deletes(object, foreground) && (old === undefined || !deletes(old, foreground))) {
    for (const dependent of ctx.api.dependents(uid)) keys.push(keyOf(dependent.resource, dependent.object));
  }
  return ownersChanged ? [...keys, ...waitingOwners(ctx, object), ...waitingOwners(ctx, old ?? object)] : keys;
}

/** The owners that wait for this object to be gone. */
function waitingOwners(ctx: Context, object: KubeObject): string[] {
  return (object.metadata?.ownerReferences ?? []).flatMap(reference => {
    const owner = findOwner(ctx, object, reference);
    return typeof owner === 'object' && deletes(owner.object, foreground) ? [keyOf(owner.resource, owner.object)] : [];
  });
}

function sync(ctx: Context, key: string): SyncResult {
  const { resource, namespace, name } = parseKey(key);
  const object = ctx.api.get(resource, namespace, name);
  if (object === undefined) return undefined;
  if (deletes(object, orphan)) return orphanDependents(ctx, resource, object);
  if (deletes(object, foreground)) return waitForDependents(ctx, resource, object);
  if (object.metadata?.deletionTimestamp !== undefined) return undefined;
  return collect(ctx, resource, object);
}

/** Dependents lose their reference, then the owner may go. */
function orphanDependents(ctx: Context, resource: string, owner: KubeObject): SyncResult {
  const uid = owner.metadata?.uid ?? '';
  for (const dependent of ctx.api.dependents(uid)) {
    const failed = dropReferences(ctx, dependent.resource, dependent.object, new Set([uid]));
    if (failed !== undefined) return failed;
  }
  return removeFinalizer(ctx, resource, owner, orphan);
}

function waitForDependents(ctx: Context, resource: string, owner: KubeObject): SyncResult {
  const uid = owner.metadata?.uid ?? '';
  const blocked = ctx.api.dependents(uid).some(({ object }) => (object.metadata?.ownerReferences ?? []).some(reference => reference.uid === uid && reference.blockOwnerDeletion === true));
  return blocked ? undefined : removeFinalizer(ctx, resource, owner, foreground);
}

interface Owners { readonly solid: readonly OwnerReference[]; readonly dangling: readonly OwnerReference[]; readonly waiting: readonly OwnerReference[] }

/** attemptToDeleteItem: what no living owner wants is deleted. */
function collect(ctx: Context, resource: string, object: KubeObject): SyncResult {
  const owners = classify(ctx, object);
  if (owners === undefined || (object.metadata?.ownerReferences ?? []).length === 0) return undefined;
  if (owners.solid.length > 0) {
    const gone = new Set([...owners.dangling, ...owners.waiting].map(reference => reference.uid ?? ''));
    return gone.size === 0 ? undefined : dropReferences(ctx, resource, object, gone);
  }
  const dependents = ctx.api.dependents(object.metadata?.uid ?? '');
  if (owners.waiting.length > 0 && dependents.length > 0) {
    const circular = dependents.some(dependent => deletes(dependent.object, foreground));
    const failed = circular ? unblock(ctx, resource, object) : undefined;
    return failed ?? remove(ctx, resource, object, 'Foreground');
  }
  const finalizers = object.metadata?.finalizers ?? [];
  return remove(ctx, resource, object, finalizers.includes(orphan) ? 'Orphan' : finalizers.includes(foreground) ? 'Foreground' : 'Background');
}

/** The owners by what they are to the object; undefined when one is of a kind that nobody knows, or cannot own it. */
function classify(ctx: Context, object: KubeObject): Owners | undefined {
  const solid: OwnerReference[] = [];
  const dangling: OwnerReference[] = [];
  const waiting: OwnerReference[] = [];
  for (const reference of object.metadata?.ownerReferences ?? []) {
    const owner = findOwner(ctx, object, reference);
    if (owner === 'unknown') return undefined;
    if (owner === 'absent') dangling.push(reference);
    else if (deletes(owner.object, foreground)) waiting.push(reference);
    else solid.push(reference);
  }
  return { solid, dangling, waiting };
}

function findOwner(ctx: Context, object: KubeObject, reference: OwnerReference): { readonly resource: string; readonly object: KubeObject } | 'absent' | 'unknown' {
  const kind = ctx.api.discover(reference.apiVersion ?? '', reference.kind ?? '');
  const namespace = object.metadata?.namespace ?? '';
  if (kind === undefined || (kind.scope === 'Namespaced' && namespace === '')) return 'unknown';
  const owner = ctx.api.get(kind.resource, kind.scope === 'Cluster' ? '' : namespace, reference.name ?? '');
  return owner === undefined || owner.metadata?.uid !== reference.uid ? 'absent' : { resource: kind.resource, object: owner };
}

function deletes(object: KubeObject, finalizer: string): boolean {
  return object.metadata?.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).includes(finalizer);
}

function remove(ctx: Context, resource: string, object: KubeObject, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): SyncResult {
  const { namespace = '', name = '', uid = '' } = object.metadata ?? {};
  const result = ctx.api.delete(resource, namespace, name, { propagationPolicy, uid });
  return result.ok || result.error.code === 404 || result.error.code === 409 ? undefined : { retry: result.error.message };
}

function dropReferences(ctx: Context, resource: string, object: KubeObject, uids: ReadonlySet<string>): SyncResult {
  const kept = (object.metadata?.ownerReferences ?? []).filter(reference => !uids.has(reference.uid ?? ''));
  return writeReferences(ctx, resource, object, kept);
}

/** A circle of owners would wait for itself: the references block no more. */
function unblock(ctx: Context, resource: string, object: KubeObject): SyncResult {
  return writeReferences(ctx, resource, object, (object.metadata?.ownerReferences ?? []).map(reference => ({ ...reference, blockOwnerDeletion: false })));
}

function writeReferences(ctx: Context, resource: string, object: KubeObject, references: readonly OwnerReference[]): SyncResult {
  const next = clone(object);
  const meta = next.metadata ??= {};
  if (references.length === 0) delete meta.ownerReferences;
  else meta.ownerReferences = clone(references);
  return write(ctx, resource, next);
}

function removeFinalizer(ctx: Context, resource: string, object: KubeObject, finalizer: string): SyncResult {
  const next = clone(object);
  const meta = next.metadata ??= {};
  meta.finalizers = (meta.finalizers ?? []).filter(name => name !== finalizer);
  return write(ctx, resource, next);
}

function write(ctx: Context, resource: string, object: KubeObject): SyncResult {
  const result = ctx.api.update(resource, object);
  return result.ok || result.error.code === 404 ? undefined : { retry: result.error.message };
}

/** Keys name the resource too: this controller looks at all of them. */
function keyOf(resource: string, object: KubeObject): string {
  return `${resource}|${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}

function parseKey(key: string): ObjectKey {
  const [resource = '', rest = ''] = key.split('|');
  const slash = rest.indexOf('/');
  return { resource, namespace: rest.slice(0, slash), name: rest.slice(slash + 1) };
}

import { clone, isObject, own, type JsonObject } from '../core/json';
import { timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import { metaOf } from './metadata';
import type { PendingWrite, ServerContext } from './pendingWrite';
import type { DeleteOptions } from './request';
import { keyOf } from './stages';
import { conflict, notFoundError } from './statusErrors';
import type { StatusError } from './client';

/**
 * What a delete does to an object that may be deleted (registry/generic/registry/store.go and rest/delete.go, v1.36): a running pod
 * gets its grace period, finalizers and a namespace's content hold the object back, everything else goes at once.
 */
export function removeObject(ctx: ServerContext, write: PendingWrite, options: DeleteOptions): StatusError | undefined {
  const { old } = write;
  if (old === undefined) return notFoundError(write.kind, write.name);
  const broken = preconditions(write, old, options);
  if (broken !== undefined) return broken;
  const graceSeconds = gracePeriod(write, old, options);
  const finalizers = deletionFinalizers(old, options);
  const held = finalizers.length > 0 || isLivingNamespace(write, old);
  if (graceSeconds === 0 && !held) return finish(ctx, write);
  if (old.metadata?.deletionTimestamp !== undefined && graceSeconds >= (old.metadata.deletionGracePeriodSeconds ?? 0)) { write.stored = old; return undefined; }
  const object = clone(old);
  const meta = metaOf(object);
  meta.deletionTimestamp = timestamp(ctx.environment.nowMs + graceSeconds * 1000);
  meta.deletionGracePeriodSeconds = graceSeconds;
  if ((meta.generation ?? 0) > 0) meta.generation = (meta.generation ?? 0) + 1;
  if (finalizers.length > 0) meta.finalizers = [...finalizers];
  else delete meta.finalizers;
  if (isLivingNamespace(write, old)) object['status'] = { ...isObject(object['status']) ? object['status'] : {}, phase: 'Terminating' };
  if (write.dryRun) { write.stored = object; return undefined; }
  const result = ctx.store.update(keyOf(write), object);
  if (!result.ok) return notFoundError(write.kind, write.name);
  write.stored = result.object;
  return undefined;
}

function finish(ctx: ServerContext, write: PendingWrite): StatusError | undefined {
  if (write.dryRun) { if (write.old !== undefined) write.stored = write.old; return undefined; }
  const result = ctx.store.delete(keyOf(write));
  if (!result.ok) return notFoundError(write.kind, write.name);
  write.stored = result.object;
  return undefined;
}

function preconditions(write: PendingWrite, old: KubeObject, options: DeleteOptions): StatusError | undefined {
  const uid = old.metadata?.uid ?? '', version = old.metadata?.resourceVersion ?? '';
  if (options.uid !== undefined && options.uid !== uid) {
    return conflict(write.kind, write.name, `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${uid}`);
  }
  if (options.resourceVersion !== undefined && options.resourceVersion !== version) {
    return conflict(write.kind, write.name, `Precondition failed: ResourceVersion in precondition: ${options.resourceVersion}, ResourceVersion in object meta: ${version}`);
  }
  return undefined;
}

/** Only pods are deleted gracefully; one without a node, or one that has ended, needs no grace (pkg/registry/core/pod/strategy.go). */
function gracePeriod(write: PendingWrite, old: KubeObject, options: DeleteOptions): number {
  if (write.kind.gvk.group !== '' || write.kind.gvk.kind !== 'Pod') return 0;
  const spec = record(old['spec']), status = record(old['status']);
  const wanted = options.gracePeriodSeconds ?? numberOr(own(spec, 'terminationGracePeriodSeconds'), 30);
  const phase = own(status, 'phase');
  if ((own(spec, 'nodeName') ?? '') === '' || phase === 'Failed' || phase === 'Succeeded') return 0;
  const seconds = wanted < 0 ? 1 : wanted;
  return old.metadata?.deletionTimestamp === undefined ? seconds : Math.min(seconds, old.metadata.deletionGracePeriodSeconds ?? seconds);
}

function deletionFinalizers(old: KubeObject, options: DeleteOptions): readonly string[] {
  const present = (old.metadata?.finalizers ?? []).filter(name => options.propagationPolicy === undefined || (name !== 'orphan' && name !== 'foregroundDeletion'));
  if (options.propagationPolicy === 'Foreground') return [...present, 'foregroundDeletion'];
  return options.propagationPolicy === 'Orphan' ? [...present, 'orphan'] : present;
}

function isLivingNamespace(write: PendingWrite, old: KubeObject): boolean {
  const finalizers = own(record(old['spec']), 'finalizers');
  return write.kind.gvk.group === '' && write.kind.gvk.kind === 'Namespace' && Array.isArray(finalizers) && finalizers.length > 0;
}

function record(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

import { equal } from '../core/json';
import { timestamp } from '../core/timestamp';
import { invalid } from '../api/fieldError';
import type { WriteRequest } from '../api/kind';
import { resourceOf } from '../api/kindRegistry';
import type { KubeObject } from '../api/object';
import { metadataPath } from '../api/validation/objectMeta';
import type { AdmissionContext, AdmissionPlugin } from './admission';
import { admissions } from './admissions';
import { denial } from './authorization';
import { accessOf } from './authorizers';
import { refuseEscalation } from './authorization/escalation';
import { ensureNamespace, generatedName, metaOf, nameSuffix, namespaceMismatch, randomUid, wipeSystemFields } from './metadata';
import type { PendingWrite, ServerContext, Stage } from './pendingWrite';
import { dryRunAllocator, serviceAllocator } from './serviceAllocator';
import { alreadyExists, badRequest, conflict, forbiddenError, invalidError, notFoundError, staleVersion } from './statusErrors';
import { applyDefaults, beforeCreate, beforeUpdate, validationContext } from './strategyStages';
import type { StatusError } from './client';

const verbs = { CREATE: 'create', UPDATE: 'update', DELETE: 'delete' } as const;

const authorize: Stage = (ctx, { operation, verb, kind, subresource, namespace, name, user }) => {
  // The URL of a create names no object.
  const asked = operation === 'CREATE' ? '' : name;
  const attributes = { user, verb: verb ?? verbs[operation], group: kind.gvk.group, resource: kind.plural, subresource, namespace, name: asked };
  const { allowed, reason } = accessOf(lookups(ctx), attributes);
  return allowed ? undefined : forbiddenError(kind, asked, denial(attributes, reason));
};

function lookups(ctx: ServerContext): AdmissionContext {
  return {
    registry: ctx.registry,
    cluster: 'known',
    get: (resource, namespace, name) => ctx.store.get({ resource, namespace, name }),
    list: (resource, namespace) => ctx.store.list(resource, namespace),
    nowMs: ctx.environment.nowMs,
    writeStatus: (resource, object) => { ctx.store.update({ resource, namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' }, object); },
    warn: message => { ctx.warnings.push(message); }
  };
}

/** The request's namespace and the system's own metadata, before anyone looks at the object. */
const settle: Stage = (_, write) => {
  wipeSystemFields(write.object);
  return ensureNamespace(write.object, write.namespace) ? undefined : badRequest(namespaceMismatch);
};

function enabledAdmissions({ environment: { disabledAdmissions } }: ServerContext): readonly AdmissionPlugin[] {
  return disabledAdmissions === undefined ? admissions : admissions.filter(plugin => !disabledAdmissions.includes(plugin.name));
}

const mutate: Stage = (ctx, write) => {
  const context = lookups(ctx);
  for (const plugin of enabledAdmissions(ctx)) {
    const refusal = plugin.admit?.(context, write);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const validateAdmission: Stage = (ctx, write) => {
  const context = lookups(ctx);
  for (const plugin of enabledAdmissions(ctx)) {
    const refusal = plugin.validate?.(context, write);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const holdPrivileges: Stage = (ctx, write) => refuseEscalation(lookups(ctx), write);

const setDefaults: Stage = (ctx, write) => {
  applyDefaults(ctx.registry, write.kind, write.object);
  return undefined;
};

/** What `Store.Create` fills in before the strategy sees the object. */
const fillIn: Stage = (ctx, write) => {
  const meta = metaOf(write.object);
  meta.uid = randomUid(() => ctx.environment.random());
  meta.creationTimestamp = timestamp(ctx.environment.nowMs);
  if ((meta.generateName ?? '') !== '' && (meta.name ?? '') === '') meta.name = generatedName(meta.generateName ?? '', nameSuffix(() => ctx.environment.random()));
  write.name = meta.name ?? '';
  return undefined;
};

/** Addresses and ports that the cluster hands out. */
const allocate: Stage = (ctx, write) => {
  const services = (): readonly KubeObject[] => ctx.store.list('services');
  const allocator = write.dryRun ? dryRunAllocator(services) : serviceAllocator(services, () => ctx.environment.random());
  const errors = write.kind.allocate?.(write.object, write.old, allocator) ?? [];
  return errors.length === 0 ? undefined : invalidError(write.kind.gvk, write.object.metadata?.name ?? '', errors);
};

const validateCreate: Stage = (ctx, write) => {
  const errors = beforeCreate(ctx.registry, write.kind, write.object, requestOf(ctx, write));
  if (errors.length > 0) return invalidError(write.kind.gvk, write.object.metadata?.name ?? '', errors);
  ctx.warnings.push(...write.kind.warnings?.(write.object) ?? []);
  return undefined;
};

const validateUpdate: Stage = (ctx, write) => {
  if (write.old === undefined) return notFoundError(write.kind, write.name);
  const errors = beforeUpdate(ctx.registry, write.kind, write.object, write.old);
  if (errors.length > 0) return invalidError(write.kind.gvk, write.object.metadata?.name ?? '', errors);
  ctx.warnings.push(...write.kind.warnings?.(write.object, write.old) ?? []);
  return undefined;
};

/** The strategy of the status or of a part of it: the object is the stored one but for its status. */
const validateSubresource: Stage = (ctx, write) => {
  const { kind, object, old } = write;
  if (old === undefined) return notFoundError(kind, write.name);
  const strategy = write.subresource === 'approval' ? kind.approval : kind.status;
  strategy?.prepareForUpdate?.(object, old, requestOf(ctx, write));
  const errors = strategy?.validateUpdate?.(object, old, validationContext(ctx.registry)) ?? [];
  if (errors.length > 0) return invalidError(kind.gvk, object.metadata?.name ?? '', errors);
  ctx.warnings.push(...strategy?.warnings?.(object, old) ?? []);
  return undefined;
};

function requestOf(ctx: ServerContext, { user }: PendingWrite): WriteRequest {
  return { user, now: timestamp(ctx.environment.nowMs) };
}

const persistCreate: Stage = (ctx, write) => {
  const key = keyOf(write);
  if (ctx.store.get(key) !== undefined) return alreadyExists(write.kind, write.name);
  if (write.object.metadata?.resourceVersion !== undefined) return { ...badRequest('resourceVersion should not be set on objects to be created'), code: 500, reason: 'InternalError' };
  if (write.dryRun) { write.stored = write.object; return undefined; }
  const result = ctx.store.create(key, write.object);
  if (!result.ok) return alreadyExists(write.kind, write.name);
  write.stored = result.object;
  return undefined;
};

/** Nothing is written when nothing changes, as etcd3's store has it; an object whose last finalizer went is deleted. */
const persistUpdate: Stage = (ctx, write) => {
  const { old } = write;
  if (old === undefined) return notFoundError(write.kind, write.name);
  const meta = metaOf(write.object);
  meta.resourceVersion = old.metadata?.resourceVersion ?? '';
  const done = old.metadata?.deletionTimestamp !== undefined && (meta.finalizers ?? []).length === 0 && (meta.deletionGracePeriodSeconds ?? 0) === 0;
  if (write.dryRun || (!done && equal(write.object, old))) { write.stored = write.dryRun ? write.object : old; return undefined; }
  const key = keyOf(write);
  const result = ctx.store.update(key, write.object, write.expectedVersion);
  if (!result.ok) return result.reason === 'conflict' ? conflict(write.kind, write.name, staleVersion) : notFoundError(write.kind, write.name);
  write.stored = result.object;
  if (done && !awaitsFinalize(write)) ctx.store.delete(key);
  return undefined;
};

/** A namespace goes only when its spec's finalizers are gone as well. */
function awaitsFinalize({ kind, object }: PendingWrite): boolean {
  const spec = object['spec'];
  return kind.gvk.group === '' && kind.gvk.kind === 'Namespace' && typeof spec === 'object' && spec !== null && 'finalizers' in spec && Array.isArray(spec.finalizers) && spec.finalizers.length > 0;
}

const checkVersion: Stage = (_, write) => {
  const current = write.old?.metadata?.resourceVersion;
  if (write.expectedVersion === undefined || write.expectedVersion === current) return undefined;
  return conflict(write.kind, write.name, staleVersion);
};

/** Kinds whose updates must build on a version say so before anything else is looked at. */
const requireVersion: Stage = (_, write) => {
  if (write.kind.versionedUpdates !== true || (write.object.metadata?.resourceVersion ?? '') !== '') return undefined;
  return invalidError(write.kind.gvk, write.name, [invalid(metadataPath.child('resourceVersion'), 0, 'must be specified for an update')]);
};

const checkUid: Stage = (_, write) => {
  const wanted = write.object.metadata?.uid ?? '', found = write.old?.metadata?.uid ?? '';
  if (wanted === '' || wanted === found) return undefined;
  return conflict(write.kind, write.name, `Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${found}`);
};

const mustExist: Stage = (_, write): StatusError | undefined => write.old === undefined ? notFoundError(write.kind, write.name) : undefined;

export function keyOf(write: { readonly kind: PendingWrite['kind']; readonly namespace: string; readonly name: string }): { resource: string; namespace: string; name: string } {
  return { resource: resourceOf(write.kind), namespace: write.kind.scope === 'Cluster' ? '' : write.namespace, name: write.name };
}

/** A create: as apiserver/pkg/endpoints/handlers/create.go and registry/generic/registry/store.go (v1.36) order it. */
export const createStages: readonly Stage[] = [authorize, settle, setDefaults, mutate, holdPrivileges, fillIn, allocate, validateCreate, validateAdmission, persistCreate];

/** An update of the whole object, and of a patched one. */
export const updateStages: readonly Stage[] = [authorize, mustExist, setDefaults, requireVersion, checkUid, checkVersion, mutate, holdPrivileges, allocate, validateUpdate, validateAdmission, persistUpdate];

/** An update of the status or of a part of it: the strategy of the main resource has no say. */
export const statusStages: readonly Stage[] = [authorize, mustExist, checkVersion, mutate, validateSubresource, validateAdmission, persistUpdate];

/** The admission part of a delete. */
export const deleteStages: readonly Stage[] = [authorize, mustExist, mutate, validateAdmission];

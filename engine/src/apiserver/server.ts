import { clone, cloneUnfrozen, isObject, type Json, type Mutable } from '../core/json';
import type { ResourceKind } from '../api/kind';
import { scale } from '../api/kinds/scale';
import { resourceOf, type KindRegistry } from '../api/kindRegistry';
import { deprecationWarning } from '../api/lifecycle';
import { apiVersionOf, type KubeObject, type ObjectMeta } from '../api/object';
import type { IndexName } from '../store/indexes';
import type { Store } from '../store/store';
import type { AccessAttributes } from './authorization';
import { accessOf } from './authorizers';
import { bindPod } from './binding';
import { CustomKinds } from './customKinds';
import type { ApiClient, Result, StatusError, UserInfo } from './client';
import { decodeObject } from './decode/decode';
import type { ServerEnvironment } from './environment';
import { admitEviction, markEvicted } from './eviction';
import { metaOf } from './metadata';
import { mergePatch, strategicMergePatch } from './patch';
import { runStages, type PendingWrite, type ServerContext, type Stage } from './pendingWrite';
import { removeObject } from './removal';
import { administrator, type ApiAnswer, type ApiRequest, type DeleteOptions } from './request';
import { scaleOf, withScale } from './scale';
import { createStages, deleteStages, statusStages, updateStages } from './stages';
import { badRequest, methodNotAllowed, notFoundError, unknownResource } from './statusErrors';

/** Components act as this user: the system's own service accounts may do what they do. */
const component: UserInfo = { name: 'system:apiserver', groups: ['system:masters'] };

/**
 * The API server of the simulated cluster: every write of a person (`handle`) and of a component (the `ApiClient` methods) goes
 * through the same stages into the store. Answers as a real server does, word for word; throws never.
 */
export class ApiServer implements ApiClient {
  private readonly customKinds = new CustomKinds();

  constructor(private readonly store: Store, private readonly environment: ServerEnvironment, private readonly builtIn: KindRegistry) {}

  /** What is served now: the kinds of Kubernetes, and those of the definitions in the store. */
  private get registry(): KindRegistry {
    return this.customKinds.over(this.builtIn, this.store.list('apiextensions.k8s.io/customresourcedefinitions'));
  }


  get<T extends KubeObject = KubeObject>(resource: string, namespace: string, name: string): T | undefined {
    return this.store.get({ resource, namespace, name }) as T | undefined;
  }

  list<T extends KubeObject = KubeObject>(resource: string, namespace?: string): readonly T[] {
    return this.store.list(resource, namespace) as readonly T[];
  }

  indexed<T extends KubeObject = KubeObject>(resource: string, index: IndexName, value: string): readonly T[] {
    return this.store.indexed(resource, index, value) as readonly T[];
  }

  dependents(ownerUid: string): readonly { readonly resource: string; readonly object: KubeObject }[] {
    return this.store.indexedEverywhere('owner', ownerUid);
  }

  discover(apiVersion: string, kind: string): { readonly resource: string; readonly scope: 'Namespaced' | 'Cluster'; readonly subresources: readonly string[] } | undefined {
    const found = this.registry.kind(apiVersion, kind);
    return found === undefined ? undefined : { resource: resourceOf(found), scope: found.scope, subresources: found.subresources };
  }

  serves(resource: string): boolean {
    return this.kindOf(resource) !== undefined;
  }

  access(attributes: AccessAttributes): { readonly allowed: boolean; readonly reason: string } {
    return accessOf(this, attributes);
  }

  contents(namespace: string): readonly { readonly resource: string; readonly objects: readonly KubeObject[] }[] {
    return this.store.resources().map(resource => ({ resource, objects: this.store.list(resource, namespace) })).filter(({ objects }) => objects.length > 0);
  }

  finalize(namespace: string): void {
    const key = { resource: 'namespaces', namespace: '', name: namespace };
    const found = this.store.get(key);
    if (found === undefined) return;
    if ((found.metadata?.finalizers ?? []).length === 0 && found.metadata?.deletionTimestamp !== undefined) this.store.delete(key);
    else this.store.update(key, { ...found, spec: {} });
  }

  create<T extends KubeObject>(resource: string, object: T, options: { as?: UserInfo; dryRun?: boolean } = {}): Result<T> {
    const kind = this.kindOf(resource, object.apiVersion);
    if (kind === undefined) return refused(unknownResource());
    const copy = typed(clone(object), kind);
    const namespace = kind.scope === 'Cluster' ? '' : copy.metadata?.namespace ?? 'default';
    return this.write<T>(createStages, 201, { ...this.base(kind, options), operation: 'CREATE', namespace, name: copy.metadata?.name ?? '', object: copy, old: undefined });
  }

  update<T extends KubeObject>(resource: string, object: T): Result<T> {
    return this.updateWith(resource, object, '');
  }

  updateStatus<T extends KubeObject>(resource: string, object: T): Result<T> {
    return this.updatePart(resource, object, 'status') as Result<T>;
  }

  // eslint-disable-next-line no-restricted-syntax -- the signature of ApiClient
  patch(resource: string, namespace: string, name: string, patch: unknown, options: { type?: 'merge' | 'strategic'; subresource?: string; as?: UserInfo; dryRun?: boolean } = {}): Result<KubeObject> {
    const kind = this.kindOf(resource);
    const old = this.get(resource, namespace, name);
    if (kind === undefined) return refused(unknownResource());
    if (old === undefined) return refused(notFoundError(kind, name));
    const shown = options.subresource === 'scale' ? scale : kind;
    const body = asJson(patch), current = asJson(clone(shown === kind ? old : scaleOf(kind, old)));
    const patched = options.type === 'strategic' ? strategicMergePatch(current, body, this.registry.schemas, shown.definition) : mergePatch(current, body);
    const decoded = decodeObject(patched, shown, this.registry.schemas);
    return decoded.refusal === undefined ? this.updateOf(kind, decoded.object, options.subresource, { base: { ...this.base(kind, options), verb: 'patch' } }) : refused(badRequest(decoded.refusal));
  }

  delete(resource: string, namespace: string, name: string, options: DeleteOptions = {}): Result<KubeObject> {
    return this.remove(this.kindOf(resource), { namespace, name, user: component, dryRun: false }, options);
  }

  bind(namespace: string, pod: string, node: string): Result<KubeObject> {
    return bindPod(this.context(), namespace, pod, node);
  }

  evict(namespace: string, pod: string): Result<KubeObject> {
    const found = this.get('pods', namespace, pod), ctx = this.context();
    const refusal = found === undefined ? undefined : admitEviction(ctx, found, 'none');
    if (refusal !== undefined) return refused(refusal);
    if (found !== undefined) markEvicted(ctx, found);
    const result = this.delete('pods', namespace, pod);
    return result.ok ? { ...result, code: 201 } : result;
  }

  /** A person's request: the body is JSON that nobody has checked. */
  handle(request: ApiRequest): Result<ApiAnswer> {
    const kind = this.kindOf(request.resource, request.apiVersion);
    if (kind === undefined) return refused(unknownResource());
    const answer = this.answer(kind, request), deprecation = deprecationWarning(apiVersionOf(kind.gvk), kind.gvk.kind, this.registry.minor);
    return deprecation === undefined ? answer : { ...answer, warnings: [deprecation, ...answer.warnings] };
  }

  private answer(kind: ResourceKind, request: ApiRequest): Result<ApiAnswer> {
    switch (request.verb) {
      case 'get': return this.read(kind, request);
      case 'list': return { ok: true, code: 200, value: { kind: `${kind.gvk.kind}List`, apiVersion: 'v1', items: this.list(resourceOf(kind), request.namespace) }, warnings: [] };
      case 'create': return request.subresource === 'eviction' ? this.evict(request.namespace ?? '', request.name ?? '') : this.createFrom(kind, request);
      case 'update': return this.replace(kind, request);
      case 'patch': return this.patch(resourceOf(kind), request.namespace ?? '', request.name ?? '', request.body ?? null, { type: request.patchType ?? 'merge', dryRun: request.dryRun ?? false, as: request.user ?? administrator, ...subresourceOf(request) });
      case 'delete': return this.remove(kind, { namespace: request.namespace ?? '', name: request.name ?? '', user: request.user ?? administrator, dryRun: request.dryRun ?? false }, request.deleteOptions ?? {});
    }
  }

  private read(kind: ResourceKind, request: ApiRequest): Result<ApiAnswer> {
    const found = this.get(resourceOf(kind), kind.scope === 'Cluster' ? '' : request.namespace ?? '', request.name ?? '');
    if (found === undefined) return refused(notFoundError(kind, request.name ?? ''));
    return { ok: true, code: 200, value: request.subresource === 'scale' ? scaleOf(kind, found) : found, warnings: [] };
  }

  private createFrom(kind: ResourceKind, request: ApiRequest): Result<KubeObject> {
    if (request.subresource !== undefined) return refused(methodNotAllowed());
    const decoded = decodeObject(request.body ?? null, kind, this.registry.schemas, request.fieldValidation);
    if (decoded.refusal !== undefined) return refused(badRequest(decoded.refusal));
    const write = { ...this.base(kind, request), operation: 'CREATE' as const, namespace: kind.scope === 'Cluster' ? '' : request.namespace ?? 'default', name: decoded.object.metadata?.name ?? '', object: decoded.object, old: undefined };
    return this.write(createStages, 201, write, decoded.warnings);
  }

  private replace(kind: ResourceKind, request: ApiRequest): Result<KubeObject> {
    const decoded = decodeObject(request.body ?? null, request.subresource === 'scale' ? scale : kind, this.registry.schemas, request.fieldValidation);
    if (decoded.refusal !== undefined) return refused(badRequest(decoded.refusal));
    const meta = metaOf(decoded.object);
    const { name = '' } = request;
    if ((meta.name ?? '') === '') return refused(badRequest('name must be provided'));
    if (meta.name !== name) return refused(badRequest(`the name of the object (${meta.name ?? ''}) does not match the name on the URL (${name})`));
    const namespace = kind.scope === 'Cluster' ? '' : request.namespace ?? 'default';
    const own = meta.namespace ?? '';
    if (namespace !== '' && own !== '' && own !== namespace) return refused(badRequest(`the namespace of the object (${own}) does not match the namespace on the URL (${namespace})`));
    if (namespace !== '') meta.namespace = namespace;
    return this.updateOf(kind, decoded.object, request.subresource, { base: { ...this.base(kind, request), warnings: decoded.warnings } });
  }

  /** An update of an object, or of what one of its subresources shows of it. */
  private updateOf(kind: ResourceKind, object: KubeObject, subresource: string | undefined, { base }: { readonly base?: RequestBase }): Result<KubeObject> {
    if (subresource !== undefined && !kind.subresources.includes(subresource)) return refused(unknownResource());
    switch (subresource) {
      case undefined: return this.updateWith(resourceOf(kind), object, '', base);
      case 'status': case 'approval': return this.updatePart(resourceOf(kind), object, subresource, base);
      case 'scale': return this.rescale(kind, object, base);
      default: return refused(methodNotAllowed());
    }
  }

  private updatePart(resource: string, object: KubeObject, subresource: 'status' | 'approval', base?: RequestBase): Result<KubeObject> {
    const old = this.get(resource, this.namespaceOf(resource, object), object.metadata?.name ?? '');
    return this.updateWith(resource, old === undefined ? object : withStatus(old, object), subresource, base);
  }

  private rescale(kind: ResourceKind, wanted: KubeObject, base?: RequestBase): Result<KubeObject> {
    const resource = resourceOf(kind), name = wanted.metadata?.name ?? '', old = this.get(resource, this.namespaceOf(resource, wanted), name);
    if (old === undefined) return refused(notFoundError(kind, name));
    const next = withScale(this.registry, kind, old, wanted);
    if ('refusal' in next) return refused(next.refusal);
    const result = this.updateWith(resource, next.object, 'scale', base);
    return result.ok ? { ...result, value: scaleOf(kind, result.value) } : result;
  }

  private updateWith<T extends KubeObject>(resource: string, object: T, subresource: '' | 'status' | 'approval' | 'scale', base?: RequestBase): Result<T> {
    const kind = this.kindOf(resource, object.apiVersion);
    if (kind === undefined) return refused(unknownResource());
    const copy = typed(draftOf(object), kind);
    const namespace = this.namespaceOf(resource, object), name = copy.metadata?.name ?? '';
    const { resourceVersion } = copy.metadata ?? {};
    const old = this.get(resourceOf(kind), namespace, name);
    const write: PendingWrite = {
      ...base ?? this.base(kind, {}), operation: 'UPDATE', namespace, name, object: copy, old, subresource,
      ...(resourceVersion === undefined || resourceVersion === '' ? {} : { expectedVersion: resourceVersion })
    };
    if (write.expectedVersion === undefined && old !== undefined && (base === undefined || kind.versionedUpdates !== true)) metaOf(copy).resourceVersion = old.metadata?.resourceVersion ?? '';
    return this.write<T>(subresource === 'status' || subresource === 'approval' ? statusStages : updateStages, 200, write, base?.warnings);
  }

  private remove(kind: ResourceKind | undefined, target: { namespace: string; name: string; user: UserInfo; dryRun: boolean }, options: DeleteOptions): Result<KubeObject> {
    if (kind === undefined) return refused(unknownResource());
    const namespace = kind.scope === 'Cluster' ? '' : target.namespace;
    const old = this.get(resourceOf(kind), namespace, target.name);
    const write: PendingWrite = { ...this.base(kind, target), operation: 'DELETE', namespace, name: target.name, object: {}, old };
    const ctx = this.context();
    const refusal = runStages(deleteStages, ctx, write) ?? removeObject(ctx, write, options);
    return answer(refusal, write, 200, ctx.warnings);
  }

  private write<T extends KubeObject>(stages: readonly Stage[], code: number, write: PendingWrite, warnings: readonly string[] = []): Result<T> {
    const ctx = this.context();
    ctx.warnings.push(...warnings);
    return answer<T>(runStages(stages, ctx, write), write, code, ctx.warnings);
  }

  private base(kind: ResourceKind, request: { user?: UserInfo; as?: UserInfo; dryRun?: boolean }): WriteBase {
    return { kind, resource: resourceOf(kind), subresource: '', user: request.user ?? request.as ?? component, dryRun: request.dryRun ?? false };
  }

  private context(): ServerContext {
    return { registry: this.registry, store: this.store, environment: this.environment, warnings: [] };
  }

  private kindOf(resource: string, apiVersion?: string): ResourceKind | undefined {
    const preferred = this.registry.resource(resource);
    if (preferred === undefined || apiVersion === undefined) return preferred;
    return this.registry.kind(apiVersion, preferred.gvk.kind) ?? preferred;
  }

  private namespaceOf(resource: string, object: KubeObject): string {
    return this.registry.resource(resource)?.scope === 'Cluster' ? '' : object.metadata?.namespace ?? 'default';
  }
}

type WriteBase = Pick<PendingWrite, 'kind' | 'resource' | 'subresource' | 'user' | 'dryRun' | 'verb'>;
/** What a person's request adds to a write: who asks, and what decoding has to say. */
type RequestBase = WriteBase & { readonly warnings?: readonly string[] };

/** Replaces the status and leaves the rest as it is in the store, but for annotations: status strategies let them through. */
function withStatus(old: KubeObject, object: KubeObject): KubeObject {
  const { resourceVersion, annotations } = object.metadata ?? {};
  const metadata = { ...old.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }), ...(annotations === undefined ? {} : { annotations }) };
  return { ...old, status: object['status'], metadata };
}

/** The object as the stages may change it: what is taken over from the store unchanged is shared with it. */
function draftOf<T extends KubeObject>(object: T): Mutable<T> {
  const draft = cloneUnfrozen<KubeObject>(object);
  if (object.metadata !== undefined && Object.isFrozen(object.metadata)) draft.metadata = { ...object.metadata } as Mutable<ObjectMeta>;
  return draft as Mutable<T>;
}

/** Typed objects of components come without apiVersion and kind; the stored ones have them. */
function typed<T>(object: Mutable<T> & Mutable<KubeObject>, kind: ResourceKind): Mutable<KubeObject> {
  const { group, version } = kind.gvk;
  return Object.assign(object, { apiVersion: group === '' ? version : `${group}/${version}`, kind: kind.gvk.kind });
}

function answer<T extends KubeObject>(refusal: StatusError | undefined, write: PendingWrite, code: number, warnings: readonly string[]): Result<T> {
  if (refusal !== undefined) return { ok: false, error: refusal, warnings };
  return { ok: true, code, value: (write.stored ?? write.object) as T, warnings };
}

function refused<T>(error: StatusError): Result<T> {
  return { ok: false, error, warnings: [] };
}

function subresourceOf(request: ApiRequest): { subresource?: string } {
  return request.subresource === undefined ? {} : { subresource: request.subresource };
}

function asJson(value: unknown): Json {
  return isObject(value) ? value : null;
}

import { clone, isObject, setOwn, type JsonObject, type Mutable } from '../core/json';
import { timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import type { ApiClient, Result } from '../apiserver/client';
import type { ServerEnvironment } from '../apiserver/environment';
import type { Store, WriteResult } from '../store/store';

/** Stands in for the API server until it is there: stores what it is given, without judging it. */
export function provisionalApi(store: Store, environment: ServerEnvironment): ApiClient {
  return new ProvisionalApi(store, environment);
}

class ProvisionalApi implements ApiClient {
  constructor(private readonly store: Store, private readonly environment: ServerEnvironment) {}

  get<T extends KubeObject>(resource: string, namespace: string, name: string): T | undefined {
    return this.store.get({ resource, namespace, name }) as T | undefined;
  }

  list<T extends KubeObject>(resource: string, namespace?: string): readonly T[] {
    return this.store.list(resource, namespace) as readonly T[];
  }

  indexed<T extends KubeObject>(resource: string, index: 'controller' | 'owner' | 'node', value: string): readonly T[] {
    return this.store.indexed(resource, index, value) as readonly T[];
  }

  create<T extends KubeObject>(resource: string, object: T): Result<T> {
    const { generateName, ...metadata } = object.metadata ?? {};
    const name = metadata.name ?? `${generateName ?? ''}${this.suffix()}`;
    const created = {
      ...object,
      metadata: { ...metadata, ...(generateName === undefined ? {} : { generateName }), name, uid: this.uid(), generation: 1, creationTimestamp: timestamp(this.environment.nowMs) },
      ...(resource === 'pods' ? { status: { phase: 'Pending', ...object['status'] as object } } : {})
    };
    return answer(this.store.create({ resource, namespace: metadata.namespace ?? '', name }, created), 201);
  }

  update<T extends KubeObject>(resource: string, object: T): Result<T> {
    const key = { resource, namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' };
    const old = this.store.get(key);
    const specChanged = JSON.stringify(old?.['spec']) !== JSON.stringify(object['spec']);
    const generation = (old?.metadata?.generation ?? 1) + (specChanged ? 1 : 0);
    const status = old?.['status'];
    const next = { ...object, ...(status === undefined ? {} : { status }), metadata: { ...object.metadata, generation } };
    const result = answer<T>(this.store.update(key, next, object.metadata?.resourceVersion), 200);
    this.removeIfDone(key.resource, key.namespace, key.name);
    return result;
  }

  updateStatus<T extends KubeObject>(resource: string, object: T): Result<T> {
    const key = { resource, namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' };
    const old = this.store.get(key);
    return answer(this.store.update(key, { ...old, status: object['status'] }, object.metadata?.resourceVersion), 200);
  }

  // eslint-disable-next-line max-params -- the signature of ApiClient
  patch(resource: string, namespace: string, name: string, patch: unknown, options: { subresource?: string } = {}): Result<KubeObject> {
    const old = this.store.get({ resource, namespace, name });
    if (old === undefined || !isObject(patch)) return answer({ ok: false, reason: 'notFound' }, 404);
    const merged = mergePatch(clone(old) as unknown as Mutable<JsonObject>, patch) as unknown as KubeObject;
    return options.subresource === 'status' ? this.updateStatus(resource, merged) : this.update(resource, merged);
  }

  delete(resource: string, namespace: string, name: string, options: { gracePeriodSeconds?: number; propagationPolicy?: string; uid?: string } = {}): Result<KubeObject> {
    const key = { resource, namespace, name };
    const old = this.store.get(key);
    if (old === undefined) return answer({ ok: false, reason: 'notFound' }, 404);
    const spec = isObject(old['spec']) ? old['spec'] : {};
    const grace = resource === 'pods' && spec['nodeName'] !== undefined ? options.gracePeriodSeconds ?? Number(spec['terminationGracePeriodSeconds'] ?? 30) : 0;
    const finalizers = [...old.metadata?.finalizers ?? [], ...(options.propagationPolicy === 'Foreground' ? ['foregroundDeletion'] : [])];
    if (grace === 0 && finalizers.length === 0) return answer(this.store.delete(key), 200);
    const marks = { deletionTimestamp: timestamp(this.environment.nowMs + grace * 1000), deletionGracePeriodSeconds: grace };
    return answer(this.store.update(key, { ...old, metadata: { ...old.metadata, ...(finalizers.length > 0 ? { finalizers } : {}), ...marks } }), 200);
  }

  bind(namespace: string, pod: string, node: string): Result<KubeObject> {
    const key = { resource: 'pods', namespace, name: pod };
    const old = this.store.get(key);
    if (old === undefined) return answer({ ok: false, reason: 'notFound' }, 404);
    return answer(this.store.update(key, { ...old, spec: { ...old['spec'] as object, nodeName: node } }), 201);
  }

  evict(namespace: string, pod: string): Result<KubeObject> {
    return this.delete('pods', namespace, pod);
  }

  private removeIfDone(resource: string, namespace: string, name: string): void {
    const key = { resource, namespace, name };
    const { metadata } = this.store.get(key) ?? {};
    if (metadata?.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0 && metadata.deletionGracePeriodSeconds === 0) this.store.delete(key);
  }

  private suffix(): string {
    const letters = 'bcdfghjklmnpqrstvwxz2456789';
    return Array.from({ length: 5 }, () => letters[Math.floor(this.environment.random() * letters.length)]).join('');
  }

  private uid(): string {
    const hex = (digits: number): string => Array.from({ length: digits }, () => Math.floor(this.environment.random() * 16).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }
}

function mergePatch(target: Mutable<JsonObject>, patch: JsonObject): Mutable<JsonObject> {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete target[key];
    else if (isObject(value)) setOwn(target, key, mergePatch(isObject(target[key]) ? target[key] : {}, value));
    else setOwn(target, key, value);
  }
  return target;
}

function answer<T extends KubeObject>(result: WriteResult, code: number): Result<T> {
  if (result.ok) return { ok: true, code, value: result.object as T, warnings: [] };
  const reasons = { exists: [409, 'AlreadyExists'], notFound: [404, 'NotFound'], conflict: [409, 'Conflict'] } as const;
  const [status, reason] = reasons[result.reason];
  return { ok: false, warnings: [], error: { code: status, reason, message: reason, causes: [], errors: [] } };
}

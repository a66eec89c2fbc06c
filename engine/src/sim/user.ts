import type { Node, Pod, Taint } from '../../generated/types';
import { isObject, own, type Json, type JsonObject } from '../core/json';
import { kindRegistry, resourceOf, type KindRegistry } from '../api/kindRegistry';
import type { KubeObject } from '../api/object';
import type { Result, StatusError } from '../apiserver/client';
import type { Component } from './component';
import type { Context } from './context';
import type { SchemaStore } from '../api/schema/schema';

/** What a person does to the cluster, as data. Names are `resource` (`apps/deployments`), namespace and name. */
export type UserAction =
  | { readonly do: 'apply'; readonly file: string; readonly document: number; readonly object: JsonObject }
  | { readonly do: 'delete'; readonly resource: string; readonly namespace: string; readonly name: string; readonly gracePeriodSeconds?: number; readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan' }
  | { readonly do: 'scale'; readonly resource: string; readonly namespace: string; readonly name: string; readonly replicas: number }
  | { readonly do: 'setImage'; readonly resource: string; readonly namespace: string; readonly name: string; readonly container: string; readonly image: string }
  | { readonly do: 'patch'; readonly resource: string; readonly namespace: string; readonly name: string; readonly patch: JsonObject }
  | { readonly do: 'evict'; readonly namespace: string; readonly name: string }
  | { readonly do: 'cordon'; readonly node: string }
  | { readonly do: 'uncordon'; readonly node: string }
  | { readonly do: 'drain'; readonly node: string }
  | { readonly do: 'taint'; readonly node: string; readonly taint: Taint }
  | { readonly do: 'untaint'; readonly node: string; readonly key: string };

/** What an action came to: the line of the log carries it as `data`. */
export interface ActionOutcome {
  readonly action: UserAction;
  readonly result: 'created' | 'configured' | 'unchanged' | 'done' | 'refused' | 'skipped';
  readonly kind: string; readonly namespace: string; readonly name: string;
  readonly error?: StatusError;
  readonly warnings: readonly string[];
}

/** The person at the keyboard: actions come as events of type `act` and go through the API server like everybody's requests. */
export function userComponent(schemas: SchemaStore): Component<undefined> {
  const registry = kindRegistry(schemas);
  return {
    name: 'user', watches: [], initialState: () => undefined,
    onChange() { /* People look for themselves. */ },
    handle(ctx, _state, event) {
      const outcome = perform(ctx, registry, event.data as UserAction);
      ctx.trace({ type: 'action', message: sentence(outcome), about: { kind: outcome.kind, namespace: outcome.namespace, name: outcome.name }, data: outcome });
    }
  };
}

function perform(ctx: Context, registry: KindRegistry, action: UserAction): ActionOutcome {
  switch (action.do) {
    case 'apply': return apply(ctx, registry, action);
    case 'delete': return onObject(registry, action, ctx.api.delete(action.resource, action.namespace, action.name, {
      ...(action.gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: action.gracePeriodSeconds }), propagationPolicy: action.propagationPolicy ?? 'Background'
    }));
    case 'scale': return onObject(registry, action, ctx.api.patch(action.resource, action.namespace, action.name, { spec: { replicas: action.replicas } }));
    case 'patch': return onObject(registry, action, ctx.api.patch(action.resource, action.namespace, action.name, action.patch));
    case 'setImage': return onObject(registry, action, ctx.api.patch(action.resource, action.namespace, action.name, imagePatch(action), { type: 'strategic' }));
    case 'evict': return onObject(registry, { ...action, resource: 'pods' }, ctx.api.evict(action.namespace, action.name), action);
    case 'cordon': case 'uncordon': case 'taint': case 'untaint': return onNode(ctx, registry, action);
    case 'drain': return drain(ctx, registry, action);
  }
}

function imagePatch(action: { readonly resource: string; readonly container: string; readonly image: string }): JsonObject {
  const spec = { containers: [{ name: action.container, image: action.image }] };
  return action.resource === 'pods' ? { spec } : { spec: { template: { spec } } };
}

/** `kubectl apply`: created where it is not there, merged into what is. */
function apply(ctx: Context, registry: KindRegistry, action: UserAction & { do: 'apply' }): ActionOutcome {
  const { object } = action;
  const metadata = own(object, 'metadata');
  const meta = isObject(metadata) ? metadata : {};
  const apiVersion = String(own(object, 'apiVersion')), kindName = String(own(object, 'kind'));
  const name = typeof meta['name'] === 'string' ? meta['name'] : typeof meta['generateName'] === 'string' ? meta['generateName'] : '';
  const kind = registry.kind(apiVersion, kindName);
  if (kind === undefined) return { action, result: 'skipped', kind: kindName, namespace: '', name, warnings: [] };
  const namespace = kind.scope === 'Cluster' ? '' : typeof meta['namespace'] === 'string' ? meta['namespace'] : 'default';
  const resource = resourceOf(kind);
  const known = ctx.api.get(resource, namespace, name);
  const request = { resource, apiVersion, body: object as Json, fieldValidation: 'Strict' as const, ...(namespace === '' ? {} : { namespace }) };
  const answer = known === undefined ? ctx.api.handle({ verb: 'create', ...request }) : ctx.api.handle({ verb: 'patch', ...request, name, patchType: 'strategic' });
  const about = { action, kind: kindName, namespace, name, warnings: answer.warnings };
  if (!answer.ok) return { ...about, result: 'refused', error: answer.error };
  const unchanged = known !== undefined && ctx.api.get(resource, namespace, name)?.metadata?.resourceVersion === known.metadata?.resourceVersion;
  return { ...about, result: known === undefined ? 'created' : unchanged ? 'unchanged' : 'configured' };
}

function onObject(registry: KindRegistry, target: { readonly resource: string; readonly namespace: string; readonly name: string }, result: Result<KubeObject>, action: UserAction = target as UserAction): ActionOutcome {
  const kind = registry.resource(target.resource)?.gvk.kind ?? target.resource;
  const about = { action, kind, namespace: target.namespace, name: target.name, warnings: result.warnings };
  return result.ok ? { ...about, result: 'done' } : { ...about, result: 'refused', error: result.error };
}

function onNode(ctx: Context, registry: KindRegistry, action: UserAction & { do: 'cordon' | 'uncordon' | 'taint' | 'untaint' }): ActionOutcome {
  const node = ctx.api.get<Node>('nodes', '', action.node);
  const target = { resource: 'nodes', namespace: '', name: action.node };
  if (node === undefined) return onObject(registry, target, ctx.api.patch('nodes', '', action.node, {}), action);
  return onObject(registry, target, ctx.api.update<KubeObject>('nodes', { ...node, spec: editedSpec(node, action) }), action);
}

function editedSpec(node: Node, action: UserAction & { do: 'cordon' | 'uncordon' | 'taint' | 'untaint' }): NonNullable<Node['spec']> {
  const { unschedulable: _, ...spec } = node.spec ?? {};
  switch (action.do) {
    case 'cordon': return { ...spec, unschedulable: true };
    case 'uncordon': return spec;
    case 'taint': return { ...node.spec, taints: [...(spec.taints ?? []).filter(taint => taint.key !== action.taint.key || taint.effect !== action.taint.effect), action.taint] };
    case 'untaint': return { ...node.spec, taints: (spec.taints ?? []).filter(taint => taint.key !== action.key) };
  }
}

/** `kubectl drain --ignore-daemonsets --delete-emptydir-data --force`, one round: what a budget holds back is tried again every 5 s. */
function drain(ctx: Context, registry: KindRegistry, action: UserAction & { do: 'drain' }): ActionOutcome {
  const cordoned = onNode(ctx, registry, { do: 'cordon', node: action.node });
  if (cordoned.result === 'refused') return { ...cordoned, action };
  let refusal: StatusError | undefined;
  for (const pod of ctx.api.indexed<Pod>('pods', 'node', action.node)) {
    if (pod.metadata?.deletionTimestamp !== undefined || (pod.metadata?.ownerReferences ?? []).some(owner => owner.kind === 'DaemonSet' || owner.kind === 'Node')) continue;
    const result = ctx.api.evict(pod.metadata?.namespace ?? '', pod.metadata?.name ?? '');
    if (!result.ok) refusal ??= result.error;
  }
  if (refusal !== undefined) ctx.schedule(5000, 'act', action);
  return { ...cordoned, action, ...(refusal === undefined ? {} : { result: 'refused', error: refusal }) };
}

function sentence(outcome: ActionOutcome): string {
  const where = `${outcome.kind}/${outcome.name}`;
  if (outcome.error !== undefined) return `${where} ${outcome.action.do}: ${outcome.error.message}`;
  if (outcome.result === 'skipped') return `${where} skipped: the cluster does not know this kind`;
  return outcome.action.do === 'apply' ? `${where} ${outcome.result}` : `${where} ${outcome.action.do}`;
}

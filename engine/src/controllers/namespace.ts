import type { Namespace, NamespaceCondition, Pod } from '../../generated/types';
import { compareText } from '../core/order';
import { parseTimestamp, timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import type { Context } from '../sim/context';
import { splitKey, type Controller, type SyncResult } from './controller';
import { isPodFinished } from './podState';

const resource = 'namespaces';
/** How long after any change of a namespace the controller looks at it. */
const graceMs = 5000;

/** Empties a namespace that is being deleted, pods first, and lets it go (pkg/controller/namespace, v1.36). */
export const namespaceController: Controller = {
  name: 'namespace-controller',
  watches: [{ resource, afterMs: graceMs, keysFor: (_ctx, change) => change.type !== 'DELETED' && change.object.metadata?.deletionTimestamp !== undefined ? [`/${change.key.name}`] : [] }],
  sync
};

function sync(ctx: Context, key: string): SyncResult {
  const { name } = splitKey(key);
  const namespace = ctx.api.get<Namespace>(resource, '', name);
  if (namespace?.metadata?.deletionTimestamp === undefined || (namespace.spec?.finalizers ?? []).length === 0) return undefined;
  const emptying = deleteContent(ctx, namespace, name);
  const conditions = updatedConditions(ctx, namespace, emptying);
  if (conditions !== undefined && (emptying.remaining.size > 0 || emptying.podsRemain)) {
    ctx.api.updateStatus<KubeObject>(resource, { ...namespace, status: { ...namespace.status, phase: 'Terminating', conditions } });
  }
  if (emptying.estimateSeconds > 0) return { requeueAfterMs: (Math.floor(emptying.estimateSeconds / 2) + 1) * 1000 };
  if (emptying.podsRemain || emptying.remaining.size > 0) return { retry: `unexpected items still remain in namespace: ${name}` };
  ctx.api.finalize(name);
  return undefined;
}

/** What a round of deleting has left. */
interface Emptying { readonly podsRemain: boolean; readonly estimateSeconds: number; readonly remaining: ReadonlyMap<string, number>; readonly finalizers: ReadonlyMap<string, number> }

function deleteContent(ctx: Context, namespace: Namespace, name: string): Emptying {
  const none = { podsRemain: false, estimateSeconds: 0, remaining: new Map<string, number>(), finalizers: new Map<string, number>() };
  const estimateSeconds = podEstimate(ctx, namespace, name);
  for (const pod of ctx.api.list('pods', name)) remove(ctx, 'pods', pod);
  if (ctx.api.list('pods', name).length > 0) return { ...none, podsRemain: true, estimateSeconds };
  for (const { resource: other, objects } of ctx.api.contents(name)) for (const object of objects) remove(ctx, other, object);
  for (const { resource: other, objects } of ctx.api.contents(name)) {
    none.remaining.set(other, objects.length);
    for (const finalizer of objects.flatMap(object => object.metadata?.finalizers ?? [])) none.finalizers.set(finalizer, (none.finalizers.get(finalizer) ?? 0) + 1);
  }
  return none;
}

function remove(ctx: Context, from: string, object: KubeObject): void {
  if (object.metadata?.deletionTimestamp !== undefined) return;
  ctx.api.delete(from, object.metadata?.namespace ?? '', object.metadata?.name ?? '', { propagationPolicy: 'Background' });
}

/** The longest grace period of a living pod, as long as it has not run out since the namespace was deleted. */
function podEstimate(ctx: Context, namespace: Namespace, name: string): number {
  const seconds = ctx.api.list<Pod>('pods', name).filter(pod => !isPodFinished(pod)).reduce((most, pod) => Math.max(most, pod.spec?.terminationGracePeriodSeconds ?? 0), 0);
  const since = ctx.nowMs - (parseTimestamp(namespace.metadata?.deletionTimestamp) ?? ctx.nowMs);
  return since >= seconds * 1000 ? 0 : seconds;
}

const fine: readonly (readonly [string, string, string])[] = [
  ['NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'ParsedGroupVersions', 'All legacy kube types successfully parsed'],
  ['NamespaceDeletionContentFailure', 'ContentDeleted', 'All content successfully deleted, may be waiting on finalization'],
  ['NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'],
  ['NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished']
];

/** The conditions after a round; undefined when they are as before (deletion/status_condition_utils.go, v1.36). */
function updatedConditions(ctx: Context, namespace: Namespace, emptying: Emptying): NamespaceCondition[] | undefined {
  const old = namespace.status?.conditions ?? [];
  const next = fine.map(([type, reason, message]) => {
    const trouble = troubleOf(type, emptying);
    const wanted = trouble === undefined ? { type, status: 'False', reason, message } : { type, status: 'True', ...trouble };
    const before = old.find(condition => condition.type === type);
    const lastTransitionTime = before?.status === wanted.status ? before.lastTransitionTime ?? timestamp(ctx.nowMs) : timestamp(ctx.nowMs);
    return { ...wanted, lastTransitionTime };
  });
  const same = next.every(condition => old.some(before => before.type === condition.type && before.status === condition.status && before.reason === condition.reason && before.message === condition.message));
  return same ? undefined : [...old.filter(condition => !next.some(other => other.type === condition.type)), ...next];
}

function troubleOf(type: string, { remaining, finalizers }: Emptying): { reason: string; message: string } | undefined {
  if (type === 'NamespaceContentRemaining' && remaining.size > 0) {
    const rows = [...remaining].map(([name, count]) => `${dotted(name)} has ${count} resource instances`).sort(compareText);
    return { reason: 'SomeResourcesRemain', message: `Some resources are remaining: ${rows.join(', ')}` };
  }
  if (type === 'NamespaceFinalizersRemaining' && finalizers.size > 0) {
    const rows = [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`).sort(compareText);
    return { reason: 'SomeFinalizersRemain', message: `Some content in the namespace has finalizers remaining: ${rows.join(', ')}` };
  }
  return undefined;
}

/** `deployments.apps`, and `pods.` for the core group, as the message has it. */
function dotted(name: string): string {
  const [group = '', plural] = name.split('/');
  return plural === undefined ? `${group}.` : `${plural}.${group}`;
}


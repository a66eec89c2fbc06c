import type { Node, Pod, Taint, Toleration } from '../../../generated/types';
import { equal } from '../../core/json';
import type { Millis } from '../../core/time';
import { timestamp } from '../../core/timestamp';
import { tolerates } from '../../api/tolerations';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';

/** When each pod will be evicted; 0: it has been. */
type Evictions = Map<string, Millis>;

const source = 'taint-eviction-controller';

/** Evicts pods from nodes with NoExecute taints that they do not tolerate, or not for longer (pkg/controller/tainteviction, v1.36). */
export const taintEvictionController: Controller = {
  name: source,
  watches: [{ resource: 'nodes', keysFor: keysForNode }, { resource: 'pods', keysFor: keysForPod }],
  initialMemory: (): Evictions => new Map(),
  sync: (ctx, key, memory) => sync(ctx, key, memory as Evictions)
};

function noExecute(node: Node | undefined): readonly Taint[] {
  return (node?.spec?.taints ?? []).filter(taint => taint.effect === 'NoExecute');
}

function keysForNode(ctx: Context, change: Change): readonly string[] {
  if (change.type === 'DELETED' || equal(noExecute(change.object as Node), noExecute(change.old as Node | undefined))) return [];
  return ctx.api.indexed<Pod>('pods', 'node', change.key.name).map(keyOf);
}

/** A pod that came to a node or changed its tolerations, where the node is tainted; and every pod that goes. */
function keysForPod(ctx: Context, change: Change): readonly string[] {
  const pod = change.object as Pod;
  if (change.type === 'DELETED') return [keyOf(pod)];
  const old = change.old as Pod | undefined;
  if (old !== undefined && old.spec?.nodeName === pod.spec?.nodeName && equal(old.spec?.tolerations, pod.spec?.tolerations)) return [];
  const name = pod.spec?.nodeName ?? '';
  return name !== '' && noExecute(ctx.api.get<Node>('nodes', '', name)).length > 0 ? [keyOf(pod)] : [];
}

function sync(ctx: Context, key: string, evictions: Evictions): SyncResult {
  const { namespace, name } = splitKey(key);
  const pod = ctx.api.get<Pod>('pods', namespace, name);
  const taints = pod === undefined ? [] : noExecute(ctx.api.get<Node>('nodes', '', pod.spec?.nodeName ?? ''));
  const toleratedMs = pod === undefined ? Infinity : toleratedFor(taints, pod.spec?.tolerations ?? []);
  if (pod === undefined || toleratedMs === Infinity) {
    cancel(ctx, key, evictions);
    return undefined;
  }
  const planned = evictions.get(key);
  if (planned === 0) return undefined;
  const atMs = toleratedMs === 0 ? ctx.nowMs : planned ?? ctx.nowMs + toleratedMs;
  if (toleratedMs === 0 && planned !== undefined && planned > ctx.nowMs) cancel(ctx, key, evictions);
  evictions.set(key, atMs);
  if (atMs > ctx.nowMs) return { requeueAfterMs: atMs - ctx.nowMs };
  evictions.set(key, 0);
  evict(ctx, pod);
  return undefined;
}

/** How long the pod tolerates all of the taints: for ever, or the shortest time of the first toleration that matches each (getMinTolerationTime). */
function toleratedFor(taints: readonly Taint[], tolerations: readonly Toleration[]): Millis {
  let seconds = Infinity;
  for (const taint of taints) {
    const used = tolerations.find(toleration => tolerates(toleration, taint));
    if (used === undefined) return 0;
    seconds = Math.min(seconds, Math.max(0, used.tolerationSeconds ?? Infinity));
  }
  return seconds * 1000;
}

function cancel(ctx: Context, key: string, evictions: Evictions): void {
  const planned = evictions.get(key);
  evictions.delete(key);
  if (planned !== undefined && planned > 0) record(ctx, key, `Cancelling deletion of Pod ${key}`);
}

function evict(ctx: Context, pod: Pod): void {
  record(ctx, keyOf(pod), `Marking for deletion Pod ${keyOf(pod)}`);
  const target = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint', lastTransitionTime: timestamp(ctx.nowMs) };
  const conditions = [...(pod.status?.conditions ?? []).filter(condition => condition.type !== target.type), target];
  ctx.api.updateStatus<Pod & KubeObject>('pods', { ...pod, status: { ...pod.status, conditions } });
  ctx.api.delete('pods', pod.metadata?.namespace ?? '', pod.metadata?.name ?? '');
}

function record(ctx: Context, key: string, message: string): void {
  ctx.recordEvent({ apiVersion: 'v1', kind: 'Pod', metadata: splitKey(key) }, { type: 'Normal', reason: 'TaintManagerEviction', message, source });
}

import type { DaemonSet, DaemonSetStatus, Node, Pod } from '../../../generated/types';
import { equal } from '../../core/json';
import { isEmptySelector, selectorMatches } from '../../api/labelSelector';
import { controllerOf, labelsOf } from '../../api/object';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { claim, claimCandidates } from '../claim';
import { keyOf, splitKey, watchOwn, type Controller, type SyncResult } from '../controller';
import { controllerRef } from '../podControl';
import { isPodAvailable, isPodFinished, isPodReady } from '../podState';
import { revisionResource } from '../revisions';
import { keysForDependent, watchPods } from '../watchPods';
import type { Backoffs } from './backoff';
import { cleanUpHistory, historyOf } from './history';
import { Manager, oldestFirst } from './manager';
import { isUpdated, placements, targetNode } from './placement';
import { rollingUpdate } from './rollingUpdate';

const resource = 'apps/daemonsets';

/** Keeps a pod on each node that fits (pkg/controller/daemon/daemon_controller.go, v1.36). */
export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  watches: [watchOwn(resource), watchPods('DaemonSet', resource), { resource: revisionResource, keysFor: keysForRevision }, { resource: 'nodes', keysFor: keysForNode }],
  initialMemory: (): Backoffs => new Map(),
  sync: (ctx, key, memory) => sync(ctx, key, memory as Backoffs)
};

/** A new revision is the set's own doing; a changed one is not. */
function keysForRevision(ctx: Context, change: Change): readonly string[] {
  return change.type === 'ADDED' && controllerOf(change.object) !== undefined ? [] : keysForDependent(ctx, change, { kind: 'DaemonSet', resource });
}

/** A node that came, or whose labels or taints changed, concerns the sets that shall now have a pod there, or no longer (syncNodeUpdate). */
function keysForNode(ctx: Context, change: Change): readonly string[] {
  const node = change.object as Node;
  const old = change.old as Node | undefined;
  if (change.type === 'DELETED') return [];
  if (old !== undefined && equal(node.metadata?.labels, old.metadata?.labels) && equal(node.spec?.taints, old.spec?.taints)) return [];
  const owners = new Set(ctx.api.indexed<Pod>('pods', 'node', change.key.name).map(pod => controllerOf(pod)?.uid));
  return ctx.api.list<DaemonSet>(resource).filter(daemonSet => {
    const placement = placements(daemonSet)(node);
    const scheduled = owners.has(daemonSet.metadata?.uid);
    return scheduled ? placement === 'leave' || (daemonSet.status?.numberMisscheduled ?? 0) > 0 : placement === 'run';
  }).map(keyOf);
}

function sync(ctx: Context, key: string, backoffs: Backoffs): SyncResult {
  const { namespace, name } = splitKey(key);
  const daemonSet = ctx.api.get<DaemonSet>(resource, namespace, name);
  if (daemonSet === undefined) return undefined;
  const selector = daemonSet.spec?.selector;
  if (selector !== undefined && isEmptySelector(selector)) {
    ctx.recordEvent(daemonSet, { type: 'Warning', reason: 'SelectingAll', message: 'This daemon set is selecting all pods. A non-empty selector is required.', source: daemonSetController.name });
    return undefined;
  }
  if (daemonSet.metadata?.deletionTimestamp !== undefined) return undefined;
  const history = historyOf(ctx, daemonSet, () => podsOf(ctx, daemonSet));
  if (typeof history === 'string') return { retry: `failed to construct revisions of DaemonSet: ${history}` };
  const manager = new Manager(ctx, { daemonSet, hash: history.hash, nodes: ctx.api.list<Node>('nodes'), backoffs });
  let error = manager.manage(byNode(podsOf(ctx, daemonSet)));
  if (error === undefined && !manager.acted && daemonSet.spec?.updateStrategy?.type === 'RollingUpdate') error = rollingUpdate(manager, byNode(podsOf(ctx, daemonSet)));
  error ??= cleanUpHistory(ctx, daemonSet, history.old, podsOf(ctx, daemonSet));
  const status = statusOf(ctx, daemonSet, history.hash);
  const refused = writeStatus(ctx, daemonSet, status);
  const retry = error ?? refused;
  if (retry !== undefined) return { retry };
  const minReadySeconds = daemonSet.spec?.minReadySeconds ?? 0;
  const waits = [manager.retryAfterMs, minReadySeconds > 0 && status.numberReady !== status.numberAvailable ? minReadySeconds * 1000 : undefined].filter(wait => wait !== undefined);
  return waits.length === 0 ? undefined : { requeueAfterMs: Math.min(...waits) };
}

/** The set's pods, after adopting and releasing. */
function podsOf(ctx: Context, daemonSet: DaemonSet): readonly Pod[] {
  const matches = (pod: Pod): boolean => selectorMatches(daemonSet.spec?.selector, labelsOf(pod));
  return claim(ctx, claimCandidates<Pod>(ctx, 'pods', daemonSet), { resource: 'pods', owner: daemonSet, reference: controllerRef(daemonSet, 'apps/v1', 'DaemonSet'), matches }).claimed;
}

/** The pods by their node, without finished ones that are on their way out. */
function byNode(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const result = new Map<string, Pod[]>();
  for (const pod of pods) {
    const node = isPodFinished(pod) && pod.metadata?.deletionTimestamp !== undefined ? undefined : targetNode(pod);
    if (node !== undefined) result.set(node, [...result.get(node) ?? [], pod]);
  }
  return result;
}

/** What the nodes add up to; of several pods of a node the oldest counts (updateDaemonSetStatus). */
function statusOf(ctx: Context, daemonSet: DaemonSet, hash: string): DaemonSetStatus {
  const pods = byNode(podsOf(ctx, daemonSet));
  const placementOf = placements(daemonSet);
  const count = { desired: 0, current: 0, misscheduled: 0, ready: 0, updated: 0, available: 0 };
  for (const node of ctx.api.list<Node>('nodes')) {
    const [pod] = [...pods.get(node.metadata?.name ?? '') ?? []].sort(oldestFirst);
    if (placementOf(node) !== 'run') {
      if (pod !== undefined) count.misscheduled++;
      continue;
    }
    count.desired++;
    if (pod === undefined) continue;
    count.current++;
    if (isPodReady(pod)) count.ready++;
    if (isPodAvailable(pod, daemonSet.spec?.minReadySeconds ?? 0, ctx.nowMs)) count.available++;
    if (isUpdated(pod, daemonSet, hash)) count.updated++;
  }
  return {
    currentNumberScheduled: count.current, numberMisscheduled: count.misscheduled, desiredNumberScheduled: count.desired, numberReady: count.ready,
    updatedNumberScheduled: count.updated, numberAvailable: count.available, numberUnavailable: count.desired - count.available
  };
}

/** Go leaves these out of the answer when they are 0. */
const omitted: ReadonlySet<string> = new Set(['updatedNumberScheduled', 'numberAvailable', 'numberUnavailable']);

function writeStatus(ctx: Context, daemonSet: DaemonSet, status: DaemonSetStatus): string | undefined {
  const { observedGeneration = 0, conditions: _, collisionCount: __, ...old } = daemonSet.status ?? {};
  const generation = daemonSet.metadata?.generation ?? 0;
  if (equal({ updatedNumberScheduled: 0, numberAvailable: 0, numberUnavailable: 0, ...old }, status) && observedGeneration >= generation) return undefined;
  const { conditions, collisionCount } = daemonSet.status ?? {};
  const shown = Object.fromEntries(Object.entries(status).filter(([name, value]) => value !== 0 || !omitted.has(name)));
  const kept = { ...(conditions === undefined ? {} : { conditions }), ...(collisionCount === undefined ? {} : { collisionCount }) };
  const result = ctx.api.updateStatus(resource, { ...daemonSet, status: { ...kept, ...shown, observedGeneration: generation } });
  return result.ok ? undefined : `error storing status for daemon set: ${result.error.message}`;
}

import type { Pod } from '../../generated/types';
import { CopyOnWriteMap } from '../core/copyOnWriteMap';
import { clone, deepFreeze, equal, type Mutable } from '../core/json';
import type { Millis } from '../core/time';
import type { Component } from '../sim/component';
import type { Context } from '../sim/context';
import type { BehaviourRule } from './behaviour';
import { fallSilent, resume } from './heartbeat';
import { newNode, nodeAddress, podAddress, type NodeState } from './node';
import { podStatus } from './podStatus';
import { PodSync } from './podSync';
import { newContainerWorkers, runningContainerWorkers, specOf, type PodWorker } from './podWorker';
import { behaviourChanged } from './prober';

/** All kubelets of the cluster. Rows are frozen and replaced. */
export interface KubeletState {
  readonly workers: CopyOnWriteMap<PodWorker>;
  readonly nodes: CopyOnWriteMap<NodeState>;
  rules: readonly BehaviourRule[];
}

/** Runs the pods that are bound to nodes: images, containers, probes, restarts, termination (pkg/kubelet, v1.36, with a simulated runtime). */
export const kubelet: Component<KubeletState> = {
  name: 'kubelet',
  watches: ['pods', 'nodes'],
  initialState: () => ({ workers: new CopyOnWriteMap(), nodes: new CopyOnWriteMap(), rules: [] }),
  onChange(ctx, state, change) {
    if (change.key.resource === 'nodes') return noteNode(state, change.key.name);
    const pod = change.object as Pod;
    const uid = pod.metadata?.uid ?? '';
    const worker = state.workers.get(uid);
    if (change.type === 'DELETED') return forget(ctx, state, worker);
    const node = pod.spec?.nodeName ?? '';
    if (node === '' || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') return;
    const deleted = pod.metadata?.deletionTimestamp;
    if (worker !== undefined && (deleted === undefined || sameDeletion(change.old, pod))) return;
    wake(ctx, state, uid, { afterMs: 0, pod });
  },
  handle(ctx, state, event) {
    switch (event.type) {
      case 'sync': return sync(ctx, state, event.data as SyncData);
      case 'behaviour': return changeRules(ctx, state, event.data as readonly BehaviourRule[]);
      case 'nodeDown': case 'nodeUp': return setDown(ctx, state, String(event.data), event.type === 'nodeDown' ? 'down' : 'up');
      default:
    }
  }
};

interface SyncData { readonly uid: string; readonly namespace: string; readonly name: string }

function sameDeletion(old: unknown, pod: Pod): boolean {
  const before = (old as Pod | undefined)?.metadata;
  return before?.deletionTimestamp === pod.metadata?.deletionTimestamp && before?.deletionGracePeriodSeconds === pod.metadata?.deletionGracePeriodSeconds;
}

function noteNode(state: KubeletState, name: string): void {
  if (!state.nodes.has(name)) state.nodes.set(name, newNode(state.nodes.size));
}

function forget(ctx: Context, state: KubeletState, worker: PodWorker | undefined): void {
  if (worker === undefined) return;
  if (worker.wake !== undefined) ctx.cancel(worker.wake.eventId);
  state.workers.delete(worker.uid);
}

/** Sees to it that the pod is looked at then, or earlier if that was planned. */
function wake(ctx: Context, state: KubeletState, uid: string, { afterMs, pod }: { afterMs: Millis; pod: Pod }): void {
  const worker = state.workers.get(uid);
  const atMs = ctx.nowMs + afterMs;
  if (worker?.wake !== undefined && worker.wake.atMs <= atMs) return;
  if (worker?.wake !== undefined) ctx.cancel(worker.wake.eventId);
  const eventId = ctx.schedule(afterMs, 'sync', { uid, namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '' });
  if (worker !== undefined) state.workers.set(uid, Object.freeze({ ...worker, wake: { eventId, atMs } }));
}

function sync(ctx: Context, state: KubeletState, data: SyncData): void {
  const pod = ctx.api.get<Pod>('pods', data.namespace, data.name);
  const known = state.workers.get(data.uid);
  const nodeName = pod?.spec?.nodeName ?? '';
  if (pod === undefined || pod.metadata?.uid !== data.uid || nodeName === '') return;
  noteNode(state, nodeName);
  const node = state.nodes.get(nodeName) ?? newNode(0);
  if (node.down) {
    if (known !== undefined) state.workers.set(data.uid, Object.freeze({ ...known, wake: undefined }));
    return;
  }
  const worker = known === undefined ? admit(ctx, state, pod, node) : clone(known) as Mutable<PodWorker>;
  worker.wake = undefined;
  const step = new PodSync(ctx, pod, worker, state.rules, state.nodes.get(nodeName) ?? node);
  step.run();
  state.nodes.set(nodeName, Object.freeze(step.node));
  const nextMs = step.nextMs();
  if (nextMs !== Infinity) worker.wake = { eventId: ctx.schedule(Math.max(0, nextMs - ctx.nowMs), 'sync', data), atMs: Math.max(nextMs, ctx.nowMs) };
  state.workers.set(data.uid, deepFreeze(worker));
  report(ctx, pod, worker);
}

/** A pod that the kubelet sees for the first time; one that is reported as running already runs since now. */
function admit(ctx: Context, state: KubeletState, pod: Pod, node: NodeState): Mutable<PodWorker> {
  const name = pod.spec?.nodeName ?? '';
  const host = pod.spec?.hostNetwork === true;
  if (!host) state.nodes.set(name, Object.freeze({ ...node, nextAddress: node.nextAddress + 1 }));
  return {
    uid: pod.metadata?.uid ?? '', namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '', node: name, sinceMs: ctx.nowMs,
    podIP: pod.status?.podIP ?? (host ? nodeAddress(node) : podAddress(node)), hostIP: nodeAddress(node),
    containers: (pod.status?.phase === 'Running' ? runningContainerWorkers : newContainerWorkers)(pod, ctx.nowMs) as Mutable<PodWorker>['containers'], killAtMs: undefined, finished: false, wake: undefined
  };
}

/** Writes the status where it differs from the stored one; a pod that is to go and has ended is removed. */
function report(ctx: Context, pod: Pod, worker: PodWorker): void {
  const status = podStatus(pod, worker, ctx.nowMs);
  if (!equal(pod.status, status)) ctx.api.updateStatus('pods', { ...pod, status });
  if (worker.finished && pod.metadata?.deletionTimestamp !== undefined) {
    ctx.api.delete('pods', worker.namespace, worker.name, { gracePeriodSeconds: 0, uid: worker.uid });
  }
}

/** Containers behave otherwise from now on: probes that were left alone are looked at again. */
function changeRules(ctx: Context, state: KubeletState, rules: readonly BehaviourRule[]): void {
  state.rules = rules;
  for (const [uid, worker] of [...state.workers.entries()]) {
    const pod = ctx.api.get<Pod>('pods', worker.namespace, worker.name);
    if (pod === undefined) continue;
    const copy = clone(worker) as Mutable<PodWorker>;
    for (const container of copy.containers) behaviourChanged(container, specOf(pod, container.name), ctx.nowMs);
    state.workers.set(uid, deepFreeze(copy));
    wake(ctx, state, uid, { afterMs: 0, pod });
  }
  ctx.trace({ type: 'behaviour', message: 'Containers behave as the scenario now says', data: rules });
}

/** A node that is down does nothing; when it comes back its kubelet looks at all its pods. */
function setDown(ctx: Context, state: KubeletState, name: string, to: 'down' | 'up'): void {
  if (ctx.api.get('nodes', '', name) !== undefined) noteNode(state, name);
  const node = state.nodes.get(name);
  if (node === undefined || node.down === (to === 'down')) return;
  if (to === 'down') fallSilent(ctx, name);
  else resume(ctx, name);
  state.nodes.set(name, Object.freeze({ ...node, down: to === 'down' }));
  ctx.trace({ type: to === 'down' ? 'nodeDown' : 'nodeUp', about: { kind: 'Node', name }, message: `The kubelet of ${name} ${to === 'down' ? 'stopped' : 'is back'}` });
  if (to === 'down') return;
  for (const pod of ctx.api.indexed<Pod>('pods', 'node', name)) wake(ctx, state, pod.metadata?.uid ?? '', { afterMs: 0, pod });
}

import type { Pod } from '../../generated/types';
import { CopyOnWriteMap } from '../core/copyOnWriteMap';
import { assert } from '../core/assert';
import type { Millis } from '../core/time';
import type { KubeObject } from '../api/object';
import type { Result } from '../apiserver/client';
import type { Component, SimEvent } from '../sim/component';
import type { Context } from '../sim/context';
import type { Change } from '../store/store';
import { eventOf } from './changeEvents';
import { ClusterScheduler } from './clusterScheduler';
import type { BindingWrite } from './framework';
import { listedResources } from './listers';
import { keyOf } from './objects';
import { podInfoOf } from './podInfo';
import { updatePodStatus } from './podStatus';
import { defaultProfile, type Profile } from './profile';
import type { SchedulingResult } from './schedulePod';
import { SchedulingQueue, type QueueEntry, type QueueState } from './schedulingQueue';

/** A pod that has its node but waits for volumes. */
interface WaitingPod { readonly node: string; readonly untilMs: Millis; readonly entry: QueueEntry }

/** All that the scheduler remembers. */
export interface SchedulerState {
  readonly queue: QueueState;
  readonly waiting: CopyOnWriteMap<WaitingPod>;
  /** The next pass, flush of back-offs and flush of old unschedulable pods that are on their way. */
  cycleAtMs?: Millis | undefined;
  backoffFlushAtMs?: Millis | undefined;
  leftoverFlushAtMs?: Millis | undefined;
  /** Where the next pass over a part of the nodes begins. */
  nextStartNodeIndex?: number;
}

/** How long one pass takes: thousands a second, as the real one without API calls. */
const cycleMs: Millis = 1;
/** VolumeBinding's bindTimeoutSeconds. */
const bindTimeoutMs: Millis = 600_000;
const resources = ['pods', 'nodes', ...listedResources];

/** The scheduler of the simulated cluster: queue and writes around the library core, one pod an event. */
export function schedulerComponent(profiles: readonly Profile[] = [defaultProfile]): Component<SchedulerState> {
  return new SchedulerComponent(profiles);
}

class SchedulerComponent implements Component<SchedulerState> {
  readonly name = 'scheduler';
  readonly watches = resources;
  /** Built from the store when first needed. */
  private derived: { readonly scheduler: ClusterScheduler; readonly queue: SchedulingQueue; readonly state: SchedulerState } | undefined;

  constructor(private readonly profiles: readonly Profile[]) {}

  initialState(): SchedulerState {
    return { queue: new CopyOnWriteMap(), waiting: new CopyOnWriteMap() };
  }

  restored(): void {
    this.derived = undefined;
  }

  onChange(ctx: Context, state: SchedulerState, change: Change): void {
    const { scheduler, queue } = this.derive(ctx, state);
    const { cluster, nominator } = scheduler;
    if (change.key.resource === 'pods') this.onPod(ctx, state, change);
    else if (change.type === 'DELETED') cluster.remove(change.key.resource, change.object);
    else cluster.upsert(change.key.resource, change.object);
    if (change.key.resource !== 'pods' || isAssigned(change.object) || nominator.isEmpty) {
      queue.onEvent(eventOf(assignmentAsAdd(change)), ctx.nowMs, scheduler.registrations, key => podOf(ctx, key));
    }
    if (change.key.resource === 'persistentvolumeclaims') for (const key of state.waiting.keys()) ctx.schedule(0, 'bindWaiting', key);
    this.plan(ctx, state);
  }

  handle(ctx: Context, state: SchedulerState, event: SimEvent): void {
    const { queue } = this.derive(ctx, state);
    switch (event.type) {
      case 'cycle':
        state.cycleAtMs = undefined;
        this.runCycle(ctx, state);
        break;
      case 'flushBackoff':
        state.backoffFlushAtMs = undefined;
        queue.flushBackoff(ctx.nowMs);
        break;
      case 'flushUnschedulable':
        state.leftoverFlushAtMs = undefined;
        queue.flushUnschedulable(ctx.nowMs);
        break;
      case 'bindWaiting':
        this.bindWaiting(ctx, state, String(event.data));
        break;
      default: assert(false, `the scheduler knows no event ${event.type}`);
    }
    this.plan(ctx, state);
  }

  private derive(ctx: Context, state: SchedulerState): { readonly scheduler: ClusterScheduler; readonly queue: SchedulingQueue } {
    if (this.derived?.state !== state) {
      const scheduler = new ClusterScheduler(this.profiles);
      for (const resource of resources) for (const object of ctx.api.list(resource)) scheduler.cluster.upsert(resource, object);
      for (const pod of ctx.api.list<Pod>('pods')) nominate(scheduler, pod);
      for (const [key, { node }] of state.waiting.entries()) {
        const pod = podOf(ctx, key);
        if (pod !== undefined) scheduler.cluster.assume(pod, node);
      }
      this.derived = { scheduler, state, queue: new SchedulingQueue(state.queue, (a, b) => scheduler.queueSort(a, b)) };
    }
    return this.derived;
  }

  /** Sees to it that there is an event for whatever is due next. */
  private plan(ctx: Context, state: SchedulerState): void {
    const { queue } = this.derive(ctx, state);
    if (queue.isReady && state.cycleAtMs === undefined) {
      state.cycleAtMs = ctx.nowMs + cycleMs;
      ctx.schedule(cycleMs, 'cycle');
    }
    const backoffMs = state.backoffFlushAtMs === undefined ? queue.nextBackoffFlush(ctx.nowMs) : undefined;
    if (backoffMs !== undefined) {
      state.backoffFlushAtMs = backoffMs;
      ctx.schedule(backoffMs - ctx.nowMs, 'flushBackoff');
    }
    const leftoverMs = state.leftoverFlushAtMs === undefined ? queue.nextLeftoverFlush() : undefined;
    if (leftoverMs !== undefined) {
      state.leftoverFlushAtMs = leftoverMs;
      ctx.schedule(leftoverMs - ctx.nowMs, 'flushUnschedulable');
    }
  }

  private onPod(ctx: Context, state: SchedulerState, change: Change): void {
    const { scheduler, queue } = this.derive(ctx, state);
    const pod: Pod = change.object, key = keyOf(pod);
    if (change.type === 'DELETED' || hasEnded(pod)) {
      scheduler.cluster.remove('pods', pod);
      scheduler.nominator.delete(key);
      queue.remove(key);
      state.waiting.delete(key);
    } else if (isAssigned(pod)) {
      scheduler.cluster.upsert('pods', pod);
      scheduler.nominator.delete(key);
      queue.remove(key);
      state.waiting.delete(key);
    } else {
      nominate(scheduler, pod);
      this.onPendingPod(ctx, state, change);
    }
  }

  private onPendingPod(ctx: Context, state: SchedulerState, change: Change): void {
    const { scheduler, queue } = this.derive(ctx, state);
    const pod: Pod = change.object, info = podInfoOf(pod);
    const framework = scheduler.frameworkFor(pod);
    if (framework === undefined || state.waiting.has(info.key)) return;
    const row = queue.get(info.key);
    const isGated = framework.preEnqueue(info) !== undefined;
    if (row === undefined || row.uid !== info.uid) queue.add(info, ctx.nowMs, isGated ? 'gated' : 'active');
    else if (row.place === 'gated') { if (!isGated) queue.ungate(info.key); }
    else if (row.place === 'unschedulable' && scheduler.isWorthAnotherTry(pod, row.rejectedBy, eventOf(change))) queue.wake(info.key, ctx.nowMs);
  }

  private runCycle(ctx: Context, state: SchedulerState): void {
    const { scheduler, queue } = this.derive(ctx, state);
    const entry = queue.pop();
    const pod = entry === undefined ? undefined : podOf(ctx, entry.key);
    if (entry === undefined || pod === undefined) return;
    if (pod.metadata?.deletionTimestamp !== undefined) {
      ctx.recordEvent(pod, { type: 'Warning', reason: 'FailedScheduling', message: `skip schedule deleting pod: ${entry.key}`, source: sourceOf(pod) });
      return;
    }
    const result = scheduler.schedule(pod, { atMs: ctx.nowMs, attempt: entry.attempts, startNodeIndex: state.nextStartNodeIndex ?? 0, choose: count => count > 1 ? Math.floor(ctx.random() * count) : 0 });
    if (result.nextStartNodeIndex !== undefined) state.nextStartNodeIndex = result.nextStartNodeIndex;
    ctx.trace({ type: 'schedulingAttempt', about: aboutPod(pod), message: result.attempt.message ?? `placed on ${result.attempt.node ?? ''}`, attempt: result.attempt });
    if (result.verdict === 'placed') this.place(ctx, state, entry, result);
    else if (result.verdict !== 'gated') this.reject(ctx, state, entry, result);
  }

  private place(ctx: Context, state: SchedulerState, entry: QueueEntry, result: SchedulingResult): void {
    const { scheduler } = this.derive(ctx, state);
    const { pod } = result.pod, node = result.node?.name ?? '';
    const writes = scheduler.bindingWrites(pod, result);
    if (writes.length === 0 && scheduler.isPreBound(pod, node)) {
      this.bind(ctx, state, { pod, node, entry });
      return;
    }
    updatePodStatus(ctx, pod, { nominatedNodeName: node });
    for (const write of writes) {
      const written = carryOut(ctx, write);
      if (!written.ok) {
        this.fail(ctx, state, { pod, entry, message: `running PreBind plugin: ${written.error.message}` });
        return;
      }
    }
    scheduler.cluster.assume(pod, node);
    state.waiting.set(entry.key, Object.freeze({ node, untilMs: ctx.nowMs + bindTimeoutMs, entry }));
    ctx.schedule(0, 'bindWaiting', entry.key);
    ctx.schedule(bindTimeoutMs, 'bindWaiting', entry.key);
  }

  /** Binds a pod whose volumes are there; gives up when it took too long. */
  private bindWaiting(ctx: Context, state: SchedulerState, key: string): void {
    const { scheduler } = this.derive(ctx, state);
    const waiting = state.waiting.get(key), pod = podOf(ctx, key);
    if (waiting === undefined || pod === undefined) return;
    const { node, entry } = waiting;
    const isPreBound = scheduler.isPreBound(pod, node);
    if (!isPreBound && ctx.nowMs < waiting.untilMs) return;
    state.waiting.delete(key);
    if (isPreBound) this.bind(ctx, state, { pod, node, entry });
    else this.fail(ctx, state, { pod, entry, message: 'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded' });
  }

  private bind(ctx: Context, state: SchedulerState, { pod, node, entry }: { readonly pod: Pod; readonly node: string; readonly entry: QueueEntry }): void {
    const { namespace = '', name = '' } = pod.metadata ?? {};
    const bound = ctx.api.bind(namespace, name, node);
    if (bound.ok) ctx.recordEvent(pod, { type: 'Normal', reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${node}`, source: sourceOf(pod) });
    else this.fail(ctx, state, { pod, entry, message: `running Bind plugin "DefaultBinder": ${bound.error.message}` });
  }

  /** A step after the choice broke: the pod gives its node back and is tried again later. */
  private fail(ctx: Context, state: SchedulerState, { pod, entry, message }: { readonly pod: Pod; readonly entry: QueueEntry; readonly message: string }): void {
    const { scheduler, queue } = this.derive(ctx, state);
    scheduler.cluster.forget(entry.key);
    if (podOf(ctx, entry.key) === undefined) return;
    queue.putFailed(entry, ctx.nowMs);
    this.tellFailure(ctx, pod, { message, reason: 'SchedulerError', nominatedNodeName: '' });
  }

  private reject(ctx: Context, state: SchedulerState, entry: QueueEntry, result: SchedulingResult): void {
    const { queue } = this.derive(ctx, state);
    const { pod } = result.pod, { message = '', nominatedNode } = result.attempt;
    if (result.verdict === 'error') queue.putFailed(entry, ctx.nowMs);
    else queue.putUnschedulable(entry, ctx.nowMs, result.rejectedBy);
    if (nominatedNode !== undefined) this.preempt(ctx, state, result);
    const reason = result.verdict === 'error' ? 'SchedulerError' : 'Unschedulable';
    this.tellFailure(ctx, pod, { message, reason, ...(nominatedNode === undefined ? {} : { nominatedNodeName: nominatedNode }) });
  }

  private tellFailure(ctx: Context, pod: Pod, { message, reason, nominatedNodeName }: { readonly message: string; readonly reason: string; readonly nominatedNodeName?: string }): void {
    ctx.recordEvent(pod, { type: 'Warning', reason: 'FailedScheduling', message: truncated(message), source: sourceOf(pod) });
    updatePodStatus(ctx, pod, { condition: { type: 'PodScheduled', status: 'False', reason, message }, ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }) });
  }

  /** Deletes the victims and takes the node from lesser pods that were promised it (framework/preemption/executor.go, v1.36). */
  private preempt(ctx: Context, state: SchedulerState, { pod: preemptor, victims, attempt }: SchedulingResult): void {
    const { scheduler } = this.derive(ctx, state);
    const node = attempt.nominatedNode ?? '';
    for (const lesser of scheduler.nominator.podsFor(node)) if (lesser.priority < preemptor.priority) updatePodStatus(ctx, lesser.pod, { nominatedNodeName: '' });
    for (const { pod } of victims) {
      if (pod.metadata?.deletionTimestamp !== undefined) continue;
      const message = `${sourceOf(preemptor.pod)}: preempting to accommodate a higher priority pod`;
      updatePodStatus(ctx, pod, { condition: { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message } });
      ctx.api.delete('pods', pod.metadata?.namespace ?? '', pod.metadata?.name ?? '');
      ctx.recordEvent(pod, { type: 'Normal', reason: 'Preempted', message: `Preempted by pod ${preemptor.pod.metadata?.uid ?? ''} on node ${node}`, source: sourceOf(preemptor.pod) });
    }
  }
}

function carryOut(ctx: Context, { resource, object, how }: BindingWrite): Result<KubeObject> {
  switch (how) {
    case 'create': return ctx.api.create(resource, object);
    case 'status': return ctx.api.updateStatus(resource, object);
    default: return ctx.api.update(resource, object);
  }
}

function nominate(scheduler: ClusterScheduler, pod: Pod): void {
  const node = pod.status?.nominatedNodeName ?? '';
  if (node !== '' && !isAssigned(pod) && !hasEnded(pod)) scheduler.nominator.add(podInfoOf(pod), node);
  else scheduler.nominator.delete(keyOf(pod));
}

/** A pod that has just been bound is new to the pods on nodes. */
function assignmentAsAdd(change: Change): Change {
  if (change.key.resource !== 'pods' || change.type !== 'MODIFIED' || change.old === undefined || isAssigned(change.old)) return change;
  return { revision: change.revision, type: 'ADDED', key: change.key, object: change.object };
}

function podOf(ctx: Context, key: string): Pod | undefined {
  const [namespace = '', name = ''] = key.split('/');
  return ctx.api.get<Pod>('pods', namespace, name);
}

function isAssigned(pod: Pod): boolean {
  return (pod.spec?.nodeName ?? '') !== '';
}

function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** Events come from the scheduler that the pod names. */
function sourceOf(pod: Pod): string {
  return pod.spec?.schedulerName ?? 'default-scheduler';
}

function aboutPod(pod: Pod): { readonly kind: string; readonly namespace: string; readonly name: string } {
  return { kind: 'Pod', namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '' };
}

/** An Event's note holds 1024 bytes. */
function truncated(message: string): string {
  return message.length <= 1024 ? message : `${message.slice(0, 1020)} ...`;
}

import type { Pod } from '../../generated/types';
import { isObject, own, type JsonObject } from '../core/json';
import type { Millis } from '../core/time';
import { controllerOf, type KubeObject } from '../api/object';
import type { SchedulingAttempt } from '../scheduler/attempt';
import { nobodySchedules } from '../scheduler/schedulerName';
import type { AppliedDocument, Entry, WorkloadVerdict, WorldView } from './timeline';

/** The kinds that pods come from, and where their numbers stand. */
const workloads: Readonly<Record<string, { readonly resource: string; readonly desired: (object: KubeObject) => number }>> = {
  Deployment: { resource: 'apps/deployments', desired: object => numberAt(object, 'spec', 'replicas', 1) },
  ReplicaSet: { resource: 'apps/replicasets', desired: object => numberAt(object, 'spec', 'replicas', 1) },
  StatefulSet: { resource: 'apps/statefulsets', desired: object => numberAt(object, 'spec', 'replicas', 1) },
  ReplicationController: { resource: 'replicationcontrollers', desired: object => numberAt(object, 'spec', 'replicas', 1) },
  DaemonSet: { resource: 'apps/daemonsets', desired: object => numberAt(object, 'status', 'desiredNumberScheduled', 0) },
  Job: { resource: 'batch/jobs', desired: object => numberAt(object, 'spec', 'completions', numberAt(object, 'spec', 'parallelism', 1)) },
  Pod: { resource: 'pods', desired: () => 1 }
};

/** Where the workloads of a kind are stored; undefined for a kind that makes no pods. */
export function workloadResource(kind: string): string | undefined {
  return Object.hasOwn(workloads, kind) ? workloads[kind]?.resource : undefined;
}

/** What the run knows beyond the objects: each pod's last scheduling attempt, and when each workload first had all its pods ready. */
export interface RunFacts { readonly attempts: ReadonlyMap<string, SchedulingAttempt>; readonly readyAtMs: ReadonlyMap<string, Millis> }

/** What became of each workload among the documents, at the moment shown. */
export function verdictsOf(applied: readonly AppliedDocument[], view: WorldView, facts: RunFacts): WorkloadVerdict[] {
  return applied.flatMap(document => {
    const workload = own(workloads as unknown as JsonObject, document.kind) === undefined ? undefined : workloads[document.kind];
    if (workload === undefined || document.result === 'refused' || document.result === 'skipped') return [];
    const object = view.get(workload.resource, document.namespace, document.name);
    return object === undefined ? [] : [verdict(document, { object, desired: workload.desired(object) }, view, facts)];
  });
}

function verdict(document: AppliedDocument, workload: { object: KubeObject; desired: number }, view: WorldView, facts: RunFacts): WorkloadVerdict {
  const pods = podsOf(workload.object, view);
  const { file, document: index, kind, namespace, name } = document;
  const readyAtMs = facts.readyAtMs.get(workload.object.metadata?.uid ?? '');
  const ready = kind === 'Job' ? Math.min(workload.desired, Math.max(pods.filter(isServing).length, readyCount(workload.object))) : pods.filter(isServing).length;
  return {
    file, document: index, kind, namespace, name, desired: workload.desired, ready,
    ...(readyAtMs === undefined || ready < workload.desired ? {} : { readyAtMs }),
    pending: pods.filter(pod => pod.spec?.nodeName === undefined).map(pod => pendingPod(pod, view, facts)),
    failing: isComplete(workload.object) ? [] : pods.flatMap(failure)
  };
}

/** A Job that has done its work: pods that failed on the way do not matter any more. */
function isComplete(object: KubeObject): boolean {
  const status = object['status'];
  const conditions = isObject(status) ? own(status, 'conditions') : undefined;
  return Array.isArray(conditions) && conditions.some(condition => isObject(condition) && condition['type'] === 'Complete' && condition['status'] === 'True');
}

/** The pods that a workload controls, directly or through ReplicaSets. */
export function podsOf(owner: KubeObject, view: WorldView): Pod[] {
  if (owner.kind === 'Pod') return [owner];
  const namespace = owner.metadata?.namespace;
  const owners = new Set([owner.metadata?.uid ?? '']);
  for (const replicaSet of view.list('apps/replicasets', namespace)) {
    if (owners.has(controllerOf(replicaSet)?.uid ?? '-')) owners.add(replicaSet.metadata?.uid ?? '');
  }
  return view.list('pods', namespace).filter(pod => owners.has(controllerOf(pod)?.uid ?? '-'));
}

/** Ready, or done where being done is the point. */
export function isServing(pod: Pod): boolean {
  if (pod.status?.phase === 'Succeeded') return true;
  return pod.metadata?.deletionTimestamp === undefined && (pod.status?.conditions ?? []).some(condition => condition.type === 'Ready' && condition.status === 'True');
}

function pendingPod(pod: Pod, view: WorldView, facts: RunFacts): WorkloadVerdict['pending'][number] {
  const attempt = facts.attempts.get(pod.metadata?.uid ?? '');
  const condition = pod.status?.conditions?.find(candidate => candidate.type === 'PodScheduled');
  return { pod: pod.metadata?.name ?? '', message: attempt?.message ?? condition?.message ?? nobodySchedules(pod, view.schedulerProfiles) ?? '', ...(attempt === undefined ? {} : { attempt }) };
}

const starting: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing']);

function failure(pod: Pod): WorkloadVerdict['failing'] {
  const name = pod.metadata?.name ?? '';
  for (const status of [...pod.status?.initContainerStatuses ?? [], ...pod.status?.containerStatuses ?? []]) {
    const { waiting, terminated } = status.state ?? {};
    if (waiting?.reason !== undefined && !starting.has(waiting.reason)) return [{ pod: name, reason: waiting.reason, message: waiting.message ?? '' }];
    if ((terminated?.exitCode ?? 0) !== 0) return [{ pod: name, reason: terminated?.reason ?? 'Error', message: `container ${status.name ?? ''} exited with code ${terminated?.exitCode ?? 0}` }];
  }
  return pod.status?.phase === 'Failed' ? [{ pod: name, reason: pod.status.reason ?? 'Failed', message: pod.status.message ?? '' }] : [];
}

/** Gathers the facts entry by entry. */
export class FactCollector implements RunFacts {
  readonly attempts = new Map<string, SchedulingAttempt>();
  readonly readyAtMs = new Map<string, Millis>();
  private taken = 0;

  /** Takes in what has been simulated since the last call. */
  update(entries: (from: number) => readonly Entry[]): void {
    for (const entry of entries(this.taken)) {
      this.taken++;
      if (entry.attempt !== undefined) this.attempts.set(entry.attempt.pod.uid, entry.attempt);
      for (const change of entry.changes) this.note(change.key.resource, change.object, entry.atMs);
    }
  }

  private note(resource: string, object: KubeObject, atMs: Millis): void {
    const uid = object.metadata?.uid ?? '';
    const wanted = Object.values(workloads).find(workload => workload.resource === resource);
    if (wanted === undefined) return;
    const done = resource === 'pods' ? isServing(object) : readyCount(object) >= wanted.desired(object);
    if (!done) this.readyAtMs.delete(uid);
    else if (!this.readyAtMs.has(uid)) this.readyAtMs.set(uid, atMs);
  }
}

function readyCount(object: KubeObject): number {
  return Math.max(numberAt(object, 'status', 'readyReplicas', 0), numberAt(object, 'status', 'numberReady', 0), numberAt(object, 'status', 'ready', 0), numberAt(object, 'status', 'succeeded', 0));
}

function numberAt(object: KubeObject, part: string, field: string, otherwise: number): number {
  const group = object[part];
  const value = isObject(group) ? own(group, field) : undefined;
  return typeof value === 'number' ? value : otherwise;
}

import { isObject, own, type JsonObject } from '../../../engine/src/core/json';
import type { KubeObject } from '../../../engine/src/api/object';
import type { Roles } from './roles';

export type Projection = Readonly<Record<string, unknown>>;

/** What the recordings show of each kind. Fields that a recording leaves out for a whole scenario are not compared. */
export const projections: Readonly<Record<string, (object: KubeObject, roles: Roles) => Projection>> = {
  Pod: (pod, roles) => {
    const status = part(pod, 'status');
    const node = part(pod, 'spec')['nodeName'];
    const scheduled = conditionOf(status, 'PodScheduled');
    const disrupted = conditionOf(status, 'DisruptionTarget');
    return clean({
      phase: status['phase'], ready: conditionOf(status, 'Ready')?.['status'] === 'True', node: typeof node === 'string' ? roles.node(node) : undefined, terminating: pod.metadata?.deletionTimestamp !== undefined || undefined,
      owners: (pod.metadata?.ownerReferences ?? []).map(reference => `${reference.kind ?? ''}/${roles.text(reference.name ?? '')}`),
      revision: revisionOf(pod, roles), reason: status['reason'], finalizers: pod.metadata?.finalizers,
      unscheduled: node === undefined && scheduled?.['status'] === 'False' ? { reason: scheduled['reason'], message: roles.text(String(scheduled['message'] ?? '')) } : undefined,
      disruptionTarget: disrupted === undefined ? undefined : { status: disrupted['status'], reason: disrupted['reason'], message: disrupted['message'] },
      index: numberIn(pod, 'batch.kubernetes.io/job-completion-index'), indexFailureCount: numberIn(pod, 'batch.kubernetes.io/job-index-failure-count')
    });
  },
  Deployment: (deployment, roles) => clean({
    replicas: part(deployment, 'spec')['replicas'], paused: part(deployment, 'spec')['paused'] === true || undefined, revision: annotationOf(deployment, 'revision'),
    generation: deployment.metadata?.generation, status: withConditions(part(deployment, 'status'), roles)
  }),
  ReplicaSet: (replicaSet, roles) => clean({
    replicas: part(replicaSet, 'spec')['replicas'], revision: annotationOf(replicaSet, 'revision'), desiredReplicas: annotationOf(replicaSet, 'desired-replicas'),
    maxReplicas: annotationOf(replicaSet, 'max-replicas'), revisionHistory: annotationOf(replicaSet, 'revision-history'), status: withConditions(part(replicaSet, 'status'), roles)
  }),
  EndpointSlice: (slice, roles) => clean({
    addressType: slice['addressType'], ports: slice['ports'] ?? [], labels: slice.metadata?.labels,
    annotationKeys: slice.metadata?.annotations === undefined ? undefined : Object.keys(slice.metadata.annotations).sort(),
    endpoints: (Array.isArray(slice['endpoints']) ? slice['endpoints'] as JsonObject[] : []).map(endpoint => {
      const { targetRef, ...rest } = endpoint;
      const target = isObject(targetRef) ? `${String(targetRef['kind'])}/${roles.text(String(targetRef['name']))}` : undefined;
      return clean({ ...rest, addresses: target === undefined ? rest['addresses'] : [`ip(${target.slice(4)})`], target });
    }).sort((a, b) => String(a['target']) < String(b['target']) ? -1 : 1)
  }),
  ConfigMap: (object, roles) => clean({
    owners: (object.metadata?.ownerReferences ?? []).map(reference => `${reference.kind ?? ''}/${roles.text(reference.name ?? '')}`),
    finalizers: object.metadata?.finalizers, terminating: object.metadata?.deletionTimestamp !== undefined || undefined
  }),
  StatefulSet: (set, roles) => {
    const status = withConditions(part(set, 'status'), roles);
    const revisions = Object.fromEntries(['currentRevision', 'updateRevision'].flatMap(name => typeof status[name] === 'string' ? [[name, roles.text(status[name])]] : []));
    return clean({ replicas: part(set, 'spec')['replicas'], status: { ...status, ...revisions } });
  },
  DaemonSet: daemonSet => clean({ generation: daemonSet.metadata?.generation, status: part(daemonSet, 'status') }),
  Job: (job, roles) => {
    const { startTime, completionTime, uncountedTerminatedPods: _, ...status } = withConditions(part(job, 'status'), roles);
    const { parallelism, completions, suspend, backoffLimit } = part(job, 'spec');
    const deleting = job.metadata?.deletionTimestamp === undefined ? {} : { deleting: true, finalizers: job.metadata.finalizers ?? [] };
    return clean({ parallelism, completions, suspend, backoffLimit, status: { ...status, started: startTime !== undefined, completed: completionTime !== undefined, conditions: status['conditions'] ?? [], ...deleting } });
  },
  CronJob: (cronJob, roles) => {
    const { active, lastScheduleTime, lastSuccessfulTime } = part(cronJob, 'status');
    const names = (Array.isArray(active) ? active as JsonObject[] : []).map(reference => roles.text(String(reference['name'])));
    return clean({ suspend: part(cronJob, 'spec')['suspend'], active: names, hasLastSchedule: lastScheduleTime !== undefined, hasLastSuccess: lastSuccessfulTime !== undefined });
  },
  PersistentVolume: volume => {
    const claim = part(volume, 'spec')['claimRef'];
    return clean({
      phase: part(volume, 'status')['phase'], claim: isObject(claim) ? claim['name'] : undefined, message: part(volume, 'status')['message'],
      finalizers: volume.metadata?.finalizers ?? [], terminating: volume.metadata?.deletionTimestamp !== undefined || undefined
    });
  },
  PersistentVolumeClaim: (claim, roles) => clean({
    volumeName: part(claim, 'spec')['volumeName'], storageClassName: part(claim, 'spec')['storageClassName'], phase: part(claim, 'status')['phase'],
    capacity: part(claim, 'status')['capacity'], accessModes: part(claim, 'status')['accessModes'], annotations: Object.keys(claim.metadata?.annotations ?? {}).sort(),
    finalizers: claim.metadata?.finalizers ?? [], owners: (claim.metadata?.ownerReferences ?? []).map(reference => `${reference.kind ?? ''}/${roles.text(reference.name ?? '')}`),
    terminating: claim.metadata?.deletionTimestamp !== undefined || undefined
  }),
  Node: (node, roles) => clean({
    unschedulable: part(node, 'spec')['unschedulable'] === true,
    taints: listAt(part(node, 'spec'), 'taints').map(({ key, value, effect }) => clean({ key, value, effect })).sort(byText(taint => `${String(taint['key'])}/${String(taint['effect'])}`)),
    conditions: listAt(withConditions(part(node, 'status'), roles), 'conditions').sort(byText(condition => String(condition['type'])))
  }),
  ResourceQuota: quota => clean({ hard: part(quota, 'status')['hard'], used: part(quota, 'status')['used'] }),
  Namespace: (namespace, roles) => clean({ phase: part(namespace, 'status')['phase'], conditions: (withConditions(part(namespace, 'status'), roles)['conditions'] ?? []) }),
  PodDisruptionBudget: (budget, roles) => {
    const status = part(budget, 'status'), disrupted = status['disruptedPods'];
    return { status: { ...withConditions(status, roles), disruptedPods: isObject(disrupted) ? Object.keys(disrupted).map(name => roles.text(name)).sort() : [] } };
  },
  ControllerRevision: revision => clean({ revision: revision['revision'] })
};

function part(object: KubeObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}

function listAt(object: JsonObject, name: string): JsonObject[] {
  const list = object[name];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function byText(text: (row: Projection) => string): (a: Projection, b: Projection) => number {
  return (a, b) => text(a) < text(b) ? -1 : 1;
}

function numberIn(pod: KubeObject, annotation: string): number | undefined {
  const text = own(pod.metadata?.annotations ?? {}, annotation);
  return text === undefined ? undefined : Number(text);
}

function revisionOf(pod: KubeObject, roles: Roles): string | undefined {
  const label = pod.metadata?.labels?.['controller-revision-hash'];
  return label === undefined ? undefined : roles.text(label);
}

function annotationOf(object: KubeObject, name: string): unknown {
  return own(object.metadata?.annotations ?? {}, `deployment.kubernetes.io/${name}`);
}

function conditionOf(status: JsonObject, type: string): JsonObject | undefined {
  const conditions = status['conditions'];
  return Array.isArray(conditions) ? conditions.find((condition): condition is JsonObject => isObject(condition) && condition['type'] === type) : undefined;
}

/** A status with its conditions without their times. */
function withConditions(status: JsonObject, roles: Roles): JsonObject {
  const conditions = status['conditions'];
  if (!Array.isArray(conditions)) return status;
  const shown = conditions.filter(isObject).map(({ type, status: state, reason, message }) => clean({ type, status: state, reason, message: roles.text(String(message ?? '')) }) as JsonObject);
  return { ...status, conditions: shown };
}

function clean(projection: Record<string, unknown>): Projection {
  return Object.fromEntries(Object.entries(projection).filter(([, value]) => value !== undefined));
}

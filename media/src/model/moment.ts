import { count, flag, list, literal, number, object, optional, text, type Guarded } from '../guard';
import { tone } from './run';

/** What a pod is to the eye; the exact word of kubectl's STATUS column stands beside it. */
export const podState = literal('ready', 'starting', 'failing', 'pending', 'terminating', 'succeeded');
export type PodState = Guarded<typeof podState>;

export const podModel = object({
  uid: text, namespace: text, name: text, node: optional(text),
  state: podState,
  /** kubectl's STATUS: `Running`, `CrashLoopBackOff`, `Init:0/2`. */
  status: text,
  /** kubectl's READY: `1/2`. */
  ready: text,
  restarts: count,
  createdMs: number,
  cpuMillis: number, memoryBytes: number,
  /** Index in `workloads`. */
  workload: count,
  /** Index in the run's `documents`; undefined for pods that no document of the files brought about. */
  origin: optional(count),
  /** Why it is not ready, word for word where Kubernetes has words for it. */
  reason: optional(text)
});
export type PodModel = Guarded<typeof podModel>;

export const nodeModel = object({
  name: text, zone: text,
  /** Taints as kubectl describe prints them: `workload=batch:NoSchedule`. */
  taints: list(text),
  ready: flag, unschedulable: flag, controlPlane: flag,
  cpuMillis: number, memoryBytes: number, podLimit: number,
  cpuRequestedMillis: number, memoryRequestedBytes: number
});
export type NodeModel = Guarded<typeof nodeModel>;

/** The topmost owner of pods: `Deployment/web`, or the pod itself when it is bare. */
export const workloadModel = object({
  kind: text, namespace: text, name: text, origin: optional(count),
  /** The same number through the whole run; the page gives it a colour. */
  colour: count
});
export type WorkloadModel = Guarded<typeof workloadModel>;

/** The entry that led to the moment shown, told as a sentence. `reason` is that of the Event, where there is one: `ScalingReplicaSet`. */
export const sentenceModel = object({ text, component: text, tone, about: optional(text), reason: optional(text) });
export type SentenceModel = Guarded<typeof sentenceModel>;

/** The cluster at one moment. Zones and nodes are in order of name, pods in order of namespace and name. */
export const momentModel = object({
  moment: count, atMs: number, sentence: sentenceModel,
  nodes: list(nodeModel), pods: list(podModel), workloads: list(workloadModel)
});
export type MomentModel = Guarded<typeof momentModel>;

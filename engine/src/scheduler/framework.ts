import type { KubeObject } from '../api/object';
import type { Cluster } from './cluster';
import type { CycleState } from './cycleState';
import type { EventRegistration } from './clusterEvent';
import type { NodeInfo } from './nodeInfo';
import type { Nominator } from './nominator';
import type { PodInfo } from './podInfo';
import type { Status } from './status';

/** The highest score a plugin may give after normalizing. */
export const maxNodeScore = 100;

/** What `preFilter` says: a refusal or skip, or the only nodes worth looking at. Neither means: go on with all. */
export interface PreFilterResult {
  readonly status?: Status;
  readonly nodeNames?: ReadonlySet<string>;
}

/** How a failed attempt could be helped. */
export interface PostFilterResult {
  /** Absent means success: a node was nominated. */
  readonly status?: Status;
  readonly nominatedNode?: string;
  readonly victims?: readonly PodInfo[];
}

/** Writes that binding needs before it can happen: done by whoever runs the cycle, in this order. */
export interface BindingWrite {
  readonly resource: string;
  readonly object: KubeObject;
  /** A whole object by default. */
  readonly how?: 'create' | 'status';
}

/**
 * A scheduling plugin: any subset of the extension points (kube-scheduler/framework/interface.go, v1.36). A filter or score of a
 * plugin with `sign` depends on nothing but the node and what `sign` tells of the pod: the runtime then shares its answers among
 * pods that sign alike. Points that are absent agree or do not score.
 */
export interface Plugin {
  readonly name: string;
  preEnqueue?(pod: PodInfo): Status | undefined;
  /** Negative when `a` goes first. */
  queueSort?(a: QueuedPod, b: QueuedPod): number;
  preFilter?(state: CycleState, pod: PodInfo): PreFilterResult | undefined;
  /** Keep the state of `preFilter` right while pods are put on or taken off a node in a dry run. */
  addPod?(state: CycleState, pod: PodInfo, added: PodInfo, node: NodeInfo): void;
  removePod?(state: CycleState, pod: PodInfo, removed: PodInfo, node: NodeInfo): void;
  filter?(state: CycleState, pod: PodInfo, node: NodeInfo): Status | undefined;
  postFilter?(state: CycleState, pod: PodInfo, rejections: NodeRejections): PostFilterResult;
  preScore?(state: CycleState, pod: PodInfo, nodes: readonly NodeInfo[]): Status | undefined;
  score?(state: CycleState, pod: PodInfo, node: NodeInfo): number;
  /** All nodes' scores at once, in the order of `nodes`: for plugins that have them in arrays. Used in place of `score` where present. */
  scoreAll?(state: CycleState, pod: PodInfo, nodes: readonly NodeInfo[]): Float64Array;
  normalizeScores?(state: CycleState, pod: PodInfo, scores: Float64Array, nodes: readonly NodeInfo[]): void;
  reserve?(state: CycleState, pod: PodInfo, nodeName: string): Status | undefined;
  unreserve?(state: CycleState, pod: PodInfo, nodeName: string): void;
  permit?(state: CycleState, pod: PodInfo, nodeName: string): Status | undefined;
  /** What must be written before the pod can be bound; empty when nothing must. */
  preBind?(state: CycleState, pod: PodInfo, nodeName: string): readonly BindingWrite[];
  /** After the writes of `preBind`: whether all that it waits for has happened. */
  isPreBound?(pod: PodInfo, node: NodeInfo): boolean;
  bind?(state: CycleState, pod: PodInfo, nodeName: string): { readonly namespace: string; readonly pod: string; readonly node: string };
  sign?(pod: PodInfo): string;
  /** The changes that may make a pod schedulable which this plugin refused. */
  readonly events?: readonly EventRegistration[];
}

/** A pod in the queue, as far as sorting goes. */
export interface QueuedPod { readonly priority: number; readonly timestampMs: number; readonly key: string }

/** Why nodes were refused: upstream's NodeToStatusReader. */
export interface NodeRejections {
  /** The status of a node; that of absent ones where it was not looked at. */
  of(nodeName: string): Status | undefined;
  /** Nodes that another arrangement of pods could make fit, in order of name. */
  unschedulableNodes(): readonly NodeInfo[];
}

/** What plugins may use of the scheduler around them. */
export interface Handle {
  readonly cluster: Cluster;
  readonly nominator: Nominator;
  /** All filters on one node, nominated pods considered: undefined when the pod fits. */
  filterNode(state: CycleState, pod: PodInfo, node: NodeInfo): Status | undefined;
  addPod(state: CycleState, pod: PodInfo, added: PodInfo, node: NodeInfo): void;
  removePod(state: CycleState, pod: PodInfo, removed: PodInfo, node: NodeInfo): void;
}

/** A line of the registry: a plugin's name and how to make it from its arguments. */
export interface PluginFactory {
  readonly name: string;
  /** `args` as written in KubeSchedulerConfiguration; missing and malformed fields take their defaults. */
  create(args: unknown, handle: Handle): Plugin;
}

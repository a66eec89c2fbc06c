import type { Plugin } from './framework';

/** The points at which plugins run. */
export type ExtensionPoint = Exclude<keyof Plugin, 'name' | 'events' | 'sign' | 'addPod' | 'removePod' | 'scoreAll' | 'normalizeScores' | 'isPreBound'>;

/** One profile of KubeSchedulerConfiguration with defaults filled in: which plugins run at which point, in which order. */
export interface Profile {
  /** Tells profiles apart whose plugins answer differently. */
  readonly id: string;
  /** The `schedulerName` of the pods that it schedules. */
  readonly schedulerName: string;
  readonly points: Readonly<Partial<Record<ExtensionPoint, readonly string[]>>>;
  readonly weights: Readonly<Record<string, number>>;
  readonly args: Readonly<Record<string, unknown>>;
  /** How many of the nodes are looked at, in per cent, 0 for as many as upstream takes by itself; undefined for all of them. */
  readonly percentageOfNodesToScore?: number;
}

/** The plugins of the default profile in their order, with the weights of those that score (pkg/scheduler/apis/config/v1/default_plugins.go, v1.36). */
export const defaultPlugins: readonly { readonly name: string; readonly weight?: number }[] = [
  { name: 'SchedulingGates' }, { name: 'PrioritySort' }, { name: 'NodeUnschedulable' }, { name: 'NodeName' },
  { name: 'TaintToleration', weight: 3 }, { name: 'NodeAffinity', weight: 2 }, { name: 'NodePorts' }, { name: 'NodeResourcesFit', weight: 1 },
  { name: 'VolumeRestrictions' }, { name: 'NodeVolumeLimits' }, { name: 'VolumeBinding' }, { name: 'VolumeZone' },
  { name: 'PodTopologySpread', weight: 2 }, { name: 'InterPodAffinity', weight: 2 }, { name: 'DynamicResources', weight: 2 },
  { name: 'DefaultPreemption' }, { name: 'NodeResourcesBalancedAllocation', weight: 1 }, { name: 'ImageLocality', weight: 1 },
  { name: 'DefaultBinder' }, { name: 'NodeDeclaredFeatures' }
];

/** All points, in the order of a pod's way through them. */
export const extensionPoints: readonly ExtensionPoint[] = [
  'preEnqueue', 'queueSort', 'preFilter', 'filter', 'postFilter', 'preScore', 'score', 'reserve', 'unreserve', 'permit', 'preBind', 'bind'
];

/** The profile that a cluster runs when nobody configured anything. */
export const defaultProfile: Profile = {
  id: 'default-scheduler',
  schedulerName: 'default-scheduler',
  points: Object.fromEntries(extensionPoints.map(point => [point, defaultPlugins.map(plugin => plugin.name)])),
  weights: Object.fromEntries(defaultPlugins.flatMap(plugin => plugin.weight === undefined ? [] : [[plugin.name, plugin.weight]])),
  args: {}
};

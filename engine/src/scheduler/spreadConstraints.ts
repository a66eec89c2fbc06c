import type { Pod, TopologySpreadConstraint } from '../../generated/types';
import { controllerOf } from '../api/object';
import type { Cluster } from './cluster';
import { requiredNodeAffinity } from '../api/nodeSelectors';
import type { NodeInfo } from './nodeInfo';
import type { PodInfo } from './podInfo';
import { andSelectors, compileLabelSelector, compileLabels, labelValue, nothing, type Selector } from '../api/selectors';
import { findUntoleratedTaint } from '../api/tolerations';

/** A constraint, ready to count with. */
export interface SpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly selector: Selector;
  readonly minDomains: number;
  /** Whether nodes that the pod's node affinity rules out are left out of the count. */
  readonly honorsAffinity: boolean;
  /** Whether nodes with taints that the pod does not tolerate are left out of the count. */
  readonly honorsTaints: boolean;
}

export const hostnameLabel = 'kubernetes.io/hostname';

/** What every pod of a Service or controller gets that has no constraints of its own (plugins/podtopologyspread/plugin.go, v1.36). */
export const systemDefaultConstraints: readonly TopologySpreadConstraint[] = [
  { topologyKey: hostnameLabel, whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 3 },
  { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 5 }
];

/**
 * The pod's constraints for an action, or the default ones with the selector of the pod's Services and controller; undefined when
 * a selector is malformed.
 */
export function constraintsFor(cluster: Cluster, pod: PodInfo, action: string, defaults: readonly TopologySpreadConstraint[]): readonly SpreadConstraint[] | undefined {
  const own = pod.pod.spec?.topologySpreadConstraints ?? [];
  if (own.length > 0) return compileConstraints(own, pod, action);
  if (!defaults.some(constraint => constraint.whenUnsatisfiable === action)) return [];
  const selector = defaultSelector(cluster, pod);
  if (selector.empty) return [];
  return compileConstraints(defaults, pod, action)?.map(constraint => ({ ...constraint, selector }));
}

function compileConstraints(constraints: readonly TopologySpreadConstraint[], pod: PodInfo, action: string): SpreadConstraint[] | undefined {
  const compiled: SpreadConstraint[] = [];
  for (const constraint of constraints) {
    if (constraint.whenUnsatisfiable !== action) continue;
    const selector = compileLabelSelector(constraint.labelSelector);
    if (selector === undefined) return undefined;
    compiled.push({
      maxSkew: constraint.maxSkew ?? 0,
      topologyKey: constraint.topologyKey ?? '',
      selector: withLabelKeys(selector, constraint.matchLabelKeys ?? [], pod),
      minDomains: constraint.minDomains ?? 1,
      honorsAffinity: (constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor',
      honorsTaints: constraint.nodeTaintsPolicy === 'Honor'
    });
  }
  return compiled;
}

/** `matchLabelKeys` narrow the selector to pods with the same values; a selector of nothing stays one. */
function withLabelKeys(selector: Selector, keys: readonly string[], pod: PodInfo): Selector {
  const same = Object.fromEntries(keys.flatMap(key => {
    const value = labelValue(pod.labels, key);
    return value === undefined ? [] : [[key, value]];
  }));
  return selector === nothing || Object.keys(same).length === 0 ? selector : andSelectors(compileLabels(same), selector);
}

/** What selects the pod's fellows: the selectors of its Services and of the controller that owns it (plugins/helper/spread.go, v1.36). */
function defaultSelector(cluster: Cluster, pod: PodInfo): Selector {
  const labels: Record<string, string> = {};
  for (const service of cluster.listers.of('services').values()) {
    const selector = service.spec?.selector;
    if (selector === undefined || service.metadata?.namespace !== pod.namespace) continue;
    if (compileLabels(selector).matches(pod.labels)) Object.assign(labels, selector);
  }
  return ownerSelector(cluster, pod.pod, labels);
}

function ownerSelector(cluster: Cluster, pod: Pod, labels: Record<string, string>): Selector {
  const owner = controllerOf(pod);
  const key = `${pod.metadata?.namespace ?? ''}/${owner?.name ?? ''}`;
  switch (`${owner?.apiVersion ?? ''} ${owner?.kind ?? ''}`) {
    case 'v1 ReplicationController':
      return compileLabels({ ...labels, ...cluster.listers.of('replicationcontrollers').get(key)?.spec?.selector });
    case 'apps/v1 ReplicaSet':
      return andSelectors(compileLabels(labels), selectorOf(cluster.listers.of('apps/replicasets').get(key)));
    case 'apps/v1 StatefulSet':
      return andSelectors(compileLabels(labels), selectorOf(cluster.listers.of('apps/statefulsets').get(key)));
    default: return compileLabels(labels);
  }
}

/** Adds nothing when the owner is gone or selects nothing: then the Services' labels stand alone. */
function selectorOf(owner: { readonly spec?: { readonly selector?: Parameters<typeof compileLabelSelector>[0] } } | undefined): Selector {
  const selector = owner?.spec?.selector;
  return (selector === undefined ? undefined : compileLabelSelector(selector)) ?? compileLabels({});
}

/** By node: 1 where its pods count for the constraint, else 0. Shared by pods with the same affinity and tolerations. */
export function countedNodes(cluster: Cluster, pod: PodInfo, constraint: SpreadConstraint): Float64Array | undefined {
  const { honorsAffinity, honorsTaints } = constraint;
  const required = honorsAffinity ? requiredNodeAffinity(pod.pod) : undefined;
  if (required === undefined && !honorsTaints) return undefined;
  const { spec } = pod.pod;
  const key = JSON.stringify(['spread nodes', honorsAffinity ? [spec?.nodeSelector, spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution] : 0,
    honorsTaints ? spec?.tolerations ?? [] : 0]);
  return cluster.columns.read(key, node => isCounted(constraint, pod.pod, node, required) ? 1 : 0);
}

/** Whether the constraint's policies let a node's pods count (plugins/podtopologyspread/common.go, v1.36). */
export function isCounted(constraint: SpreadConstraint, pod: Pod, node: NodeInfo, required = requiredNodeAffinity(pod)): boolean {
  if (constraint.honorsAffinity && required?.(node.node) === false) return false;
  return !constraint.honorsTaints || findUntoleratedTaint(node.node.spec?.taints, pod.spec?.tolerations ?? []) === undefined;
}

/** By node: how many of its pods in the namespace the selector matches; pods that are terminating do not count, an empty selector counts none. */
export function matchingPods(cluster: Cluster, namespace: string, selector: Selector): Float64Array {
  return cluster.columns.read(`pods ${namespace} ${selector.key}`, node => {
    let count = 0;
    if (!selector.empty) for (const pod of node.pods) if (!pod.terminating && pod.namespace === namespace && selector.matches(pod.labels)) count++;
    return count;
  });
}

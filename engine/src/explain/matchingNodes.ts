import type { Pod, PodSpec } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { compareText } from '../core/order';
import type { ClusterScheduler } from '../scheduler/clusterScheduler';
import type { WorldView } from '../sim/timeline';
import { schedulerOf } from './schedulerOf';

/** What one scheduling field of a pod alone leaves of the nodes, at this moment. */
export interface FieldMatch {
  /** From the pod's root; the answer holds for everything below it. */
  readonly field: FieldPath;
  /** Nodes where one more such pod would pass as far as this field goes; sorted. */
  readonly nodes: readonly string[];
  readonly nodeCount: number;
}

/** A field, the plugin that judges by it and all that it looks at. */
interface Judged { readonly field: FieldPath; readonly plugin: string; readonly spec: PodSpec }

const spec = FieldPath.of('spec');

/** For each scheduling field that the pod has: the nodes that match now, were it the only one. */
export function matchingNodes(view: WorldView, pod: Pod): FieldMatch[] {
  const fields = judgedFields(pod.spec ?? {});
  if (fields.length === 0) return [];
  const scheduler = schedulerOf(view);
  return fields.map(({ field, plugin, spec: part }) => ({ field, nodes: passing(scheduler, pod, { plugin, spec: part }), nodeCount: scheduler.cluster.nodes.length }));
}

function judgedFields({ nodeSelector, affinity = {}, tolerations, topologySpreadConstraints, containers = [], initContainers, overhead, resources }: PodSpec): Judged[] {
  const judged = (field: FieldPath, plugin: string, part: PodSpec): Judged => ({ field, plugin, spec: { containers: [], ...part } });
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  const requests = { containers, ...(initContainers === undefined ? {} : { initContainers }), ...(overhead === undefined ? {} : { overhead }), ...(resources === undefined ? {} : { resources }) };
  const asking = containers.flatMap((container, i) => container.resources?.requests === undefined ? [] : [spec.child('containers').index(i).child('resources', 'requests')]);
  return [
    ...nodeSelector === undefined ? [] : [judged(spec.child('nodeSelector'), 'NodeAffinity', { nodeSelector })],
    ...nodeAffinity === undefined ? [] : [judged(spec.child('affinity', 'nodeAffinity'), 'NodeAffinity', { affinity: { nodeAffinity } })],
    ...podAffinity === undefined ? [] : [judged(spec.child('affinity', 'podAffinity'), 'InterPodAffinity', { affinity: { podAffinity } })],
    ...podAntiAffinity === undefined ? [] : [judged(spec.child('affinity', 'podAntiAffinity'), 'InterPodAffinity', { affinity: { podAntiAffinity } })],
    ...tolerations === undefined ? [] : [judged(spec.child('tolerations'), 'TaintToleration', { tolerations })],
    ...topologySpreadConstraints === undefined ? [] : [judged(spec.child('topologySpreadConstraints'), 'PodTopologySpread', { topologySpreadConstraints })],
    ...asking.map(field => judged(field, 'NodeResourcesFit', requests))
  ];
}

function passing(scheduler: ClusterScheduler, pod: Pod, { plugin, spec: part }: Pick<Judged, 'plugin' | 'spec'>): string[] {
  const { metadata } = pod;
  const one: Pod = { metadata: { ...metadata, name: `${metadata?.name ?? ''}-one-more`, uid: 'what-if' }, spec: part };
  return scheduler.blockers(one).filter(({ rejections }) => !rejections.some(rejection => rejection.plugin === plugin)).map(({ node }) => node.name).sort(compareText);
}

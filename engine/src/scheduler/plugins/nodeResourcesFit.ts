import type { Node } from '../../../generated/types';
import type { PluginFactory } from '../framework';
import type { NodeInfo } from '../nodeInfo';
import { NodeInfo as Info } from '../nodeInfo';
import { perPod } from '../perPod';
import { podInfoOf, type PodInfo } from '../podInfo';
import { isExtendedResourceName } from '../resource';
import { fitArgs } from '../resourceArgs';
import { resourceScorer, strategyScore } from '../resourceScorer';
import type { Status } from '../status';
import { deviceClassBacks } from '../extendedResources';

/**
 * What the pod asks for must be free on the node; how much is left decides the score, by the strategy of its arguments
 * (plugins/noderesources/fit.go, v1.36).
 */
export const nodeResourcesFit: PluginFactory = {
  name: 'NodeResourcesFit',
  create(rawArgs, { cluster }) {
    const args = fitArgs(rawArgs);
    const scorer = resourceScorer(args.resources, 'nonZero', strategyScore(args));
    const isIgnored = (name: string): boolean => isExtendedResourceName(name)
      && (args.ignoredResources.has(name) || args.ignoredResourceGroups.has(name.split('/')[0] ?? ''));
    const wanted = perPod(pod => pod.requests.scalars.filter(([name, amount]) => amount !== 0 && !isIgnored(name)));
    return {
      name: 'NodeResourcesFit',
      sign: pod => JSON.stringify([pod.requests, scorer.requestsOf(pod), pod.requests.scalars.some(([name]) => deviceClassBacks(cluster, name)) ? cluster.listers.version : 0]),
      filter(_state, pod, node) {
        const scalars = wanted(pod);
        return fits(pod, node, scalars.length === 0 ? scalars : scalars.filter(([name]) => (node.allocatable.scalars.get(name) ?? 0) > 0 || !deviceClassBacks(cluster, name)));
      },
      score: (_state, pod, node) => scorer.score(pod, node),
      events: [
        { resource: 'pods', actions: ['Delete'], hint: (_pod, { object }) => object !== undefined && isPlaced(podInfoOf(object)) },
        { resource: 'pods', actions: ['UpdatePodScaleDown'] },
        { resource: 'nodes', actions: ['Add', 'UpdateNodeAllocatable'], hint: (pod, { object }) => object !== undefined && wouldFit(pod, object) },
        { resource: 'resource.k8s.io/deviceclasses', actions: ['Add', 'Update'] }
      ]
    };
  }
};

/** On an empty node of that kind. */
function wouldFit(pod: PodInfo, node: Node): boolean {
  return fits(pod, Info.of(node), pod.requests.scalars) === undefined;
}

function isPlaced(pod: PodInfo): boolean {
  return (pod.pod.spec?.nodeName ?? '') !== '' || (pod.pod.status?.nominatedNodeName ?? '') !== '';
}

/** The reasons why the pod does not fit; unresolvable as soon as one resource would not suffice on the empty node. */
function fits(pod: PodInfo, node: NodeInfo, scalars: readonly (readonly [name: string, amount: number])[]): Status | undefined {
  const { requests } = pod, { allocatable, requested } = node;
  const { milliCPU, memory, ephemeralStorage } = requests;
  const isShort = node.pods.length + 1 > node.allowedPodNumber || milliCPU > allocatable.milliCPU - requested.milliCPU
    || memory > allocatable.memory - requested.memory || ephemeralStorage > allocatable.ephemeralStorage - requested.ephemeralStorage;
  if (!isShort && scalars.length === 0) return undefined;
  const reasons: string[] = [];
  let isUnresolvable = false;
  const refuse = (reason: string, never: boolean): void => {
    reasons.push(reason);
    isUnresolvable ||= never;
  };
  if (node.pods.length + 1 > node.allowedPodNumber) refuse('Too many pods', false);
  if (milliCPU > 0 && milliCPU > allocatable.milliCPU - requested.milliCPU) refuse('Insufficient cpu', milliCPU > allocatable.milliCPU);
  if (memory > 0 && memory > allocatable.memory - requested.memory) refuse('Insufficient memory', memory > allocatable.memory);
  if (ephemeralStorage > 0 && ephemeralStorage > allocatable.ephemeralStorage - requested.ephemeralStorage) {
    refuse('Insufficient ephemeral-storage', ephemeralStorage > allocatable.ephemeralStorage);
  }
  for (const [name, amount] of scalars) {
    const capacity = allocatable.scalars.get(name) ?? 0;
    if (amount > capacity - (requested.scalars.get(name) ?? 0)) refuse(`Insufficient ${name}`, amount > capacity);
  }
  return reasons.length === 0 ? undefined : { code: isUnresolvable ? 'UnschedulableAndUnresolvable' : 'Unschedulable', reasons };
}

import type { Node, Pod } from '../../generated/types';
import { equal } from '../core/json';
import type { Change } from '../store/store';
import type { ClusterEvent, EventAction } from './clusterEvent';
import { podRequests } from './podRequests';

/** What a committed write means to the queue: the finest actions that it amounts to (pkg/scheduler/framework/events.go, v1.36). */
export function eventOf(change: Change): ClusterEvent {
  const { key: { resource }, object, old } = change;
  return { resource, actions: actionsOf(change), object, old };
}

function actionsOf({ type, key, object, old }: Change): EventAction[] {
  if (type === 'ADDED') return ['Add'];
  if (type === 'DELETED') return ['Delete'];
  const specific = key.resource === 'nodes' ? nodeActions(object, old ?? {}) : key.resource === 'pods' ? podActions(object, old ?? {}) : [];
  return specific.length === 0 ? ['Update'] : specific;
}

function nodeActions(node: Node, old: Node): EventAction[] {
  const actions: EventAction[] = [];
  if (!equal(node.status?.allocatable, old.status?.allocatable)) actions.push('UpdateNodeAllocatable');
  if (!equal(node.metadata?.labels, old.metadata?.labels)) actions.push('UpdateNodeLabel');
  if (!equal(node.spec?.taints, old.spec?.taints) || node.spec?.unschedulable !== old.spec?.unschedulable) actions.push('UpdateNodeTaint');
  if (!equal(node.status?.declaredFeatures, old.status?.declaredFeatures)) actions.push('UpdateNodeDeclaredFeature');
  return actions;
}

function podActions(pod: Pod, old: Pod): EventAction[] {
  const actions: EventAction[] = [];
  if (!equal(pod.metadata?.labels, old.metadata?.labels)) actions.push('UpdatePodLabel');
  if (needsLess(pod, old)) actions.push('UpdatePodScaleDown');
  if (hasGates(old) && !hasGates(pod)) actions.push('UpdatePodSchedulingGatesEliminated');
  if (!equal(pod.spec?.tolerations, old.spec?.tolerations)) actions.push('UpdatePodToleration');
  if (!equal(pod.status?.resourceClaimStatuses, old.status?.resourceClaimStatuses)) actions.push('UpdatePodGeneratedResourceClaim');
  return actions;
}

function hasGates(pod: Pod): boolean {
  return (pod.spec?.schedulingGates ?? []).length > 0;
}

function needsLess(pod: Pod, old: Pod): boolean {
  if (pod.spec?.containers === old.spec?.containers && pod.status?.containerStatuses === old.status?.containerStatuses) return false;
  const now = podRequests(pod, { useStatus: true });
  for (const [name, amount] of podRequests(old, { useStatus: true })) if ((now.get(name) ?? 0n) < amount) return true;
  return false;
}

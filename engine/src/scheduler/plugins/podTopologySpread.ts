import type { Node, Pod, TopologySpreadConstraint } from '../../../generated/types';
import { equal, isObject, own } from '../../core/json';
import { labelsOf, type KubeObject } from '../../api/object';
import type { ClusterEvent } from '../clusterEvent';
import { StateSlot } from '../cycleState';
import type { PluginFactory } from '../framework';
import type { PodInfo } from '../podInfo';
import { labelValue } from '../../api/selectors';
import { failed, skip, unresolvable, unschedulable } from '../status';
import { constraintsFor, systemDefaultConstraints, type SpreadConstraint } from '../spreadConstraints';
import { hasAllLabels, nodesWithAllLabels, SpreadCounts } from '../spreadFilter';
import { normalizeSpreadScores, spreadScores, spreadScoreState, type SpreadScoreState } from '../spreadScore';

const tooSkewed = unschedulable("node(s) didn't match pod topology spread constraints");
const missingLabel = unresolvable("node(s) didn't match pod topology spread constraints (missing required label)");

/** Spreads pods over zones, nodes and other domains (plugins/podtopologyspread, v1.36). */
export const podTopologySpread: PluginFactory = {
  name: 'PodTopologySpread',
  create(args, { cluster }) {
    const { defaults, areSystems } = defaultConstraints(args);
    const counting = new StateSlot<readonly SpreadCounts[]>(counts => counts.map(count => count.clone()));
    const scoring = new StateSlot<SpreadScoreState>();
    const hard = (pod: PodInfo): readonly SpreadConstraint[] => constraintsFor(cluster, pod, 'DoNotSchedule', defaults) ?? [];
    return {
      name: 'PodTopologySpread',
      preFilter(state, pod) {
        const constraints = constraintsFor(cluster, pod, 'DoNotSchedule', defaults);
        if (constraints === undefined) return { status: failed("get constraints from pod: obtaining pod's hard topology spread constraints: malformed label selector") };
        if (constraints.length === 0) return { status: skip };
        const complete = nodesWithAllLabels(cluster, constraints);
        counting.write(state, constraints.map(constraint => SpreadCounts.of(cluster, pod, constraint, complete)));
        return undefined;
      },
      addPod: (state, pod, added, node) => changeCounts(counting.read(state) ?? [], pod, { other: added, node, delta: 1 }),
      removePod: (state, pod, removed, node) => changeCounts(counting.read(state) ?? [], pod, { other: removed, node, delta: -1 }),
      filter(state, _pod, node) {
        for (const counts of counting.read(state) ?? []) {
          const skew = counts.skewWith(node);
          if (skew === undefined) return missingLabel;
          if (skew > counts.constraint.maxSkew) return tooSkewed;
        }
        return undefined;
      },
      preScore(state, pod, nodes) {
        const constraints = constraintsFor(cluster, pod, 'ScheduleAnyway', defaults);
        if (constraints === undefined) return failed("calculating preScoreState: obtaining pod's soft topology spread constraints: malformed label selector");
        if (constraints.length === 0) return skip;
        const labels = (pod.pod.spec?.topologySpreadConstraints ?? []).length > 0 || !areSystems ? 'all' : 'any';
        scoring.write(state, spreadScoreState(cluster, pod, nodes, { constraints, labels }));
        return undefined;
      },
      scoreAll(state, _pod, nodes) {
        const prepared = scoring.read(state);
        return prepared === undefined ? new Float64Array(nodes.length) : spreadScores(prepared, nodes);
      },
      normalizeScores(state, _pod, scores, nodes) {
        const prepared = scoring.read(state);
        if (prepared !== undefined) normalizeSpreadScores(prepared, scores, nodes);
      },
      events: [
        { resource: 'pods', actions: ['Add', 'UpdatePodLabel', 'UpdatePodToleration', 'Delete'], hint: (pod, event) => podChangeMatters(hard(pod), pod, event) },
        { resource: 'nodes', actions: ['Add', 'Delete', 'UpdateNodeLabel', 'UpdateNodeTaint'], hint: (pod, event) => nodeChangeMatters(hard(pod), event) }
      ]
    };
  }
};

function changeCounts(all: readonly SpreadCounts[], pod: PodInfo, { other, node, delta }: { other: PodInfo; node: Parameters<SpreadCounts['change']>[2]; delta: 1 | -1 }): void {
  if (other.namespace !== pod.namespace || !hasAllLabels(node, all.map(counts => counts.constraint))) return;
  for (const counts of all) counts.change(pod, other, node, delta);
}

function defaultConstraints(args: unknown): { readonly defaults: readonly TopologySpreadConstraint[]; readonly areSystems: boolean } {
  const list = isObject(args) ? own(args, 'defaultConstraints') : undefined;
  const isList = isObject(args) && own(args, 'defaultingType') === 'List';
  if (!isList && !Array.isArray(list)) return { defaults: systemDefaultConstraints, areSystems: true };
  return { defaults: Array.isArray(list) ? list.filter(isObject) : [], areSystems: false };
}

/** Whether a pod came, went or changed that a constraint counts (isSchedulableAfterPodChange). */
function podChangeMatters(constraints: readonly SpreadConstraint[], pod: PodInfo, { object, old, actions }: ClusterEvent): boolean {
  const isSelf = object?.metadata?.uid === pod.pod.metadata?.uid;
  if (!isSelf && (object === undefined || !isPlacedIn(object, pod.namespace))) return false;
  const matches = (other: KubeObject | undefined, constraint: SpreadConstraint): boolean => other !== undefined && constraint.selector.matches(labelsOf(other));
  if (actions.includes('Add') || actions.includes('Delete')) return constraints.some(constraint => matches(object, constraint));
  if (isSelf && actions.includes('UpdatePodToleration') && constraints.some(constraint => constraint.honorsTaints)) return true;
  return constraints.some(constraint => matches(object, constraint) !== matches(old, constraint));
}

function isPlacedIn(pod: Pod, namespace: string): boolean {
  return pod.metadata?.namespace === namespace && ((pod.spec?.nodeName ?? '') !== '' || (pod.status?.nominatedNodeName ?? '') !== '');
}

/** Whether a node with all labels came, went or changed (isSchedulableAfterNodeChange). */
function nodeChangeMatters(constraints: readonly SpreadConstraint[], { object, old, actions }: ClusterEvent): boolean {
  const complete = (node: Node | undefined): boolean => node !== undefined && constraints.every(({ topologyKey }) => labelValue(node.metadata?.labels, topologyKey) !== undefined);
  if (actions.includes('Add') || actions.includes('Delete')) return complete(object);
  const node: Node | undefined = object, before: Node | undefined = old;
  if (complete(node) !== complete(before)) return true;
  return complete(node) && (!equal(node?.spec?.taints, before?.spec?.taints)
    || constraints.some(({ topologyKey }) => labelValue(node?.metadata?.labels, topologyKey) !== labelValue(before?.metadata?.labels, topologyKey)));
}

import type { Namespace, Node, Pod } from '../../../generated/types';
import { isObject, own } from '../../core/json';
import { termMatches, withNamespaces, type AffinityTerm, type WeightedAffinityTerm } from '../affinityTerms';
import type { Cluster } from '../cluster';
import type { ClusterEvent } from '../clusterEvent';
import { StateSlot } from '../cycleState';
import { maxNodeScore, type PluginFactory } from '../framework';
import type { NodeInfo } from '../nodeInfo';
import { podInfoOf, type PodInfo } from '../podInfo';
import { labelValue, type LabelMap } from '../../api/selectors';
import { skip, unresolvable, unschedulable, type Status } from '../status';
import type { TermIndex } from '../termIndex';
import { TopologyCounts } from '../topologyCounts';

const affinityRefusal = unresolvable("node(s) didn't match pod affinity rules");
const antiAffinityRefusal = unschedulable("node(s) didn't match pod anti-affinity rules");
const existingRefusal = unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");

interface FilterState {
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly namespaceLabels: LabelMap | undefined;
  readonly existingAntiAffinity: TopologyCounts;
  readonly affinity: TopologyCounts;
  readonly antiAffinity: TopologyCounts;
}

/** Pods near others or far from them, in both directions (plugins/interpodaffinity, v1.36). */
export const interPodAffinity: PluginFactory = {
  name: 'InterPodAffinity',
  create(args, { cluster }) {
    const filtering = new StateSlot<FilterState>(state => ({
      ...state, existingAntiAffinity: state.existingAntiAffinity.clone(), affinity: state.affinity.clone(), antiAffinity: state.antiAffinity.clone()
    }));
    const scoring = new StateSlot<TopologyCounts>();
    const { hardPodAffinityWeight, ignorePreferredTermsOfExistingPods } = affinityArgs(args);
    return {
      name: 'InterPodAffinity',
      preFilter(state, pod) {
        const prepared = filterState(cluster, pod);
        if (prepared.existingAntiAffinity.isEmpty && prepared.requiredAffinity.length === 0 && prepared.requiredAntiAffinity.length === 0) return { status: skip };
        filtering.write(state, prepared);
        return undefined;
      },
      addPod: (state, pod, added, node) => changeState(filtering.read(state), pod, { other: added, node, sign: 1 }),
      removePod: (state, pod, removed, node) => changeState(filtering.read(state), pod, { other: removed, node, sign: -1 }),
      filter(state, pod, node) {
        const prepared = filtering.read(state);
        return prepared === undefined ? undefined : judge(prepared, pod, node);
      },
      preScore(state, pod) {
        const hasPreferences = pod.terms.preferredAffinity.length > 0 || pod.terms.preferredAntiAffinity.length > 0;
        if (ignorePreferredTermsOfExistingPods && !hasPreferences) return skip;
        const scores = scoreCounts(cluster, pod, hardPodAffinityWeight);
        if (scores === undefined) return skip;
        scoring.write(state, scores);
        return undefined;
      },
      scoreAll(state, _pod, nodes) {
        const scores = scoring.read(state);
        const sums = new Float64Array(nodes.length);
        scores?.addTo(sums, nodes);
        return sums;
      },
      normalizeScores: (_state, _pod, scores) => normalizeAroundZero(scores),
      events: [
        { resource: 'pods', actions: ['Add', 'UpdatePodLabel', 'Delete'], hint: podChangeMatters },
        { resource: 'nodes', actions: ['Add', 'UpdateNodeLabel'], hint: nodeChangeMatters }
      ]
    };
  }
};

function affinityArgs(args: unknown): { readonly hardPodAffinityWeight: number; readonly ignorePreferredTermsOfExistingPods: boolean } {
  const weight = isObject(args) ? own(args, 'hardPodAffinityWeight') : undefined;
  return {
    hardPodAffinityWeight: typeof weight === 'number' ? weight : 1,
    ignorePreferredTermsOfExistingPods: isObject(args) && own(args, 'ignorePreferredTermsOfExistingPods') === true
  };
}

function filterState(cluster: Cluster, pod: PodInfo): FilterState {
  const requiredAffinity = pod.terms.requiredAffinity.map(term => resolveNamespaces(cluster, term));
  const requiredAntiAffinity = pod.terms.requiredAntiAffinity.map(term => resolveNamespaces(cluster, term));
  const namespaceLabels = namespaceLabelsOf(cluster, pod.namespace);
  const existingAntiAffinity = new TopologyCounts(cluster);
  countOwners(cluster.antiAffinityTerms, pod, namespaceLabels, (term, node, count) => existingAntiAffinity.add(term.topologyKey, node.index, count));
  const affinity = new TopologyCounts(cluster), antiAffinity = new TopologyCounts(cluster);
  if (requiredAffinity.length > 0) {
    const column = podsMatchingAll(cluster, requiredAffinity);
    for (const term of requiredAffinity) affinity.addColumn(term.topologyKey, column);
  }
  for (const term of requiredAntiAffinity) antiAffinity.addColumn(term.topologyKey, podsMatchingAll(cluster, [term]));
  return { requiredAffinity, requiredAntiAffinity, namespaceLabels, existingAntiAffinity, affinity, antiAffinity };
}

/** Names the namespaces that the term's selector picks; a selector of everything stays as it is (mergeAffinityTermNamespacesIfNotEmpty). */
function resolveNamespaces(cluster: Cluster, term: AffinityTerm): AffinityTerm {
  if (term.namespaceSelector.empty) return term;
  const names: string[] = [];
  for (const namespace of cluster.listers.of('namespaces').values()) {
    if (term.namespaceSelector.matches(namespace.metadata?.labels)) names.push(namespace.metadata?.name ?? '');
  }
  return withNamespaces(term, names);
}

function namespaceLabelsOf(cluster: Cluster, name: string): LabelMap | undefined {
  const namespace: Namespace | undefined = cluster.listers.of('namespaces').get(name);
  return namespace?.metadata?.labels;
}

/** By node: how many of its pods match all of the terms. Namespaces have been resolved by name, so their labels no longer count. */
function podsMatchingAll(cluster: Cluster, terms: readonly AffinityTerm[]): Float64Array {
  return cluster.columns.read(`affinity ${terms.map(term => term.key).join(' ')}`, node => {
    let count = 0;
    for (const pod of node.pods) if (matchesAll(terms, pod)) count++;
    return count;
  });
}

function matchesAll(terms: readonly AffinityTerm[], pod: PodInfo): boolean {
  return terms.length > 0 && terms.every(term => termMatches(term, pod.namespace, pod.labels, undefined));
}

/** Calls back for every node with pods whose indexed terms match the pod. */
function countOwners(index: TermIndex, pod: PodInfo, namespaceLabels: LabelMap | undefined, visit: (term: AffinityTerm, node: NodeInfo, weighted: number) => void): void {
  for (const { term, weight, nodes } of index.entries()) {
    if (!termMatches(term, pod.namespace, pod.labels, namespaceLabels)) continue;
    for (const [node, count] of nodes) visit(term, node, count * weight);
  }
}

function changeState(state: FilterState | undefined, pod: PodInfo, { other, node, sign }: { other: PodInfo; node: NodeInfo; sign: 1 | -1 }): void {
  if (state === undefined) return;
  for (const term of other.terms.requiredAntiAffinity) {
    if (termMatches(term, pod.namespace, pod.labels, state.namespaceLabels)) state.existingAntiAffinity.add(term.topologyKey, node.index, sign);
  }
  if (matchesAll(state.requiredAffinity, other)) for (const term of state.requiredAffinity) state.affinity.add(term.topologyKey, node.index, sign);
  for (const term of state.requiredAntiAffinity) if (matchesAll([term], other)) state.antiAffinity.add(term.topologyKey, node.index, sign);
}

function judge(state: FilterState, pod: PodInfo, node: NodeInfo): Status | undefined {
  if (!satisfiesAffinity(state, pod, node)) return affinityRefusal;
  if (state.requiredAntiAffinity.some(term => (state.antiAffinity.at(term.topologyKey, node) ?? 0) > 0)) return antiAffinityRefusal;
  return state.existingAntiAffinity.anyAt(node) ? existingRefusal : undefined;
}

/** All labels must be there; without any matching pod in the cluster, a pod that matches its own terms may be the first. */
function satisfiesAffinity(state: FilterState, pod: PodInfo, node: NodeInfo): boolean {
  let podsExist = true;
  for (const term of state.requiredAffinity) {
    const count = state.affinity.at(term.topologyKey, node);
    if (count === undefined) return false;
    if (count <= 0) podsExist = false;
  }
  return podsExist || (state.affinity.isEmpty && matchesAll(state.requiredAffinity, pod));
}

/** Weights by domain, from the pod's preferences and from those of the pods already there; undefined when none applies anywhere. */
function scoreCounts(cluster: Cluster, pod: PodInfo, hardPodAffinityWeight: number): TopologyCounts | undefined {
  const scores = new TopologyCounts(cluster);
  let applies = false;
  const add = (topologyKey: string, index: number, amount: number): void => {
    if ((cluster.topology(topologyKey).index[index] ?? -1) < 0) return;
    applies = true;
    scores.add(topologyKey, index, amount);
  };
  const addPreferences = (terms: readonly WeightedAffinityTerm[], sign: 1 | -1): void => {
    for (const { term, weight } of terms) {
      const resolved = resolveNamespaces(cluster, term);
      podsMatchingAll(cluster, [resolved]).forEach((count, index) => { if (count > 0) add(term.topologyKey, index, sign * weight * count); });
    }
  };
  addPreferences(pod.terms.preferredAffinity, 1);
  addPreferences(pod.terms.preferredAntiAffinity, -1);
  const namespaceLabels = namespaceLabelsOf(cluster, pod.namespace);
  if (hardPodAffinityWeight > 0) {
    countOwners(cluster.affinityTerms, pod, namespaceLabels, (term, node, count) => add(term.topologyKey, node.index, hardPodAffinityWeight * count));
  }
  countOwners(cluster.preferredTerms, pod, namespaceLabels, (term, node, weighted) => add(term.topologyKey, node.index, weighted));
  return applies ? scores : undefined;
}

function normalizeAroundZero(scores: Float64Array): void {
  let lowest = Infinity, highest = -Infinity;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0;
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  const range = highest - lowest;
  for (let i = 0; i < scores.length; i++) scores[i] = range > 0 ? Math.trunc(maxNodeScore * (((scores[i] ?? 0) - lowest) / range)) : 0;
}

function podChangeMatters(pod: PodInfo, { object, old, actions }: ClusterEvent): boolean {
  if (object === undefined) return false;
  if (object.metadata?.uid === pod.pod.metadata?.uid && !actions.includes('Delete')) return true;
  const changed: Pod = object;
  if ((changed.spec?.nodeName ?? '') === '' && (changed.status?.nominatedNodeName ?? '') === '') return false;
  const { requiredAffinity, requiredAntiAffinity } = pod.terms;
  const now = podInfoOf(changed), before = old === undefined ? undefined : podInfoOf(old);
  if (actions.includes('Delete')) return matchesAll(requiredAntiAffinity, now) || matchesAll(now.terms.requiredAntiAffinity, pod);
  if (actions.includes('Add') || before === undefined) return matchesAll(requiredAffinity, now);
  return (!matchesAll(requiredAffinity, before) && matchesAll(requiredAffinity, now)) || (matchesAll(requiredAntiAffinity, before) && !matchesAll(requiredAntiAffinity, now));
}

function nodeChangeMatters(pod: PodInfo, { object, old }: ClusterEvent): boolean {
  const value = (node: Node | undefined, key: string): string | undefined => labelValue(node?.metadata?.labels, key);
  const { requiredAffinity, requiredAntiAffinity } = pod.terms;
  if (old === undefined) return requiredAntiAffinity.length > 0 || requiredAffinity.some(term => value(object, term.topologyKey) !== undefined);
  return requiredAffinity.some(({ topologyKey }) => value(object, topologyKey) !== undefined && value(object, topologyKey) !== value(old, topologyKey))
    || requiredAntiAffinity.some(({ topologyKey }) => value(old, topologyKey) !== undefined && value(object, topologyKey) !== value(old, topologyKey));
}

import { maxNodeScore } from './framework';
import type { Cluster } from './cluster';
import type { NodeInfo } from './nodeInfo';
import type { PodInfo } from './podInfo';
import { countedNodes, hostnameLabel, matchingPods, type SpreadConstraint } from './spreadConstraints';
import { nodesWithAllLabels } from './spreadFilter';

/** What scoring by a constraint needs: the matching pods of a node's domain, and how much the constraint weighs. */
interface WeighedConstraint {
  readonly weight: number;
  readonly maxSkew: number;
  /** By node of the cluster: its domain; -1 where it lacks the label. */
  readonly domains: Int32Array;
  /** By domain; by node where every node is a domain of its own. */
  readonly counts: Float64Array;
  readonly countsBy: 'domain' | 'node';
}

/** The state between preScore and score. */
export interface SpreadScoreState {
  readonly constraints: readonly WeighedConstraint[];
  /** By node of the cluster: 0 where it lacks a label that all must have, so that it scores nothing. */
  readonly eligible: Uint8Array | undefined;
}

/**
 * Counts pods by domain, over domains that fitting nodes have (plugins/podtopologyspread/scoring.go, v1.36). With the system's
 * default constraints nodes may lack a label: together they are the domain of the empty value.
 */
export function spreadScoreState(cluster: Cluster, pod: PodInfo, nodes: readonly NodeInfo[], options: { readonly constraints: readonly SpreadConstraint[]; readonly labels: 'all' | 'any' }): SpreadScoreState {
  const { constraints } = options;
  const eligible = options.labels === 'all' ? nodesWithAllLabels(cluster, constraints) : undefined;
  const scored = eligible === undefined ? nodes : nodes.filter(node => eligible[node.index] === 1);
  return {
    eligible,
    constraints: constraints.map(constraint => constraint.topologyKey === hostnameLabel
      ? byHost(cluster, pod, constraint, scored.length)
      : byDomain(cluster, pod, constraint, { scored, eligible }))
  };
}

function byHost(cluster: Cluster, pod: PodInfo, constraint: SpreadConstraint, size: number): WeighedConstraint {
  const { index } = cluster.topology(constraint.topologyKey);
  const counts = matchingPods(cluster, pod.namespace, constraint.selector);
  return { weight: Math.log(size + 2), maxSkew: constraint.maxSkew, domains: index, counts, countsBy: 'node' };
}

function byDomain(cluster: Cluster, pod: PodInfo, constraint: SpreadConstraint, { scored, eligible }: { scored: readonly NodeInfo[]; eligible: Uint8Array | undefined }): WeighedConstraint {
  const { index, values } = cluster.topology(constraint.topologyKey);
  const counts = new Float64Array(values.length).fill(-1);
  let size = 0;
  for (const node of scored) {
    const domain = Math.max(index[node.index] ?? -1, 0);
    if ((counts[domain] ?? 0) >= 0) continue;
    counts[domain] = 0;
    size++;
  }
  const counted = countedNodes(cluster, pod, constraint);
  const pods = matchingPods(cluster, pod.namespace, constraint.selector);
  for (let i = 0; i < pods.length; i++) {
    if (eligible?.[i] === 0 || counted?.[i] === 0) continue;
    const domain = Math.max(index[i] ?? -1, 0);
    if ((counts[domain] ?? -1) >= 0) counts[domain] = (counts[domain] ?? 0) + (pods[i] ?? 0);
  }
  return { weight: Math.log(size + 2), maxSkew: constraint.maxSkew, domains: index, counts, countsBy: 'domain' };
}

/** The raw scores: the more fellows in the node's domains, the higher. */
export function spreadScores(state: SpreadScoreState, nodes: readonly NodeInfo[]): Float64Array {
  const scores = new Float64Array(nodes.length);
  for (const constraint of state.constraints) addConstraint(scores, constraint, nodes, state.eligible);
  for (let i = 0; i < scores.length; i++) scores[i] = Math.round(scores[i] ?? 0);
  return scores;
}

function addConstraint(scores: Float64Array, { weight, maxSkew, domains, counts, countsBy }: WeighedConstraint, nodes: readonly NodeInfo[], eligible: Uint8Array | undefined): void {
  const isByNode = countsBy === 'node';
  for (let i = 0; i < nodes.length; i++) {
    const index = nodes[i]?.index ?? 0, domain = domains[index] ?? -1;
    if (domain < 0 || eligible?.[index] === 0) continue;
    scores[i] = (scores[i] ?? 0) + (counts[isByNode ? index : domain] ?? 0) * weight + (maxSkew - 1);
  }
}

/** Turns them round: the emptiest domains get the most. */
export function normalizeSpreadScores({ eligible }: SpreadScoreState, scores: Float64Array, nodes: readonly NodeInfo[]): void {
  let lowest = Infinity, highest = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0;
    if (eligible?.[nodes[i]?.index ?? 0] === 0) continue;
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  for (let i = 0; i < scores.length; i++) {
    if (eligible?.[nodes[i]?.index ?? 0] === 0) scores[i] = 0;
    else scores[i] = highest === 0 ? maxNodeScore : Math.trunc(maxNodeScore * (highest + lowest - (scores[i] ?? 0)) / highest);
  }
}

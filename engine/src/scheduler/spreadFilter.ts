import type { Cluster } from './cluster';
import type { NodeInfo } from './nodeInfo';
import type { PodInfo } from './podInfo';
import { countedNodes, isCounted, matchingPods, type SpreadConstraint } from './spreadConstraints';
import { labelValue } from '../api/selectors';

/** The two emptiest domains: enough to keep the minimum right while pods are added to and removed from one node. */
class EmptiestDomains {
  constructor(private paths: readonly [{ readonly domain: number; readonly count: number }, { readonly domain: number; readonly count: number }] = [
    { domain: -1, count: 2147483647 }, { domain: -1, count: 2147483647 }
  ]) {}

  get minimum(): number {
    return this.paths[0].count;
  }

  /** As criticalPaths.update (plugins/podtopologyspread/filtering.go, v1.36). */
  update(domain: number, count: number): void {
    const [first, second] = this.paths;
    const entry = { domain, count };
    if (domain === first.domain) this.paths = count > second.count ? [second, entry] : [entry, second];
    else if (domain === second.domain) this.paths = first.count > count ? [entry, first] : [first, entry];
    else if (count < first.count) this.paths = [entry, first];
    else if (count < second.count) this.paths = [first, entry];
  }

  clone(): EmptiestDomains {
    return new EmptiestDomains(this.paths);
  }
}

/** The count of matching pods by domain for one constraint. */
export class SpreadCounts {
  private constructor(
    readonly constraint: SpreadConstraint,
    /** By domain: matching pods; -1 where no node of the domain counts. */
    private readonly counts: Int32Array,
    private domains: number,
    private readonly emptiest: EmptiestDomains,
    private readonly domainsOfNodes: Int32Array,
    /** Whether the pod itself will count. */
    private readonly self: 0 | 1
  ) {}

  /** Counts over all nodes that have every constraint's label (`complete`) and that the policies let count. */
  static of(cluster: Cluster, pod: PodInfo, constraint: SpreadConstraint, complete: Uint8Array): SpreadCounts {
    const topology = cluster.topology(constraint.topologyKey);
    const counted = countedNodes(cluster, pod, constraint);
    const pods = matchingPods(cluster, pod.namespace, constraint.selector);
    const counts = new Int32Array(topology.values.length).fill(-1);
    for (let i = 0; i < complete.length; i++) {
      if (complete[i] === 0 || counted?.[i] === 0) continue;
      const domain = topology.index[i] ?? -1;
      counts[domain] = Math.max(counts[domain] ?? 0, 0) + (pods[i] ?? 0);
    }
    const emptiest = new EmptiestDomains();
    let domains = 0;
    counts.forEach((count, domain) => {
      if (count < 0) return;
      domains++;
      emptiest.update(domain, count);
    });
    return new SpreadCounts(constraint, counts, domains, emptiest, topology.index, constraint.selector.matches(pod.labels) ? 1 : 0);
  }

  clone(): SpreadCounts {
    return new SpreadCounts(this.constraint, this.counts.slice(), this.domains, this.emptiest.clone(), this.domainsOfNodes, this.self);
  }

  /** How many more pods the node's domain would have than the emptiest; undefined when the node lacks the label. */
  skewWith(node: NodeInfo): number | undefined {
    const domain = this.domainsOfNodes[node.index] ?? -1;
    if (domain < 0) return undefined;
    const minimum = this.domains < this.constraint.minDomains ? 0 : this.emptiest.minimum;
    return Math.max(this.counts[domain] ?? 0, 0) + this.self - minimum;
  }

  /** A pod came to (or went from) a node in a dry run. */
  change(pod: PodInfo, other: PodInfo, node: NodeInfo, delta: 1 | -1): void {
    const { constraint } = this;
    if (!constraint.selector.matches(other.labels) || !isCounted(constraint, pod.pod, node)) return;
    const domain = this.domainsOfNodes[node.index] ?? -1;
    if ((this.counts[domain] ?? 0) < 0) { this.counts[domain] = 0; this.domains++; }
    const count = (this.counts[domain] ?? 0) + delta;
    this.counts[domain] = count;
    this.emptiest.update(domain, count);
  }
}

/** By node: 1 where it has the labels of all constraints. */
export function nodesWithAllLabels(cluster: Cluster, constraints: readonly SpreadConstraint[]): Uint8Array {
  const complete = new Uint8Array(cluster.nodes.length).fill(1);
  for (const { topologyKey } of constraints) {
    const { index } = cluster.topology(topologyKey);
    for (let i = 0; i < complete.length; i++) if ((index[i] ?? -1) < 0) complete[i] = 0;
  }
  return complete;
}

/** The same for one node, by its labels. */
export function hasAllLabels(node: NodeInfo, constraints: readonly SpreadConstraint[]): boolean {
  return constraints.every(({ topologyKey }) => labelValue(node.labels, topologyKey) !== undefined);
}

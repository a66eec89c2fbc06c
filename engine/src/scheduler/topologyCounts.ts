import type { Cluster } from './cluster';
import type { NodeInfo } from './nodeInfo';

/** Pods counted by the values of one node label. */
class DomainCounts {
  constructor(readonly key: string, private readonly index: Int32Array, private readonly counts: Float64Array, private nonZero: number) {}

  static of(cluster: Cluster, key: string): DomainCounts {
    const topology = cluster.topology(key);
    return new DomainCounts(key, topology.index, new Float64Array(topology.values.length), 0);
  }

  has(node: NodeInfo): boolean {
    return (this.index[node.index] ?? -1) >= 0;
  }

  at(node: NodeInfo): number {
    const domain = this.index[node.index] ?? -1;
    return domain < 0 ? 0 : this.counts[domain] ?? 0;
  }

  add(nodeIndex: number, amount: number): void {
    const domain = this.index[nodeIndex] ?? -1;
    if (domain < 0 || amount === 0) return;
    const before = this.counts[domain] ?? 0;
    this.counts[domain] = before + amount;
    if (before === 0) this.nonZero++;
    else if (before + amount === 0) this.nonZero--;
  }

  get isEmpty(): boolean {
    return this.nonZero === 0;
  }

  clone(): DomainCounts {
    return new DomainCounts(this.key, this.index, this.counts.slice(), this.nonZero);
  }
}

/** Pods counted by (label, value) pairs of the nodes they are on: upstream's topologyToMatchedTermCount. */
export class TopologyCounts {
  constructor(private readonly cluster: Cluster, private readonly byKey: DomainCounts[] = []) {}

  add(topologyKey: string, nodeIndex: number, amount: number): void {
    this.domains(topologyKey).add(nodeIndex, amount);
  }

  /** The same for every node at once. */
  addColumn(topologyKey: string, column: Float64Array): void {
    const domains = this.domains(topologyKey);
    for (let i = 0; i < column.length; i++) if (column[i] !== 0) domains.add(i, column[i] ?? 0);
  }

  /** The count of the node's domain; 0 where nothing was counted, undefined where the node lacks the label. */
  at(topologyKey: string, node: NodeInfo): number | undefined {
    const domains = this.domains(topologyKey);
    return domains.has(node) ? domains.at(node) : undefined;
  }

  /** Whether any domain that the node lies in was counted. */
  anyAt(node: NodeInfo): boolean {
    for (const domains of this.byKey) if (domains.at(node) > 0) return true;
    return false;
  }

  get isEmpty(): boolean {
    for (const domains of this.byKey) if (!domains.isEmpty) return false;
    return true;
  }

  /** Adds to each sum the counts of all the domains that its node lies in. */
  addTo(sums: Float64Array, nodes: readonly NodeInfo[]): void {
    for (const domains of this.byKey) {
      for (let i = 0; i < nodes.length; i++) {
        const node = nodes[i];
        if (node !== undefined) sums[i] = (sums[i] ?? 0) + domains.at(node);
      }
    }
  }

  clone(): TopologyCounts {
    return new TopologyCounts(this.cluster, this.byKey.map(domains => domains.clone()));
  }

  private domains(topologyKey: string): DomainCounts {
    for (const domains of this.byKey) if (domains.key === topologyKey) return domains;
    const domains = DomainCounts.of(this.cluster, topologyKey);
    this.byKey.push(domains);
    return domains;
  }
}

import type { AffinityTerm } from './affinityTerms';
import type { NodeInfo } from './nodeInfo';

/** One distinct term of running pods, and how many of them carry it on each node. */
export interface IndexedTerm {
  readonly term: AffinityTerm;
  readonly weight: number;
  readonly nodes: ReadonlyMap<NodeInfo, number>;
}

interface MutableTerm { readonly term: AffinityTerm; readonly weight: number; readonly nodes: Map<NodeInfo, number> }

/**
 * The affinity terms of all running pods, equal ones counted once: a thousand replicas of one Deployment are one entry to match an
 * incoming pod against, not a thousand.
 */
export class TermIndex {
  private readonly terms = new Map<string, MutableTerm>();

  change(node: NodeInfo, term: AffinityTerm, weight: number, sign: 1 | -1): void {
    const key = `${weight} ${term.key}`;
    let entry = this.terms.get(key);
    if (entry === undefined) this.terms.set(key, entry = { term, weight, nodes: new Map() });
    const count = (entry.nodes.get(node) ?? 0) + sign;
    if (count > 0) entry.nodes.set(node, count);
    else entry.nodes.delete(node);
    if (entry.nodes.size === 0) this.terms.delete(key);
  }

  get size(): number {
    return this.terms.size;
  }

  entries(): IterableIterator<IndexedTerm> {
    return this.terms.values();
  }
}

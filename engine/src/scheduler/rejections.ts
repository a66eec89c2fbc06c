import type { Cluster } from './cluster';
import type { NodeRejections } from './framework';
import type { NodeInfo } from './nodeInfo';
import type { Status } from './status';

/** A refusal and who made it. */
export interface Rejection { readonly plugin: string; readonly status: Status }

/** Refusals by number, so that a thousand equal ones cost a thousand integers. 0 stands for "fits", -1 for "not looked at". */
export class RejectionTable {
  private readonly entries: Rejection[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<Status, number>();

  number(plugin: string, status: Status): number {
    const seen = this.known.get(status);
    if (seen !== undefined) return seen;
    const key = JSON.stringify([plugin, status.code, status.reasons]);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.entries.push({ plugin, status });
      this.numbers.set(key, number);
      this.known.set(status, number);
    }
    return number;
  }

  entry(number: number): Rejection | undefined {
    return number > 0 ? this.entries[number - 1] : undefined;
  }
}

/** What filtering said of every node of the cluster, in order of the cluster's nodes. */
export class FilterResult implements NodeRejections {
  /** By node: 0 fits, -1 not looked at, else a number of the table. */
  constructor(
    private readonly cluster: Cluster, readonly table: RejectionTable, readonly numbers: Int32Array,
    /** Said of all nodes that were not looked at; undefined when all were. */
    readonly absent: Rejection | undefined
  ) {}

  of(nodeName: string): Status | undefined {
    const node = this.cluster.node(nodeName);
    return node === undefined ? this.absent?.status : this.rejectionAt(node.index)?.status;
  }

  rejectionAt(index: number): Rejection | undefined {
    const number = this.numbers[index] ?? -1;
    return number < 0 ? this.absent : this.table.entry(number);
  }

  unschedulableNodes(): NodeInfo[] {
    return this.cluster.nodes.filter(node => this.rejectionAt(node.index)?.status.code === 'Unschedulable');
  }

  /** How many nodes each refusal was made for; those not looked at are left out. */
  counts(): Map<Rejection, number> {
    const byNumber = new Map<number, number>();
    for (const number of this.numbers) if (number > 0) byNumber.set(number, (byNumber.get(number) ?? 0) + 1);
    const counts = new Map<Rejection, number>();
    for (const [number, count] of byNumber) {
      const rejection = this.table.entry(number);
      if (rejection !== undefined) counts.set(rejection, count);
    }
    return counts;
  }

  get lookedAt(): number {
    let count = 0;
    for (const number of this.numbers) if (number >= 0) count++;
    return count;
  }
}

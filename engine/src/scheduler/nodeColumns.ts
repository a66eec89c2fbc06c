import type { ChangeLog } from './changeLog';
import type { NodeInfo } from './nodeInfo';

/** What columns are computed over. */
export interface NodeTable {
  readonly nodes: readonly NodeInfo[];
  readonly changes: ChangeLog;
}

/** One number for every node, computed again for those nodes only that changed. */
class NodeColumn {
  private values = new Float64Array(0);
  private epoch = -1;
  private position = 0;
  constructor(private readonly compute: (node: NodeInfo) => number) {}

  read(table: NodeTable): Float64Array {
    const { nodes, changes } = table;
    if (this.epoch === changes.epoch && this.position === changes.end) return this.values;
    const touched = this.epoch === changes.epoch ? changes.since(this.position, nodes.length) : undefined;
    if (touched === undefined) {
      if (this.values.length !== nodes.length) this.values = new Float64Array(nodes.length);
      for (let i = 0; i < nodes.length; i++) this.set(i, nodes[i]);
    } else {
      for (const i of touched) this.set(i, nodes[i]);
    }
    this.epoch = changes.epoch;
    this.position = changes.end;
    return this.values;
  }

  private set(index: number, node: NodeInfo | undefined): void {
    if (node !== undefined) this.values[index] = this.compute(node);
  }
}

/** Columns by key, the least recently used dropped first: classes of identical pods share them. */
export class NodeColumns {
  private readonly columns = new Map<string, NodeColumn>();
  constructor(private readonly table: NodeTable, private readonly limit = 512) {}

  /**
   * The column of that key, up to date; valid until the next change. Equal keys must mean equal functions. The caller must not
   * change the array.
   */
  read(key: string, compute: (node: NodeInfo) => number): Float64Array {
    let column = this.columns.get(key);
    if (column === undefined) {
      column = new NodeColumn(compute);
      if (this.columns.size >= this.limit) for (const oldest of this.columns.keys()) { this.columns.delete(oldest); break; }
    } else this.columns.delete(key);
    this.columns.set(key, column);
    return column.read(this.table);
  }
}

/** The values that a node label takes, numbered: 0 is always the empty value, -1 stands for nodes without the label. */
export class Topology {
  readonly values: string[] = [''];
  index = new Int32Array(0);
  private readonly numbers = new Map<string, number>([['', 0]]);
  private epoch = -1;
  private position = 0;
  constructor(readonly key: string) {}

  refresh(table: NodeTable): this {
    const { nodes, changes } = table;
    if (this.epoch === changes.epoch && this.position === changes.end) return this;
    const touched = this.epoch === changes.epoch ? changes.since(this.position, nodes.length) : undefined;
    if (touched === undefined) {
      if (this.index.length !== nodes.length) this.index = new Int32Array(nodes.length);
      for (let i = 0; i < nodes.length; i++) this.set(i, nodes[i]);
    } else for (const i of touched) this.set(i, nodes[i]);
    this.epoch = changes.epoch;
    this.position = changes.end;
    return this;
  }

  private set(index: number, node: NodeInfo | undefined): void {
    const labels = node?.labels ?? {};
    this.index[index] = Object.prototype.hasOwnProperty.call(labels, this.key) ? this.number(labels[this.key] ?? '') : -1;
  }

  private number(value: string): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(value, number);
    }
    return number;
  }
}

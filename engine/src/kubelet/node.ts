import type { Millis } from '../core/time';

/** One node's kubelet beside its pods. Frozen rows: replaced, never changed. */
export interface NodeState {
  /** Position among the nodes, for addresses. */
  readonly ordinal: number;
  readonly nextAddress: number;
  /** Images that have been pulled. */
  readonly images: readonly string[];
  /** Images are pulled one at a time: the puller is taken until then. */
  readonly pullerBusyUntilMs: Millis;
  readonly down: boolean;
}

export function newNode(ordinal: number): NodeState {
  return { ordinal, nextAddress: 2, images: [], pullerBusyUntilMs: 0, down: false };
}

/** The address of a node, in a /16 of their own. */
export function nodeAddress(node: NodeState): string {
  const number = node.ordinal + 11;
  return `172.18.${number >> 8}.${number & 255}`;
}

/** The next free pod address of a node; each node has a /24, larger numbers run into the next. */
export function podAddress(node: NodeState): string {
  const number = node.ordinal * 256 + node.nextAddress;
  return `10.${244 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

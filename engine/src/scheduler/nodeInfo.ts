import type { Node } from '../../generated/types';
import { HostPorts } from './hostPorts';
import { amountsOf, resourceOf } from './resource';
import { wholeUnits } from './quantityValue';
import type { PodInfo } from './podInfo';
import type { LabelMap } from '../api/selectors';

/** An image on some nodes: how large the first of them by name says it is, and on how many of them it is. */
export interface ImageState { sizeBytes: number; first: string | undefined; readonly sizes: Map<string, number> }

/** Amounts of a node that change as pods come and go. */
export class NodeResources {
  milliCPU = 0;
  memory = 0;
  ephemeralStorage = 0;
  readonly scalars = new Map<string, number>();

  clone(): NodeResources {
    const copy = new NodeResources();
    copy.milliCPU = this.milliCPU;
    copy.memory = this.memory;
    copy.ephemeralStorage = this.ephemeralStorage;
    for (const [name, amount] of this.scalars) copy.scalars.set(name, amount);
    return copy;
  }
}

/** What is known of a node from its object alone. */
interface NodeFacts {
  readonly node: Node;
  readonly labels: LabelMap;
  readonly allocatable: NodeResources;
  readonly allowedPodNumber: number;
}

/** A node with the sum of what is on it (framework.NodeInfo, pkg/scheduler/framework/types.go, v1.36). Owned by the cluster, or by a dry run as a clone. */
export class NodeInfo {
  /** Place in the cluster's list, which is sorted by name. */
  index = -1;
  readonly pods: PodInfo[] = [];
  images: ReadonlyMap<string, ImageState> = new Map();
  /** How many pods on the node use each claim, by `namespace/name`. */
  readonly claimUsers = new Map<string, number>();
  requested = new NodeResources();
  nonZeroMilliCPU = 0;
  nonZeroMemory = 0;
  ports = new HostPorts();

  private constructor(readonly name: string, private facts: NodeFacts) {}

  static of(node: Node): NodeInfo {
    return new NodeInfo(node.metadata?.name ?? '', factsOf(node));
  }

  get node(): Node { return this.facts.node; }
  get labels(): LabelMap { return this.facts.labels; }
  get allocatable(): NodeResources { return this.facts.allocatable; }
  get allowedPodNumber(): number { return this.facts.allowedPodNumber; }

  /** The node's object changed; its pods stay. */
  setNode(node: Node): void {
    this.facts = factsOf(node);
  }

  addPod(pod: PodInfo): void {
    this.pods.push(pod);
    this.count(pod, 1);
  }

  /** Takes a pod off, putting the last one into its place as upstream does; undefined when it was not there. */
  removePod(uid: string): PodInfo | undefined {
    const at = this.pods.findIndex(pod => pod.uid === uid);
    const removed = this.pods[at];
    const last = this.pods.pop();
    if (removed === undefined || last === undefined) {
      if (last !== undefined) this.pods.push(last);
      return undefined;
    }
    if (at < this.pods.length) this.pods[at] = last;
    this.count(removed, -1);
    return removed;
  }

  /** A copy for a dry run: changes to it leave this one alone. */
  clone(): NodeInfo {
    const copy = new NodeInfo(this.name, this.facts);
    copy.index = this.index;
    copy.pods.push(...this.pods);
    copy.images = this.images;
    for (const [claim, users] of this.claimUsers) copy.claimUsers.set(claim, users);
    copy.requested = this.requested.clone();
    copy.nonZeroMilliCPU = this.nonZeroMilliCPU;
    copy.nonZeroMemory = this.nonZeroMemory;
    copy.ports = this.ports.clone();
    return copy;
  }

  private count(pod: PodInfo, sign: 1 | -1): void {
    const { used, nonZeroRequests } = pod;
    this.requested.milliCPU += sign * used.milliCPU;
    this.requested.memory += sign * used.memory;
    this.requested.ephemeralStorage += sign * used.ephemeralStorage;
    for (const [name, amount] of used.scalars) this.requested.scalars.set(name, (this.requested.scalars.get(name) ?? 0) + sign * amount);
    this.nonZeroMilliCPU += sign * nonZeroRequests.milliCPU;
    this.nonZeroMemory += sign * nonZeroRequests.memory;
    for (const port of pod.hostPorts) {
      if (sign > 0) this.ports.add(port);
      else this.ports.remove(port);
    }
    for (const claim of pod.claimNames) this.countClaim(`${pod.namespace}/${claim}`, sign);
  }

  private countClaim(claim: string, sign: 1 | -1): void {
    const users = (this.claimUsers.get(claim) ?? 0) + sign;
    if (users > 0) this.claimUsers.set(claim, users);
    else this.claimUsers.delete(claim);
  }
}

function factsOf(node: Node): NodeFacts {
  const amounts = amountsOf(node.status?.allocatable);
  const resource = resourceOf(amounts);
  const allocatable = new NodeResources();
  allocatable.milliCPU = resource.milliCPU;
  allocatable.memory = resource.memory;
  allocatable.ephemeralStorage = resource.ephemeralStorage;
  for (const [name, amount] of resource.scalars) allocatable.scalars.set(name, amount);
  return { node, labels: node.metadata?.labels ?? {}, allocatable, allowedPodNumber: wholeUnits(amounts.get('pods') ?? 0n) };
}

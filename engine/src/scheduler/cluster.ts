import type { Node, Pod } from '../../generated/types';
import { compareText } from '../core/order';
import type { KubeObject } from '../api/object';
import { ChangeLog } from './changeLog';
import { NodeColumns, Topology } from './nodeColumns';
import { NodeInfo, type ImageState } from './nodeInfo';
import { podInfoOf, type PodInfo } from './podInfo';
import { TermIndex } from './termIndex';
import { Listers } from './listers';
import { keyOf } from './objects';

/**
 * All that the scheduler knows of the cluster, fed by changes of objects; upstream's cache and snapshot in one, since here nothing
 * happens between a snapshot and its use. What is derived from it is kept up to date node by node.
 */
export class Cluster {
  /** Sorted by name. */
  readonly nodes: NodeInfo[] = [];
  readonly changes = new ChangeLog();
  readonly columns = new NodeColumns(this);
  readonly listers = new Listers();
  /** Required anti-affinity terms of the pods on nodes. */
  readonly antiAffinityTerms = new TermIndex();
  /** Required affinity terms of the pods on nodes. */
  readonly affinityTerms = new TermIndex();
  /** Preferred terms of the pods on nodes; anti-affinity with negative weight. */
  readonly preferredTerms = new TermIndex();
  private readonly byName = new Map<string, NodeInfo>();
  private readonly placed = new Map<string, { readonly info: PodInfo; readonly nodeName: string }>();
  /** Pods on nodes that are not (or no longer) known, by node. */
  private readonly homeless = new Map<string, Map<string, PodInfo>>();
  private readonly images = new Map<string, ImageState>();
  private readonly topologies = new Map<string, Topology>();

  private names: readonly string[] | undefined;

  /** The nodes' names in order; the same array until the list of nodes changes. */
  get nodeNames(): readonly string[] {
    return this.names ??= this.nodes.map(node => node.name);
  }

  node(name: string): NodeInfo | undefined {
    return this.byName.get(name);
  }

  /** The numbered values of a node label. */
  topology(key: string): Topology {
    let topology = this.topologies.get(key);
    if (topology === undefined) this.topologies.set(key, topology = new Topology(key));
    return topology.refresh(this);
  }

  /** Takes in an object that was added or changed. Resources that scheduling does not depend on are passed over. */
  upsert(resource: string, object: KubeObject): void {
    if (resource === 'nodes') this.setNode(object);
    else if (resource === 'pods') this.setPod(object);
    else this.listers.set(resource, object);
  }

  remove(resource: string, object: KubeObject): void {
    if (resource === 'nodes') this.removeNode(object.metadata?.name ?? '');
    else if (resource === 'pods') this.forget(keyOf(object));
    else this.listers.delete(resource, object);
  }

  /** Counts a pod on a node before the API server knows of it. */
  assume(pod: Pod, nodeName: string): void {
    this.place(podInfoOf(pod), nodeName);
  }

  /** Takes a pod off its node. */
  forget(podKey: string): void {
    const place = this.placed.get(podKey);
    if (place === undefined) return;
    this.placed.delete(podKey);
    const node = this.byName.get(place.nodeName);
    if (node !== undefined) this.count(node, place.info, -1);
    else this.homeless.get(place.nodeName)?.delete(podKey);
  }

  /** Whether any pod on any node uses the claim. */
  isClaimInUse(claimKey: string): boolean {
    return this.nodes.some(node => node.claimUsers.has(claimKey));
  }

  /** Pods that have ended are no longer there, as for the real scheduler's informer (pkg/scheduler/scheduler.go, v1.36). */
  private setPod(pod: Pod): void {
    const nodeName = pod.spec?.nodeName ?? '';
    const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
    const before = this.placed.get(keyOf(pod));
    if (nodeName === '' || ended) {
      if (ended || before?.nodeName === nodeName) this.forget(keyOf(pod));
      return;
    }
    if (before !== undefined) this.forget(keyOf(pod));
    this.place(podInfoOf(pod), nodeName);
  }

  private place(info: PodInfo, nodeName: string): void {
    this.placed.set(info.key, { info, nodeName });
    const node = this.byName.get(nodeName);
    if (node !== undefined) this.count(node, info, 1);
    else this.waitForNode(info, nodeName);
  }

  private waitForNode(info: PodInfo, nodeName: string): void {
    const waiting = this.homeless.get(nodeName);
    if (waiting === undefined) this.homeless.set(nodeName, new Map([[info.key, info]]));
    else waiting.set(info.key, info);
  }

  private count(node: NodeInfo, info: PodInfo, sign: 1 | -1): void {
    if (sign > 0) node.addPod(info);
    else node.removePod(info.uid);
    for (const term of info.terms.requiredAntiAffinity) this.antiAffinityTerms.change(node, term, 1, sign);
    for (const term of info.terms.requiredAffinity) this.affinityTerms.change(node, term, 1, sign);
    for (const { term, weight } of info.terms.preferredAffinity) this.preferredTerms.change(node, term, weight, sign);
    for (const { term, weight } of info.terms.preferredAntiAffinity) this.preferredTerms.change(node, term, -weight, sign);
    this.changes.touch(node.index, this.nodes.length);
  }

  private setNode(object: Node): void {
    const name = object.metadata?.name ?? '';
    const known = this.byName.get(name);
    if (known !== undefined) {
      const imagesBefore = known.node.status?.images;
      known.setNode(object);
      if (imagesBefore !== object.status?.images) this.setImages(known);
      this.changes.touch(known.index, this.nodes.length);
      return;
    }
    const node = NodeInfo.of(object);
    this.byName.set(name, node);
    this.nodes.splice(this.placeFor(name), 0, node);
    this.renumber(this.placeFor(name));
    this.setImages(node);
    for (const info of this.homeless.get(name)?.values() ?? []) this.count(node, info, 1);
    this.homeless.delete(name);
  }

  private removeNode(name: string): void {
    const node = this.byName.get(name);
    if (node === undefined) return;
    for (const info of [...node.pods]) {
      this.count(node, info, -1);
      this.waitForNode(info, name);
    }
    this.dropImages(node);
    this.byName.delete(name);
    this.nodes.splice(node.index, 1);
    this.renumber(node.index);
  }

  /** Where a node of that name stands or would stand. */
  private placeFor(name: string): number {
    let low = 0, high = this.nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareText(this.nodes[middle]?.name ?? '', name) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private renumber(from: number): void {
    for (let i = from; i < this.nodes.length; i++) {
      const node = this.nodes[i];
      if (node !== undefined) node.index = i;
    }
    this.names = undefined;
    this.changes.reset();
  }

  /** How many nodes have an image counts for every one of them (backend/cache/cache.go, v1.36), so all are looked at anew. */
  private setImages(node: NodeInfo): void {
    this.dropImages(node);
    const states = new Map<string, ImageState>();
    for (const { names = [], sizeBytes = 0 } of node.node.status?.images ?? []) {
      for (const name of names) {
        let state = this.images.get(name);
        if (state === undefined) this.images.set(name, state = { sizeBytes, first: undefined, sizes: new Map() });
        state.sizes.set(node.name, sizeBytes);
        settleSize(state, node.name);
        states.set(name, state);
      }
    }
    node.images = states;
    this.changes.reset();
  }

  private dropImages(node: NodeInfo): void {
    for (const [name, state] of node.images) {
      state.sizes.delete(node.name);
      if (state.sizes.size === 0) this.images.delete(name);
      else settleSize(state, node.name);
    }
    node.images = new Map();
  }
}

/** Upstream keeps the size that the first node to come said; the first by name does not depend on who came first. */
function settleSize(state: ImageState, nodeName: string): void {
  if (state.first === undefined || nodeName <= state.first) state.first = nodeName;
  if (!state.sizes.has(state.first)) {
    state.first = undefined;
    for (const name of state.sizes.keys()) if (state.first === undefined || name < state.first) state.first = name;
  }
  state.sizeBytes = state.sizes.get(state.first ?? '') ?? 0;
}

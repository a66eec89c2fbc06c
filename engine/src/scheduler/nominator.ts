import type { PodInfo } from './podInfo';

/** Which pending pods were promised which node (backend/queue/nominator.go, v1.36). */
export class Nominator {
  private readonly byNode = new Map<string, PodInfo[]>();
  private readonly nodeOf = new Map<string, string>();

  /** Nominates, in place of what was before. */
  add(pod: PodInfo, nodeName: string): void {
    this.delete(pod.key);
    this.nodeOf.set(pod.key, nodeName);
    const pods = this.byNode.get(nodeName);
    if (pods === undefined) this.byNode.set(nodeName, [pod]);
    else pods.push(pod);
  }

  delete(podKey: string): void {
    const nodeName = this.nodeOf.get(podKey);
    if (nodeName === undefined) return;
    this.nodeOf.delete(podKey);
    const rest = (this.byNode.get(nodeName) ?? []).filter(pod => pod.key !== podKey);
    if (rest.length === 0) this.byNode.delete(nodeName);
    else this.byNode.set(nodeName, rest);
  }

  podsFor(nodeName: string): readonly PodInfo[] {
    return this.byNode.get(nodeName) ?? [];
  }

  get isEmpty(): boolean {
    return this.nodeOf.size === 0;
  }
}

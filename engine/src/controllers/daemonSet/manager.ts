import type { DaemonSet, Node, Pod } from '../../../generated/types';
import { compareText } from '../../core/order';
import type { Millis } from '../../core/time';
import { parseTimestamp } from '../../core/timestamp';
import { scaledValue } from '../../api/intOrPercent';
import type { Context } from '../../sim/context';
import { controllerRef, createPod, deletePod, isNamespaceTerminating, podFromTemplate, slowStart } from '../podControl';
import { isPodAvailable, isPodReady } from '../podState';
import { revisionLabel } from '../revisions';
import { backOff, type Backoffs } from './backoff';
import { pinned, placements, podTemplate, type Placement } from './placement';

const burstReplicas = 250;
const source = 'daemonset-controller';

/** What a sync works on. */
export interface Work { readonly daemonSet: DaemonSet; readonly hash: string; readonly nodes: readonly Node[]; readonly backoffs: Backoffs }

/** What shall be done on a node. */
interface Todo { readonly create: string[]; readonly remove: Pod[] }

/** Creates and deletes the pods of one set (manage, podsShouldBeOnNode, syncNodes; pkg/controller/daemon, v1.36). */
export class Manager {
  /** Anything was created or deleted: what follows waits for the next sync. */
  acted = false;
  /** When a failed pod may be deleted. */
  retryAfterMs: Millis | undefined;
  readonly placementOf: (node: Node) => Placement;

  constructor(readonly ctx: Context, readonly work: Work) {
    this.placementOf = placements(work.daemonSet);
  }

  /** Brings each node to what belongs there; the first refusal, if any. */
  manage(pods: ReadonlyMap<string, readonly Pod[]>): string | undefined {
    const todo: Todo = { create: [], remove: [] };
    for (const node of this.work.nodes) this.plan(node, pods.get(node.metadata?.name ?? ''), todo);
    const known = new Set(this.work.nodes.map(node => node.metadata?.name));
    for (const [node, stranded] of pods) if (!known.has(node)) todo.remove.push(...stranded.filter(pod => (pod.spec?.nodeName ?? '') === ''));
    return this.apply(todo.remove, todo.create);
  }

  /** Creates pods on those nodes and deletes these (syncNodes). */
  apply(remove: readonly Pod[], create: readonly string[]): string | undefined {
    const { ctx, work: { daemonSet, hash } } = this;
    const control = { owner: daemonSet, source };
    if (remove.length + create.length > 0) this.acted = true;
    let next = 0;
    const pod = podFromTemplate(podTemplate(daemonSet, hash), daemonSet, controllerRef(daemonSet, 'apps/v1', 'DaemonSet'));
    let failure = slowStart(Math.min(create.length, burstReplicas), () => {
      const result = createPod(ctx, control, { ...pod, spec: pinned(pod.spec, create[next++] ?? '') });
      return result.ok || isNamespaceTerminating(result.error) ? undefined : result.error;
    });
    for (const victim of remove.slice(0, burstReplicas)) failure = deletePod(ctx, control, victim) ?? failure;
    return failure?.message;
  }

  isAvailable(pod: Pod): boolean {
    return isPodAvailable(pod, this.work.daemonSet.spec?.minReadySeconds ?? 0, this.ctx.nowMs);
  }

  private plan(node: Node, pods: readonly Pod[] | undefined, todo: Todo): void {
    const name = node.metadata?.name ?? '';
    const placement = this.placementOf(node);
    if (placement === 'run' && pods === undefined) todo.create.push(name);
    else if (placement !== 'leave') this.planPresent(name, pods ?? [], { todo, placement });
    else todo.remove.push(...(pods ?? []).filter(pod => pod.metadata?.deletionTimestamp === undefined));
  }

  private planPresent(node: string, pods: readonly Pod[], { todo, placement }: { todo: Todo; placement: Placement }): void {
    const running = pods.filter(pod => pod.metadata?.deletionTimestamp === undefined && !this.isDone(node, pod, todo)).sort(oldestFirst);
    if (!allowsSurge(this.work.daemonSet)) {
      todo.remove.push(...running.slice(1));
      return;
    }
    if (running.length === 0 && placement === 'run') todo.create.push(node);
    if (running.length <= 1) return;
    const isNew = (pod: Pod): boolean => pod.metadata?.labels?.[revisionLabel] === this.work.hash;
    const newPod = running.find(isNew);
    const oldPod = running.find(pod => !isNew(pod));
    todo.remove.push(...running.filter(pod => pod !== newPod && pod !== oldPod));
    if (newPod !== undefined && oldPod !== undefined && (!isPodReady(oldPod) || this.isAvailable(newPod))) todo.remove.push(oldPod);
  }

  /** A finished pod is told of and deleted; failed ones not too often. */
  private isDone(node: string, pod: Pod, todo: Todo): boolean {
    const { ctx, work: { daemonSet, backoffs } } = this;
    const where = `${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''} on node ${node}`;
    if (pod.status?.phase === 'Failed') {
      const delayMs = backOff(backoffs, `${daemonSet.metadata?.uid ?? ''}/${daemonSet.status?.observedGeneration ?? 0}/${node}`, ctx.nowMs);
      if (delayMs !== undefined) this.retryAfterMs = Math.min(this.retryAfterMs ?? delayMs, delayMs);
      else {
        ctx.recordEvent(daemonSet, { type: 'Warning', reason: 'FailedDaemonPod', message: `Found failed daemon pod ${where}, will try to kill it`, source });
        todo.remove.push(pod);
      }
      return true;
    }
    if (pod.status?.phase !== 'Succeeded') return false;
    ctx.recordEvent(daemonSet, { type: 'Normal', reason: 'SucceededDaemonPod', message: `Found succeeded daemon pod ${where}, will try to delete it`, source });
    todo.remove.push(pod);
    return true;
  }
}

/** How many pods above the number of nodes an update may run. */
export function surgeCount(daemonSet: DaemonSet, nodes: number): number {
  const { type, rollingUpdate } = daemonSet.spec?.updateStrategy ?? {};
  return type === 'RollingUpdate' ? scaledValue(rollingUpdate?.maxSurge, nodes, 'up') : 0;
}

function allowsSurge(daemonSet: DaemonSet): boolean {
  return surgeCount(daemonSet, 1) > 0;
}

/** Scheduled pods first, then by age and name (podByCreationTimestampAndPhase). */
export function oldestFirst(a: Pod, b: Pod): number {
  const scheduled = (pod: Pod): number => Number((pod.spec?.nodeName ?? '') === '');
  const created = (pod: Pod): number => parseTimestamp(pod.metadata?.creationTimestamp) ?? 0;
  return scheduled(a) - scheduled(b) || created(a) - created(b) || compareText(a.metadata?.name ?? '', b.metadata?.name ?? '');
}

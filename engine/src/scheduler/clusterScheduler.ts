import type { Pod } from '../../generated/types';
import { AttemptRecord } from './attemptRecord';
import { Cluster } from './cluster';
import { CycleState } from './cycleState';
import { isInterested, type ClusterEvent } from './clusterEvent';
import type { BindingWrite, QueuedPod } from './framework';
import type { NodeInfo } from './nodeInfo';
import { Nominator } from './nominator';
import { podInfoOf } from './podInfo';
import { plugins } from './plugins';
import { defaultProfile, type Profile } from './profile';
import type { Rejection } from './rejections';
import { Framework } from './runtime';
import { schedulePod, type AttemptOptions, type SchedulingResult } from './schedulePod';
import type { Registrations } from './schedulingQueue';

/**
 * The scheduler as a library: give it the cluster's objects through `cluster`, ask where a pod would go. It decides and explains
 * but writes nothing: binding, nominating and evicting are up to the caller, who then tells `cluster` and `nominator`.
 */
export class ClusterScheduler {
  readonly cluster = new Cluster();
  readonly nominator = new Nominator();
  /** The changes that plugins of any profile wait for, by plugin. */
  readonly registrations: Registrations;
  private readonly frameworks: ReadonlyMap<string, Framework>;

  constructor(profiles: readonly Profile[] = [defaultProfile]) {
    this.frameworks = new Map(profiles.map(profile => [profile.schedulerName, new Framework(profile, this.cluster, this.nominator, plugins)]));
    this.registrations = new Map([...this.frameworks.values()].flatMap(framework => framework.all.map(plugin => [plugin.name, plugin.events ?? []])));
  }

  /** The profile that the pod names; undefined when nobody runs a scheduler of that name. */
  frameworkFor(pod: Pod): Framework | undefined {
    return this.frameworks.get(pod.spec?.schedulerName ?? 'default-scheduler');
  }

  /** One attempt. A pod that names a scheduler which nobody runs is never attempted: it comes back as gated, without a word. */
  schedule(pod: Pod, options: AttemptOptions): SchedulingResult {
    const info = podInfoOf(pod);
    const framework = this.frameworkFor(pod);
    const gate = framework?.preEnqueue(info);
    if (framework !== undefined && gate === undefined) return schedulePod(framework, info, options);
    const attempt = { ...new AttemptRecord(info, options, []).finish({}), gated: true };
    return { pod: info, attempt, state: new CycleState(), verdict: 'gated', rejectedBy: gate === undefined ? [] : [gate.plugin], victims: [] };
  }

  /** Which of two waiting pods goes first; all profiles sort alike, as upstream demands. */
  queueSort(a: QueuedPod, b: QueuedPod): number {
    for (const framework of this.frameworks.values()) return framework.queueSort(a, b);
    return 0;
  }

  /** Whether a change of the pod itself may make it schedulable, by the plugins that refused it. */
  isWorthAnotherTry(pod: Pod, rejectedBy: readonly string[], event: ClusterEvent): boolean {
    if (rejectedBy.length === 0) return true;
    return rejectedBy.some(plugin => (this.registrations.get(plugin) ?? [])
      .some(registration => isInterested(registration, event) && (registration.hint?.(podInfoOf(pod), event) ?? true)));
  }

  /** Whether nothing keeps the pod from being bound to the node any more. */
  isPreBound(pod: Pod, nodeName: string): boolean {
    const node = this.cluster.node(nodeName);
    return node !== undefined && (this.frameworkFor(pod)?.at('preBind') ?? []).every(plugin => plugin.isPreBound?.(podInfoOf(pod), node) ?? true);
  }

  /** Everything that keeps the pod from each node: all plugins are asked, not only up to the first that refuses. Empty when a preFilter refuses it at once. */
  blockers(pod: Pod): { readonly node: NodeInfo; readonly rejections: readonly Rejection[] }[] {
    const framework = this.frameworkFor(pod), info = podInfoOf(pod), state = new CycleState();
    if (framework === undefined || framework.preFilter(state, info).refusal !== undefined) return [];
    return this.cluster.nodes.map(node => ({ node, rejections: framework.allRejections(state, info, node) }));
  }

  /** What must be written before the pod can be bound where the attempt placed it. */
  bindingWrites(pod: Pod, result: SchedulingResult): readonly BindingWrite[] {
    const { node, state } = result;
    if (node === undefined) return [];
    return this.frameworkFor(pod)?.at('preBind').flatMap(plugin => plugin.preBind?.(state, podInfoOf(pod), node.name) ?? []) ?? [];
  }
}

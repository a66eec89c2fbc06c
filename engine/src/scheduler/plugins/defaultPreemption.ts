import { isObject, own } from '../../core/json';
import { fitErrorMessage } from '../fitError';
import type { CycleState } from '../cycleState';
import type { Handle, NodeRejections, PluginFactory, PostFilterResult } from '../framework';
import type { PodInfo } from '../podInfo';
import { unresolvable, unschedulable, type Status } from '../status';
import { selectVictims, startTimeMs, type Victims } from '../victims';

const notHelpful = unresolvable('Preemption is not helpful for scheduling');

/** Makes room for a pod by taking away pods of lower priority from one node (plugins/defaultpreemption and framework/preemption, v1.36). */
export const defaultPreemption: PluginFactory = {
  name: 'DefaultPreemption',
  create(rawArgs, handle) {
    const args = preemptionArgs(rawArgs);
    return {
      name: 'DefaultPreemption',
      postFilter(state, pod, rejections) {
        const result = preempt(handle, { state, pod, rejections, args });
        const { status } = result;
        return status === undefined ? result : { ...result, status: { ...status, reasons: [`preemption: ${status.reasons.join(', ')}`] } };
      },
      events: [{ resource: 'pods', actions: ['Delete'], hint: () => false }]
    };
  }
};

interface PreemptionArgs { readonly minCandidateNodesPercentage: number; readonly minCandidateNodesAbsolute: number }

function preemptionArgs(args: unknown): PreemptionArgs {
  const read = (key: string, fallback: number): number => {
    const value = isObject(args) ? own(args, key) : undefined;
    return typeof value === 'number' ? value : fallback;
  };
  return { minCandidateNodesPercentage: read('minCandidateNodesPercentage', 10), minCandidateNodesAbsolute: read('minCandidateNodesAbsolute', 100) };
}

interface Preemption { readonly state: CycleState; readonly pod: PodInfo; readonly rejections: NodeRejections; readonly args: PreemptionArgs }

function preempt(handle: Handle, { state, pod, rejections, args }: Preemption): PostFilterResult {
  const objection = ineligible(handle, pod, rejections);
  if (objection !== undefined) return { status: unschedulable(objection) };
  const potential = rejections.unschedulableNodes();
  const statuses: Status[] = [];
  const clean: Victims[] = [], violating: Victims[] = [];
  const wanted = candidateCount(potential.length, args);
  for (const node of potential) {
    const victims = selectVictims(handle, state.clone(), pod, node.clone());
    if ('status' in victims) { statuses.push(victims.status); continue; }
    (victims.budgetViolations === 0 ? clean : violating).push(victims);
    if (clean.length > 0 && clean.length + violating.length >= wanted) break;
  }
  const best = pickCandidate([...clean, ...violating]);
  if (best !== undefined) return { nominatedNode: best.node.name, victims: best.pods };
  const nodeCount = handle.cluster.nodes.length;
  const counts = [...statuses.map(status => [status, 1] as const), [notHelpful, nodeCount - statuses.length] as const].filter(([, count]) => count > 0);
  return { status: unschedulable(fitErrorMessage({ nodeCount, rejections: counts })) };
}

/** Why the pod may not preempt, if so: its policy, or victims that are still going on the node it was promised. */
function ineligible(handle: Handle, pod: PodInfo, rejections: NodeRejections): string | undefined {
  if (pod.pod.spec?.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.pod.status?.nominatedNodeName ?? '';
  if (nominated === '' || rejections.of(nominated)?.code === 'UnschedulableAndUnresolvable') return undefined;
  const isGoing = handle.cluster.node(nominated)?.pods.some(other => other.priority < pod.priority && other.terminating && isPreempted(other));
  return isGoing === true ? 'not eligible due to a terminating pod on the nominated node.' : undefined;
}

function isPreempted(pod: PodInfo): boolean {
  const condition = pod.pod.status?.conditions?.find(one => one.type === 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'PreemptionByScheduler';
}

function candidateCount(nodes: number, args: PreemptionArgs): number {
  return Math.min(nodes, Math.max(Math.trunc(nodes * args.minCandidateNodesPercentage / 100), args.minCandidateNodesAbsolute));
}

/**
 * The node that loses least: fewest budgets broken, lowest highest priority, lowest sum of priorities, fewest pods, and whose most
 * important victim started last; then the first by name, where upstream's choice is random.
 */
function pickCandidate(candidates: readonly Victims[]): Victims | undefined {
  const scores: readonly ((victims: Victims) => number)[] = [
    victims => -victims.budgetViolations,
    victims => -(victims.pods[0]?.priority ?? 0),
    victims => -victims.pods.reduce((sum, pod) => sum + pod.priority + 2147483648, 0),
    victims => -victims.pods.length,
    earliestStart
  ];
  let left = candidates;
  for (const score of scores) {
    const highest = Math.max(...left.map(score));
    left = left.filter(victims => score(victims) === highest);
    if (left.length <= 1) break;
  }
  return [...left].sort((a, b) => a.node.index - b.node.index)[0];
}

/** When the longest running of the victims with the highest priority started. */
function earliestStart({ pods }: Victims): number {
  const highest = Math.max(...pods.map(pod => pod.priority));
  return Math.min(...pods.filter(pod => pod.priority === highest).map(pod => startTimeMs(pod) ?? Number.MAX_SAFE_INTEGER));
}

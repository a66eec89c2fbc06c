import type { PodDisruptionBudget } from '../../generated/types';
import { own } from '../core/json';
import { compareText } from '../core/order';
import { parseTimestamp } from '../core/timestamp';
import type { CycleState } from './cycleState';
import type { Handle } from './framework';
import type { NodeInfo } from './nodeInfo';
import type { PodInfo } from './podInfo';
import { compileLabelSelector } from '../api/selectors';
import { unresolvable, type Status } from './status';

/** The pods that would have to go from a node, the most important first. */
export interface Victims {
  readonly node: NodeInfo;
  readonly pods: readonly PodInfo[];
  /** How many of them a disruption budget protects. */
  readonly budgetViolations: number;
}

const noVictims = unresolvable('No preemption victims found for incoming pod');

/**
 * The fewest pods of lower priority whose going makes room on the node: all of them are taken off, then put back as long as the
 * pod still fits, those that a budget protects first, then the important ones (SelectVictimsOnNode,
 * plugins/defaultpreemption/default_preemption.go, v1.36). `state` and `node` are copies and are changed.
 */
export function selectVictims(handle: Handle, state: CycleState, pod: PodInfo, node: NodeInfo): Victims | { readonly status: Status } {
  const candidates = node.pods.filter(other => other.priority < pod.priority).sort((a, b) => compareText(a.key, b.key));
  const takeOff = (other: PodInfo): void => {
    node.removePod(other.uid);
    handle.removePod(state, pod, other, node);
  };
  for (const candidate of candidates) takeOff(candidate);
  if (candidates.length === 0) return { status: noVictims };
  const refusal = handle.filterNode(state, pod, node);
  if (refusal !== undefined) return { status: refusal };
  const victims: PodInfo[] = [];
  const reprieve = (other: PodInfo): boolean => {
    node.addPod(other);
    handle.addPod(state, pod, other, node);
    if (handle.filterNode(state, pod, node) === undefined) return true;
    takeOff(other);
    victims.push(other);
    return false;
  };
  const { violating, others } = splitByBudgets(sortByImportance(candidates), [...handle.cluster.listers.of('policy/poddisruptionbudgets').values()]);
  const budgetViolations = violating.filter(other => !reprieve(other)).length;
  for (const other of others) reprieve(other);
  const pods = violating.length > 0 && others.length > 0 ? sortByImportance(victims) : victims;
  return { node, pods, budgetViolations };
}

/** Pods whose going would take a budget below zero, counted in the order given; the rest. */
function splitByBudgets(pods: readonly PodInfo[], budgets: readonly PodDisruptionBudget[]): { readonly violating: readonly PodInfo[]; readonly others: readonly PodInfo[] } {
  const violating: PodInfo[] = [], others: PodInfo[] = [];
  const rules = budgets.map(budget => ({ budget, selector: compileLabelSelector(budget.spec?.selector), allowed: budget.status?.disruptionsAllowed ?? 0 }));
  for (const pod of pods) {
    let isViolated = false;
    for (const rule of Object.keys(pod.labels).length === 0 ? [] : rules) {
      const { budget, selector } = rule;
      if (budget.metadata?.namespace !== pod.namespace || selector === undefined || selector.empty || !selector.matches(pod.labels)) continue;
      if (own(budget.status?.disruptedPods ?? {}, pod.name) !== undefined) continue;
      rule.allowed--;
      if (rule.allowed < 0) isViolated = true;
    }
    (isViolated ? violating : others).push(pod);
  }
  return { violating, others };
}

/** When a pod started; undefined stands for "now", later than any start. */
export function startTimeMs(pod: PodInfo): number | undefined {
  return parseTimestamp(pod.pod.status?.startTime);
}

/**
 * Higher priority first, then who runs longer. Upstream takes "now" for a pod that has not started, anew at every comparison, so
 * that of two such pods the one asked about first always wins: its insertion sort turns their order round, and so does this.
 */
function sortByImportance(pods: readonly PodInfo[]): PodInfo[] {
  const sorted: PodInfo[] = [];
  for (const pod of pods) {
    let at = sorted.length;
    for (let before = sorted[at - 1]; at > 0 && before !== undefined && isMoreImportant(pod, before); before = sorted[at - 1]) at--;
    sorted.splice(at, 0, pod);
  }
  return sorted;
}

function isMoreImportant(a: PodInfo, b: PodInfo): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  const startOfB = startTimeMs(b);
  return startOfB === undefined || (startTimeMs(a) ?? Infinity) < startOfB;
}

import type { Pod } from '../../generated/types';
import { own } from '../core/json';
import { compareText } from '../core/order';
import type { Millis } from '../core/time';
import { parseTimestamp } from '../core/timestamp';
import { isPodReady, readySinceMs } from './podState';

const phases: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * Pods in the order in which scaling down deletes them: unassigned, then pending, then not ready, then cheap
 * (`controller.kubernetes.io/pod-deletion-cost`), then those that share a node with others of `related`, then lately ready,
 * often restarted, lately created; ages count on a logarithmic scale. Mirrors ActivePodsWithRanks,
 * pkg/controller/controller_utils.go, v1.36.
 */
export function inDeletionOrder(pods: readonly Pod[], related: readonly Pod[], nowMs: Millis): Pod[] {
  const onNode = new Map<string, number>();
  for (const pod of related) {
    const node = pod.spec?.nodeName;
    if (node !== undefined && isRelatedActive(pod)) onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  const rows = pods.map(pod => ({ pod, rank: onNode.get(pod.spec?.nodeName ?? '') ?? 0 }));
  return rows.sort((a, b) => compare(a, b, nowMs)).map(row => row.pod);
}

function isRelatedActive(pod: Pod): boolean {
  return pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed' && pod.metadata?.deletionTimestamp === undefined;
}

interface Ranked { readonly pod: Pod; readonly rank: number }

function compare(a: Ranked, b: Ranked, nowMs: Millis): number {
  const readyA = isPodReady(a.pod);
  const readyB = isPodReady(b.pod);
  return Number((a.pod.spec?.nodeName ?? '') !== '') - Number((b.pod.spec?.nodeName ?? '') !== '')
    || phaseOf(a.pod) - phaseOf(b.pod)
    || Number(readyA) - Number(readyB)
    || deletionCost(a.pod) - deletionCost(b.pod)
    || b.rank - a.rank
    || (readyA && readyB ? compareAge(readySinceMs(a.pod), readySinceMs(b.pod), { a: a.pod, b: b.pod, nowMs }) : 0)
    || compareRestarts(a.pod, b.pod)
    || compareAge(parseTimestamp(a.pod.metadata?.creationTimestamp), parseTimestamp(b.pod.metadata?.creationTimestamp), { a: a.pod, b: b.pod, nowMs });
}

function phaseOf(pod: Pod): number {
  return phases[pod.status?.phase ?? ''] ?? 0;
}

/** Costs that are no 32-bit integers count as none (core/v1/helper GetDeletionCostFromPodAnnotations). */
function deletionCost(pod: Pod): number {
  const text = own(pod.metadata?.annotations ?? {}, 'controller.kubernetes.io/pod-deletion-cost');
  if (typeof text !== 'string' || !/^(0|-?[1-9][0-9]*)$/.test(text)) return 0;
  const cost = Number(text);
  return cost < -2147483648 || cost > 2147483647 ? 0 : cost;
}

/** The younger goes first; within one power of two of the age the uid decides (logarithmicRankDiff). */
function compareAge(timeA: Millis | undefined, timeB: Millis | undefined, between: { a: Pod; b: Pod; nowMs: Millis }): number {
  if (timeA === timeB) return 0;
  if (timeA === undefined || timeB === undefined) return timeA === undefined ? -1 : 1;
  const difference = ageRank(between.nowMs - timeA) - ageRank(between.nowMs - timeB);
  return difference !== 0 ? difference : compareText(between.a.metadata?.uid ?? '', between.b.metadata?.uid ?? '');
}

function ageRank(ageMs: Millis): number {
  return ageMs <= 0 ? -1 : Math.floor(Math.log2(ageMs * 1e6));
}

/** The more restarts, the sooner; regular containers count before sidecars. */
function compareRestarts(a: Pod, b: Pod): number {
  return mostRestarts(b, 'containers') - mostRestarts(a, 'containers') || mostRestarts(b, 'sidecars') - mostRestarts(a, 'sidecars');
}

function mostRestarts(pod: Pod, which: 'containers' | 'sidecars'): number {
  if (which === 'containers') return Math.max(0, ...(pod.status?.containerStatuses ?? []).map(status => status.restartCount ?? 0));
  const sidecars = new Set((pod.spec?.initContainers ?? []).filter(container => container.restartPolicy === 'Always').map(container => container.name));
  return Math.max(0, ...(pod.status?.initContainerStatuses ?? []).filter(status => sidecars.has(status.name)).map(status => status.restartCount ?? 0));
}

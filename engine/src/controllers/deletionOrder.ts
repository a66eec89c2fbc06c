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
  const rows = pods.map(pod => ranked(pod, onNode.get(pod.spec?.nodeName ?? '') ?? 0));
  return rows.sort((a, b) => compare(a, b, nowMs)).map(row => row.pod);
}

function isRelatedActive(pod: Pod): boolean {
  return pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed' && pod.metadata?.deletionTimestamp === undefined;
}

/** A pod and all that it is compared by. */
interface Ranked {
  readonly pod: Pod; readonly uid: string; readonly assigned: number; readonly phase: number; readonly ready: boolean; readonly cost: number; readonly rank: number;
  readonly readySinceMs: Millis | undefined; readonly restarts: number; readonly sidecarRestarts: number; readonly createdMs: Millis | undefined;
}

function ranked(pod: Pod, rank: number): Ranked {
  return {
    pod, uid: pod.metadata?.uid ?? '', assigned: Number((pod.spec?.nodeName ?? '') !== ''), phase: phaseOf(pod), ready: isPodReady(pod), cost: deletionCost(pod), rank,
    readySinceMs: readySinceMs(pod), restarts: mostRestarts(pod, 'containers'), sidecarRestarts: mostRestarts(pod, 'sidecars'), createdMs: parseTimestamp(pod.metadata?.creationTimestamp)
  };
}

function compare(a: Ranked, b: Ranked, nowMs: Millis): number {
  return a.assigned - b.assigned
    || a.phase - b.phase
    || Number(a.ready) - Number(b.ready)
    || a.cost - b.cost
    || b.rank - a.rank
    || (a.ready && b.ready ? compareAge(a.readySinceMs, b.readySinceMs, { a, b, nowMs }) : 0)
    || b.restarts - a.restarts
    || b.sidecarRestarts - a.sidecarRestarts
    || compareAge(a.createdMs, b.createdMs, { a, b, nowMs });
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
function compareAge(timeA: Millis | undefined, timeB: Millis | undefined, between: { readonly a: Ranked; readonly b: Ranked; readonly nowMs: Millis }): number {
  if (timeA === timeB) return 0;
  if (timeA === undefined || timeB === undefined) return timeA === undefined ? -1 : 1;
  const difference = ageRank(between.nowMs - timeA) - ageRank(between.nowMs - timeB);
  return difference !== 0 ? difference : compareText(between.a.uid, between.b.uid);
}

function ageRank(ageMs: Millis): number {
  return ageMs <= 0 ? -1 : Math.floor(Math.log2(ageMs * 1e6));
}

/** The more restarts, the sooner; regular containers count before sidecars. */
function mostRestarts(pod: Pod, which: 'containers' | 'sidecars'): number {
  if (which === 'containers') return Math.max(0, ...(pod.status?.containerStatuses ?? []).map(status => status.restartCount ?? 0));
  if ((pod.spec?.initContainers ?? []).length === 0) return 0;
  const sidecars = new Set((pod.spec?.initContainers ?? []).filter(container => container.restartPolicy === 'Always').map(container => container.name));
  return Math.max(0, ...(pod.status?.initContainerStatuses ?? []).filter(status => sidecars.has(status.name)).map(status => status.restartCount ?? 0));
}

import type { Job, Pod } from '../../../generated/types';
import type { Millis } from '../../core/time';
import type { StatusError } from '../../apiserver/client';
import type { Context } from '../../sim/context';
import { createPod, deletePod, isNamespaceTerminating, slowStart } from '../podControl';
import { isPodReady, isPodTerminating } from '../podState';
import { finishedAtMs, remainingMs } from './backoff';
import { freeIndexes, indexOf, mergeIndexes, withIndexes } from './indexes';
import { indexedPodOf, podOf } from './podTemplate';
import { absoluteFailureCount, failureAnnotations, inRemovalOrder, isIndexed, isSuspended, release, replacesOnlyFailed } from './podsOfJob';
import type { Snapshot } from './snapshot';

export const source = 'job-controller';
const mostPods = 500;
const batchMs = 1000;

/** What managing has changed in the numbers of a snapshot. */
export interface Managed { readonly active: number; readonly ready: number; readonly terminating: number; readonly error?: string; readonly requeueAfterMs?: Millis }

/** Brings the number of active pods to what the Job wants (manageJob, pkg/controller/job/job_controller.go, v1.36). */
export function manage(ctx: Context, job: Job, seen: Snapshot): Managed {
  const active = seen.active.length;
  const none = { active, ready: seen.ready, terminating: seen.terminating };
  if (isSuspended(job)) return remove(ctx, job, seen, surplus(job, seen.active, active));
  const wanted = wantedPods(job, seen);
  const extra = surplus(job, seen.active, Math.max(0, active - wanted)).slice(0, mostPods);
  if (extra.length > 0) return remove(ctx, job, seen, extra);
  const missing = wanted - active - (replacesOnlyFailed(job) ? seen.terminating : 0);
  if (missing <= 0) return none;
  const waitMs = job.spec?.backoffLimitPerIndex === undefined ? remainingMs(seen.backoff, ctx.nowMs) : 0;
  // As upstream, a Job that waits for its back-off reports no active pods.
  if (waitMs > 0) return { ...none, active: 0, requeueAfterMs: Math.max(waitMs, batchMs) };
  const count = Math.min(missing, mostPods);
  if (!isIndexed(job)) return create(ctx, job, seen, Array.from({ length: count }, () => podOf(job)));
  const indexes = nextIndexes(job, seen, count);
  const waits = indexes.map(index => indexWaitMs(seen.awaited.get(index), ctx.nowMs));
  const ready = indexes.filter((_, i) => waits[i] === 0);
  if (ready.length === 0 && waits.length > 0) return { ...none, active: 0, requeueAfterMs: Math.max(Math.min(...waits), batchMs) };
  const perIndex = job.spec?.backoffLimitPerIndex !== undefined;
  return create(ctx, job, seen, ready.map(index => indexedPodOf(job, index, perIndex ? failureAnnotations(job, seen.awaited.get(index)) : {})));
}

function wantedPods(job: Job, seen: Snapshot): number {
  const { parallelism = 1, completions } = job.spec ?? {};
  if (completions === undefined) return seen.succeeded > 0 ? seen.active.length : parallelism;
  return Math.max(0, Math.min(parallelism, completions - seen.succeeded));
}

/** The pods to remove: of indexed Jobs those without a proper index and all but one of each index, then as many as there are too many. */
function surplus(job: Job, active: readonly Pod[], atLeast: number): Pod[] {
  const removed: Pod[] = [];
  let left = [...active];
  if (isIndexed(job)) {
    const groups = new Map<number, Pod[]>();
    left = [];
    for (const pod of active) {
      const index = indexOf(pod);
      if (index === undefined || index >= (job.spec?.completions ?? 0)) removed.push(pod);
      else groups.set(index, [...groups.get(index) ?? [], pod]);
    }
    for (const [, pods] of [...groups].sort(([a], [b]) => a - b)) {
      const ordered = inRemovalOrder(pods);
      removed.push(...ordered.slice(0, -1));
      left.push(...ordered.slice(-1));
    }
  }
  return removed.length >= atLeast ? removed : [...removed, ...inRemovalOrder(left).slice(0, atLeast - removed.length)];
}

function remove(ctx: Context, job: Job, seen: Snapshot, pods: readonly Pod[]): Managed {
  let gone = 0;
  let error: string | undefined;
  for (const pod of pods) {
    const refused = release(ctx, pod);
    const failed = refused ?? deletePod(ctx, { owner: job, source }, pod)?.message;
    if (failed === undefined) gone++;
    error ??= failed;
  }
  const ready = seen.ready - pods.filter(isPodReady).length;
  return { active: seen.active.length - gone, ready, terminating: seen.terminating + gone, ...(error === undefined ? {} : { error }) };
}

/** Deletes all active pods of a Job that ends; they stay tracked until they are counted (deleteActivePods). */
export function removeActive(ctx: Context, job: Job, seen: Snapshot): Managed {
  let error: StatusError | undefined;
  let gone = 0;
  for (const pod of seen.active) {
    const failed = deletePod(ctx, { owner: job, source }, pod);
    if (failed === undefined) gone++;
    error ??= failed;
  }
  return { active: seen.active.length - gone, ready: 0, terminating: seen.terminating + gone, ...(error === undefined ? {} : { error: error.message }) };
}

function create(ctx: Context, job: Job, seen: Snapshot, pods: readonly Pod[]): Managed {
  let next = 0;
  let created = 0;
  const error = slowStart(pods.length, () => {
    const pod = pods[next++];
    const result = pod === undefined ? undefined : createPod(ctx, { owner: job, source }, pod);
    if (result === undefined) return undefined;
    if (result.ok || isNamespaceTerminating(result.error)) {
      created++;
      return undefined;
    }
    return result.error;
  });
  return { active: seen.active.length + created, ready: seen.ready, terminating: seen.terminating, ...(error === undefined ? {} : { error: error.message }) };
}

/** The first indexes that no pod has (firstPendingIndexes). */
function nextIndexes(job: Job, seen: Snapshot, count: number): number[] {
  const going = replacesOnlyFailed(job) ? seen.pods.filter(isPodTerminating) : [];
  const taken = withIndexes(seen.succeededIndexes, [...seen.active, ...going].flatMap(pod => indexOf(pod) ?? []));
  return freeIndexes(mergeIndexes(taken, seen.failedIndexes ?? []), count, job.spec?.completions ?? 0);
}

function indexWaitMs(last: Pod | undefined, nowMs: Millis): Millis {
  return last === undefined ? 0 : remainingMs({ failures: absoluteFailureCount(last) + 1, lastMs: finishedAtMs(last) }, nowMs);
}

import type { Job, JobCondition, JobStatus, Pod } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import { newCondition, withCondition } from './conditions';
import { judgeFailure } from './failurePolicy';
import { countIndexes, indexOf, indexesText, withIndexes } from './indexes';
import { source } from './manage';
import { isFailed, isIndexed, isTracked, isValid, release } from './podsOfJob';
import type { Snapshot } from './snapshot';

const mostUncounted = 500;

/** A Job with the status that is being made up, before it is written. */
export interface Draft { job: Job; readonly status: Mutable<JobStatus>; changed: boolean }

/**
 * Counts finished pods without losing any: they are noted as uncounted, then their finalizers are taken off, then they are
 * counted, and at last the Job is declared finished (trackJobStatusAndRemoveFinalizers, v1.36). Returns what was refused.
 */
export function track(ctx: Context, draft: Draft, seen: Snapshot, end: JobCondition | undefined): string | undefined {
  countReleased(draft, seen.pods);
  const released = note(draft, seen, end);
  if (isIndexed(draft.job)) noteIndexes(draft, seen, released.indexes);
  const finished = end === undefined ? undefined : announce(draft, end, ctx.nowMs);
  const refused = flush(ctx, draft);
  if (refused !== undefined) return refused;
  let error: string | undefined;
  const kept = new Set(seen.pods.filter(isTracked).map(pod => pod.metadata?.uid));
  for (const pod of released.pods) {
    const failed = release(ctx, pod);
    if (failed === undefined) kept.delete(pod.metadata?.uid);
    error ??= failed;
  }
  count(draft, kept);
  if (error !== undefined) return flush(ctx, draft) ?? error;
  const ended = finished !== undefined && !released.more && finish(draft, finished);
  const failed = flush(ctx, draft);
  if (failed === undefined && ended) tell(ctx, draft.job, finished);
  return failed;
}

/** Pods that lost their finalizer in an earlier sync. */
function countReleased(draft: Draft, pods: readonly Pod[]): void {
  count(draft, new Set(pods.filter(isTracked).map(pod => pod.metadata?.uid)));
}

/** Moves uncounted pods without finalizer into the counters (cleanUncountedPodsWithoutFinalizers). */
function count(draft: Draft, tracked: ReadonlySet<string | undefined>): void {
  const uncounted = draft.status.uncountedTerminatedPods ??= {};
  for (const field of ['succeeded', 'failed'] as const) {
    const before = uncounted[field] ?? [];
    const left = before.filter(uid => tracked.has(uid));
    if (left.length === before.length) continue;
    draft.changed = true;
    draft.status[field] = (draft.status[field] ?? 0) + before.length - left.length;
    if (left.length === 0) delete uncounted[field];
    else uncounted[field] = left;
  }
}

interface Noted { readonly pods: readonly Pod[]; readonly indexes: readonly number[]; readonly more: boolean }

/** Notes the pods that can be counted now. */
function note(draft: Draft, seen: Snapshot, end: JobCondition | undefined): Noted {
  const { job } = draft;
  const uncounted = draft.status.uncountedTerminatedPods ??= {};
  const before = { succeeded: new Set(job.status?.uncountedTerminatedPods?.succeeded), failed: new Set(job.status?.uncountedTerminatedPods?.failed) };
  const pods: Pod[] = [];
  const indexes: number[] = [];
  const ordered = isIndexed(job) ? [...seen.pods].sort((a, b) => (indexOf(a) ?? -1) - (indexOf(b) ?? -1)) : seen.pods;
  for (const pod of ordered) {
    const uid = pod.metadata?.uid ?? '';
    const failed = isFailed(pod, job);
    if (!isTracked(pod) || !isReleasable(draft, seen, { pod, failed, end })) continue;
    pods.push(pod);
    if (pod.status?.phase === 'Succeeded' && !before.failed.has(uid)) {
      if (isIndexed(job)) indexes.push(...isValid(pod, job) ? [indexOf(pod) ?? 0] : []);
      else if (!before.succeeded.has(uid)) uncounted.succeeded = [...uncounted.succeeded ?? [], uid];
    } else if ((failed || (end !== undefined && end.type !== 'SuccessCriteriaMet')) && !before.failed.has(uid) && isValid(pod, job) && judgeFailure(job, pod).counts) {
      uncounted.failed = [...uncounted.failed ?? [], uid];
    }
    if (indexes.length + (uncounted.succeeded?.length ?? 0) + (uncounted.failed?.length ?? 0) >= mostUncounted) return { pods, indexes, more: true };
  }
  if ((uncounted.succeeded ?? []).some(uid => !before.succeeded.has(uid)) || (uncounted.failed ?? []).some(uid => !before.failed.has(uid))) draft.changed = true;
  return { pods, indexes, more: false };
}

/** Whether the pod's finalizer may go (canRemoveFinalizer). */
function isReleasable({ job }: Draft, seen: Snapshot, { pod, failed, end }: { pod: Pod; failed: boolean; end: JobCondition | undefined }): boolean {
  if (job.metadata?.deletionTimestamp !== undefined || end !== undefined || pod.status?.phase === 'Succeeded') return true;
  const index = indexOf(pod);
  return failed && (index === undefined || seen.awaited.get(index)?.metadata?.uid !== pod.metadata?.uid);
}

function noteIndexes(draft: Draft, seen: Snapshot, indexes: readonly number[]): void {
  const { status } = draft;
  const succeeded = withIndexes(seen.succeededIndexes, indexes);
  const text = indexesText(succeeded);
  if (text !== (status.completedIndexes ?? '')) draft.changed = true;
  status.succeeded = countIndexes(succeeded);
  status.completedIndexes = text;
  const failed = seen.failedIndexes === undefined ? undefined : indexesText(seen.failedIndexes);
  if (failed === status.failedIndexes) return;
  draft.changed = true;
  if (failed === undefined) delete status.failedIndexes;
  else status.failedIndexes = failed;
}

/** Adds the interim condition; returns the final one that will follow. */
function announce(draft: Draft, end: JobCondition, nowMs: number): JobCondition {
  const conditions = draft.status.conditions ?? [];
  const text = { reason: end.reason ?? '', message: end.message ?? '' };
  if (end.type === 'Failed') return end;
  if (end.type === 'FailureTarget' || !conditions.some(condition => condition.type === 'SuccessCriteriaMet' && condition.status === 'True')) {
    draft.status.conditions = [...conditions, { ...end }];
    draft.changed = true;
  }
  return newCondition(nowMs, end.type === 'FailureTarget' ? 'Failed' : 'Complete', 'True', text);
}

/** Declares the Job finished when all its pods are counted and gone (enactJobFinished). */
function finish(draft: Draft, condition: JobCondition): boolean {
  const { status } = draft;
  const uncounted = (status.uncountedTerminatedPods?.succeeded?.length ?? 0) + (status.uncountedTerminatedPods?.failed?.length ?? 0);
  if (uncounted > 0 || (status.terminating ?? 0) > 0) return false;
  status.conditions = withCondition(status.conditions ?? [], condition).map(other => ({ ...other }));
  if (condition.type === 'Complete') status.completionTime = condition.lastTransitionTime ?? '';
  draft.changed = true;
  return true;
}

function tell(ctx: Context, job: Job, condition: JobCondition): void {
  if (condition.type !== 'Complete') {
    ctx.recordEvent(job, { type: 'Warning', reason: condition.reason ?? '', message: condition.message ?? '', source });
    return;
  }
  if (job.spec?.completions !== undefined && (job.status?.succeeded ?? 0) > job.spec.completions) {
    ctx.recordEvent(job, { type: 'Warning', reason: 'TooManySucceededPods', message: 'Too many succeeded pods running after completion count reached', source });
  }
  ctx.recordEvent(job, { type: 'Normal', reason: 'Completed', message: 'Job completed', source });
}

/** Go leaves these out of the answer when they are empty. */
const omitted: ReadonlySet<string> = new Set(['active', 'succeeded', 'failed', 'completedIndexes']);

function flush(ctx: Context, draft: Draft): string | undefined {
  if (!draft.changed) return undefined;
  const status = Object.fromEntries(Object.entries(draft.status).filter(([name, value]) => !omitted.has(name) || (value !== 0 && value !== '')));
  const result = ctx.api.updateStatus<Job & KubeObject>('batch/jobs', { ...draft.job, status });
  if (!result.ok) return result.error.message;
  draft.job = result.value;
  draft.changed = false;
  return undefined;
}

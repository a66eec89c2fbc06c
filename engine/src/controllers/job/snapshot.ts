import type { Job, Pod } from '../../../generated/types';
import type { Millis } from '../../core/time';
import { isPodActive, isPodReady, isPodTerminating } from '../podState';
import { judgeFailure } from './failurePolicy';
import { backoffAfter, finishedAtMs, type Backoff } from './backoff';
import { countIndexes, hasIndex, indexOf, parseIndexes, withIndexes, type Intervals } from './indexes';
import { absoluteFailureCount, failureCount, isFailed, isIndexed, isTracked, isValid } from './podsOfJob';

/** What a sync sees of a Job and its pods (syncJobCtx, pkg/controller/job/job_controller.go, v1.36). */
export interface Snapshot {
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  readonly ready: number;
  readonly terminating: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly backoff: Backoff;
  readonly previousIndexes: Intervals;
  readonly succeededIndexes: Intervals;
  /** Only with a back-off limit per index. */
  readonly failedIndexes: Intervals | undefined;
  /** The last failed pod of each index that awaits its successor: it is counted when that one exists. */
  readonly awaited: ReadonlyMap<number, Pod>;
}

export function snapshotOf(job: Job, pods: readonly Pod[], backoff: Backoff): Snapshot {
  const uncounted = { succeeded: new Set(job.status?.uncountedTerminatedPods?.succeeded), failed: new Set(job.status?.uncountedTerminatedPods?.failed) };
  const valid = pods.filter(pod => isTracked(pod) && isValid(pod, job));
  const newlySucceeded = valid.filter(pod => pod.status?.phase === 'Succeeded' && !uncounted.succeeded.has(pod.metadata?.uid ?? ''));
  const newlyFailed = valid.filter(pod => isFailed(pod, job) && !uncounted.failed.has(pod.metadata?.uid ?? ''));
  const active = pods.filter(isPodActive);
  const completions = job.spec?.completions ?? 0;
  const previousIndexes = isIndexed(job) ? parseIndexes(job.status?.completedIndexes, completions) : [];
  const succeededIndexes = isIndexed(job) ? withIndexes(previousIndexes, indexesOf(valid.filter(pod => pod.status?.phase === 'Succeeded'))) : [];
  const failedIndexes = isIndexed(job) && job.spec?.backoffLimitPerIndex !== undefined
    ? withIndexes(parseIndexes(job.status?.failedIndexes, completions), indexesOf(valid.filter(pod => failsIndex(job, pod)))) : undefined;
  return {
    pods, active, ready: active.filter(isPodReady).length, terminating: pods.filter(isPodTerminating).length,
    succeeded: isIndexed(job) ? countIndexes(succeededIndexes) : (job.status?.succeeded ?? 0) + newlySucceeded.length + uncounted.succeeded.size,
    failed: (job.status?.failed ?? 0) + newlyFailed.filter(pod => judgeFailure(job, pod).counts).length + uncounted.failed.size,
    backoff: backoffAfter(backoff, newlySucceeded, newlyFailed), previousIndexes, succeededIndexes, failedIndexes,
    awaited: failedIndexes === undefined ? new Map() : awaitedPods(job, valid, { active, done: [succeededIndexes, failedIndexes] })
  };
}

function indexesOf(pods: readonly Pod[]): number[] {
  return pods.flatMap(pod => indexOf(pod) ?? []);
}

/** The index has failed for good with this pod (isIndexFailed). */
function failsIndex(job: Job, pod: Pod): boolean {
  if (!isFailed(pod, job)) return false;
  const verdict = judgeFailure(job, pod);
  return verdict.failsIndex || (verdict.counts && failureCount(pod) >= (job.spec?.backoffLimitPerIndex ?? 0));
}

function awaitedPods(job: Job, valid: readonly Pod[], { active, done }: { active: readonly Pod[]; done: readonly Intervals[] }): ReadonlyMap<number, Pod> {
  const activeIndexes = new Set(indexesOf(active));
  const result = new Map<number, Pod>();
  for (const pod of valid) {
    const index = indexOf(pod);
    if (index === undefined || !isFailed(pod, job) || activeIndexes.has(index) || done.some(intervals => hasIndex(intervals, index))) continue;
    const last = result.get(index);
    if (last === undefined || (absoluteFailureCount(last) <= absoluteFailureCount(pod) && finishedAtMs(pod) >= finishedAtMs(last))) result.set(index, pod);
  }
  return result;
}

/** How often containers of a Job whose pods restart in place have been started again, against its limit (pastBackoffLimitOnFailure). */
export function restartsTooOften(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec?.template?.spec?.restartPolicy !== 'OnFailure') return false;
  const running = pods.filter(pod => pod.status?.phase === 'Running' || pod.status?.phase === 'Pending');
  const restarts = running.flatMap(pod => [...pod.status?.initContainerStatuses ?? [], ...pod.status?.containerStatuses ?? []]).reduce((sum, status) => sum + (status.restartCount ?? 0), 0);
  const limit = job.spec.backoffLimit ?? 6;
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

/** How long the Job may still be active; undefined without a deadline, or while it is suspended or has not begun. */
export function deadlineInMs(job: Job, startedAtMs: Millis | undefined, nowMs: Millis): Millis | undefined {
  const seconds = job.spec?.activeDeadlineSeconds;
  return seconds === undefined || startedAtMs === undefined || job.spec?.suspend === true ? undefined : startedAtMs + seconds * 1000 - nowMs;
}

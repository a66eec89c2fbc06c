import type { Job, Pod } from '../../../generated/types';
import { compareText } from '../../core/order';
import { own } from '../../core/json';
import { parseTimestamp } from '../../core/timestamp';
import type { Context } from '../../sim/context';
import { isPodReady, readySinceMs } from '../podState';
import { judgeFailure } from './failurePolicy';
import { indexOf } from './indexes';

export const trackingFinalizer = 'batch.kubernetes.io/job-tracking';

/** The pod is not counted in the Job's status yet. */
export function isTracked(pod: Pod): boolean {
  return (pod.metadata?.finalizers ?? []).includes(trackingFinalizer);
}

export function isIndexed(job: Job): boolean {
  return job.spec?.completionMode === 'Indexed';
}

export function isSuspended(job: Job): boolean {
  return job.spec?.suspend === true;
}

/** Pods are replaced when they have failed, not when they begin to go. */
export function replacesOnlyFailed(job: Job): boolean {
  return job.spec?.podReplacementPolicy === 'Failed' || job.spec?.podFailurePolicy !== undefined;
}

/** Complete or failed for good. */
export function isJobFinished(job: Job): boolean {
  return (job.status?.conditions ?? []).some(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
}

/** Failed, or on its way out where that counts as a failure. */
export function isFailed(pod: Pod, job: Job): boolean {
  if (pod.status?.phase === 'Failed') return true;
  return !replacesOnlyFailed(job) && pod.metadata?.deletionTimestamp !== undefined && pod.status?.phase !== 'Succeeded';
}

/** An index below the number of completions; in a Job without indexes every pod counts. */
export function isValid(pod: Pod, job: Job): boolean {
  if (!isIndexed(job)) return true;
  const index = indexOf(pod);
  return index !== undefined && index < (job.spec?.completions ?? 0);
}

const failures = 'batch.kubernetes.io/job-index-failure-count';
const ignoredFailures = 'batch.kubernetes.io/job-index-ignored-failure-count';

function annotated(pod: Pod, name: string): number {
  const text = own(pod.metadata?.annotations ?? {}, name);
  const value = typeof text === 'string' && /^\+?\d+$/.test(text) ? Number(text) : 0;
  return value > 2147483647 ? 0 : value;
}

/** How often the index had failed when this pod was made. */
export function failureCount(pod: Pod): number {
  return annotated(pod, failures);
}

/** The same with failures that the policy ignores. */
export function absoluteFailureCount(pod: Pod): number {
  return annotated(pod, failures) + annotated(pod, ignoredFailures);
}

/** The annotations of the pod that follows one that has failed (addIndexFailureCountAnnotation). */
export function failureAnnotations(job: Job, replaced: Pod | undefined): Readonly<Record<string, string>> {
  const counts = replaced === undefined ? undefined : judgeFailure(job, replaced).counts;
  const counted = (replaced === undefined ? 0 : failureCount(replaced)) + Number(counts === true);
  const ignored = (replaced === undefined ? 0 : annotated(replaced, ignoredFailures)) + Number(counts === false);
  return { [failures]: String(counted), ...(ignored > 0 ? { [ignoredFailures]: String(ignored) } : {}) };
}

/** Takes the finalizer off the pod as it is now; what was refused, if anything. A pod that is gone counts as done. */
export function release(ctx: Context, pod: Pod): string | undefined {
  const { namespace = '', name = '', uid } = pod.metadata ?? {};
  const fresh = ctx.api.get<Pod>('pods', namespace, name);
  if (fresh === undefined || fresh.metadata?.uid !== uid || !isTracked(fresh)) return undefined;
  const { finalizers = [], ...metadata } = fresh.metadata ?? {};
  const rest = finalizers.filter(finalizer => finalizer !== trackingFinalizer);
  const result = ctx.api.update('pods', { ...fresh, metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest } });
  return result.ok || result.error.code === 404 ? undefined : result.error.message;
}

const phases: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/** The active pods in the order in which surplus ones are removed (ActivePods, pkg/controller/controller_utils.go, v1.36). */
export function inRemovalOrder(pods: readonly Pod[]): Pod[] {
  const restarts = (pod: Pod): number => Math.max(0, ...(pod.status?.containerStatuses ?? []).map(status => status.restartCount ?? 0));
  const created = (pod: Pod): number => parseTimestamp(pod.metadata?.creationTimestamp) ?? Infinity;
  const phase = (pod: Pod): number => phases[pod.status?.phase ?? ''] ?? 0;
  return [...pods].sort((a, b) => Number((a.spec?.nodeName ?? '') !== '') - Number((b.spec?.nodeName ?? '') !== '')
    || phase(a) - phase(b)
    || Number(isPodReady(a)) - Number(isPodReady(b))
    || (readySinceMs(b) ?? 0) - (readySinceMs(a) ?? 0)
    || restarts(b) - restarts(a)
    || created(b) - created(a)
    || compareText(a.metadata?.uid ?? '', b.metadata?.uid ?? ''));
}

import type { Job, JobCondition } from '../../../generated/types';
import type { Millis } from '../../core/time';
import { parseTimestamp } from '../../core/timestamp';
import { newCondition, trueCondition } from './conditions';
import { judgeFailure } from './failurePolicy';
import { countCommon, countIndexes, parseIndexes } from './indexes';
import { isFailed } from './podsOfJob';
import { deadlineInMs, restartsTooOften, type Snapshot } from './snapshot';

/**
 * Why the Job ends, if it does: as a condition FailureTarget, Failed or SuccessCriteriaMet. What was decided before stands; then
 * come the failure policy, the back-off limit, the deadline, failed indexes, and the success policy (syncJob, v1.36).
 */
export function endOf(job: Job, seen: Snapshot, nowMs: Millis): JobCondition | undefined {
  const met = trueCondition(job, 'SuccessCriteriaMet');
  if (met !== undefined) return met;
  const target = trueCondition(job, 'FailureTarget');
  if (target !== undefined) return newCondition(nowMs, 'Failed', 'True', { reason: target.reason ?? '', message: target.message ?? '' });
  const failure = (reason: string, message: string): JobCondition => newCondition(nowMs, 'FailureTarget', 'True', { reason, message });
  const policy = seen.pods.filter(pod => isFailed(pod, job)).map(pod => judgeFailure(job, pod).failsJob).find(message => message !== undefined);
  if (policy !== undefined) return failure('PodFailurePolicy', policy);
  if (seen.failed > (job.spec?.backoffLimit ?? 6) || restartsTooOften(job, seen.pods)) return failure('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const deadlineMs = deadlineInMs(job, parseTimestamp(job.status?.startTime), nowMs);
  if (deadlineMs !== undefined && deadlineMs <= 0) return failure('DeadlineExceeded', 'Job was active longer than specified deadline');
  if (seen.failedIndexes !== undefined) {
    const failed = countIndexes(seen.failedIndexes);
    const { maxFailedIndexes, completions = 0 } = job.spec ?? {};
    if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) return failure('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
    if (failed > 0 && failed + countIndexes(seen.succeededIndexes) >= completions) return failure('FailedIndexes', 'Job has failed indexes');
  }
  const rule = successRule(job, seen);
  return rule === undefined ? undefined : newCondition(nowMs, 'SuccessCriteriaMet', 'True', { reason: 'SuccessPolicy', message: `Matched rules at index ${rule}` });
}

/** The first rule of the success policy that is met (matchSuccessPolicy). */
function successRule(job: Job, seen: Snapshot): number | undefined {
  const { successPolicy, completions = 0 } = job.spec ?? {};
  if (successPolicy === undefined || seen.succeededIndexes.length === 0) return undefined;
  const found = (successPolicy.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && countIndexes(seen.succeededIndexes) >= succeededCount;
    const required = parseIndexes(succeededIndexes, completions);
    const common = countCommon(required, seen.succeededIndexes);
    return required.length > 0 && (common === countIndexes(required) || (succeededCount !== undefined && common >= succeededCount));
  });
  return found < 0 ? undefined : found;
}

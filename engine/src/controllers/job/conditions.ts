import type { Job, JobCondition } from '../../../generated/types';
import type { Millis } from '../../core/time';
import { timestamp } from '../../core/timestamp';

export function newCondition(nowMs: Millis, type: string, status: string, text: { readonly reason: string; readonly message: string }): JobCondition {
  return { type, status, lastProbeTime: timestamp(nowMs), lastTransitionTime: timestamp(nowMs), ...text };
}

/** The condition of that type if it is true. */
export function trueCondition(job: Job, type: string): JobCondition | undefined {
  return job.status?.conditions?.find(condition => condition.type === type && condition.status === 'True');
}

/** The conditions with one set: unchanged ones stay as they are, and nothing becomes false that never was true (ensureJobConditionStatus, v1.36). */
export function withCondition(conditions: readonly JobCondition[], condition: JobCondition): readonly JobCondition[] {
  const old = conditions.find(other => other.type === condition.type);
  if (old === undefined) return condition.status === 'False' ? conditions : [...conditions, condition];
  if (old.status === condition.status && old.reason === condition.reason && old.message === condition.message) return conditions;
  return conditions.map(other => other === old ? condition : other);
}

import type { Job, JobStatus } from '../../../../generated/types';
import { FieldPath } from '../../../core/fieldPath';
import { equal } from '../../../core/json';
import { parseTimestamp } from '../../../core/timestamp';
import { invalid, required, type FieldError } from '../../fieldError';
import { validateNonnegative } from '../objectMeta';

/** A status before and after an update. */
interface Change { readonly job: Job; readonly now: JobStatus; readonly old: JobStatus }

/** Something that a status must not say, judged where the fields that it is about have changed. */
interface Rule { readonly about: readonly (keyof JobStatus | Condition)[]; readonly bad: (change: Change) => boolean; readonly error: (now: JobStatus) => FieldError }

type Condition = 'Complete' | 'Failed' | 'FailureTarget' | 'SuccessCriteriaMet';

const path = FieldPath.of('status');
const conditionsError = (detail: string) => (): FieldError => invalid(path.child('conditions'), undefined, detail);

function has(status: JobStatus, type: Condition): boolean {
  return (status.conditions ?? []).some(condition => condition.type === type && condition.status === 'True');
}

function isFinished(status: JobStatus): boolean {
  return has(status, 'Complete') || has(status, 'Failed');
}

function uncounted(status: JobStatus): number {
  return (status.uncountedTerminatedPods?.succeeded ?? []).length + (status.uncountedTerminatedPods?.failed ?? []).length;
}

/** `validateJobStatus` with the options of `getStatusValidationOptions` (pkg/apis/batch/validation and pkg/registry/batch/job, v1.36). */
const rules: readonly Rule[] = [
  { about: ['Complete', 'Failed'], bad: ({ now }) => has(now, 'Complete') && has(now, 'Failed'), error: conditionsError('cannot set Complete=True and Failed=true conditions') },
  { about: ['Complete', 'FailureTarget'], bad: ({ now }) => has(now, 'Complete') && has(now, 'FailureTarget'), error: conditionsError('cannot set Complete=True and FailureTarget=true conditions') },
  {
    about: ['Complete', 'completionTime'], bad: ({ now }) => now.completionTime !== undefined && !has(now, 'Complete'),
    error: now => invalid(path.child('completionTime'), now.completionTime, 'cannot set completionTime when there is no Complete=True condition')
  },
  { about: ['Complete', 'completionTime'], bad: ({ now }) => now.completionTime === undefined && has(now, 'Complete'), error: () => required(path.child('completionTime'), 'completionTime is required for Complete jobs') },
  {
    about: ['startTime', 'completionTime'], bad: ({ now }) => (parseTimestamp(now.completionTime) ?? Infinity) < (parseTimestamp(now.startTime) ?? -Infinity),
    error: now => invalid(path.child('completionTime'), now.completionTime, 'must be equal to or after `startTime`')
  },
  { about: ['Failed', 'failedIndexes'], bad: ({ now }) => has(now, 'Failed') && !has(now, 'FailureTarget'), error: conditionsError('cannot set Failed=True condition without the FailureTarget=true condition') },
  { about: ['Complete', 'SuccessCriteriaMet'], bad: ({ now }) => has(now, 'Complete') && !has(now, 'SuccessCriteriaMet'), error: conditionsError('cannot set Complete=True condition without the SuccessCriteriaMet=true condition') },
  { about: ['Complete', 'Failed', 'active'], bad: ({ now }) => (now.active ?? 0) > 0 && isFinished(now), error: now => invalid(path.child('active'), now.active, 'active>0 is invalid for finished job') },
  {
    about: ['Complete', 'Failed', 'startTime'], bad: ({ job, now }) => now.startTime === undefined && isFinished(now) && !(job.spec?.suspend === true && job.spec.completions === 0),
    error: () => required(path.child('startTime'), 'startTime is required for finished job')
  },
  {
    about: ['Complete', 'Failed', 'uncountedTerminatedPods'], bad: ({ now }) => isFinished(now) && uncounted(now) > 0,
    error: now => invalid(path.child('uncountedTerminatedPods'), now.uncountedTerminatedPods, 'must be empty for finished job')
  },
  {
    about: ['completedIndexes'], bad: ({ job, now }) => (now.completedIndexes ?? '') !== '' && job.spec?.completionMode !== 'Indexed',
    error: now => invalid(path.child('completedIndexes'), now.completedIndexes, 'cannot set non-empty completedIndexes when non-indexed completion mode')
  },
  {
    about: ['failedIndexes'], bad: ({ job, now }) => now.failedIndexes !== undefined && job.spec?.backoffLimitPerIndex === undefined,
    error: now => invalid(path.child('failedIndexes'), now.failedIndexes, 'cannot set non-null failedIndexes when backoffLimitPerIndex is null')
  },
  { about: ['Complete', 'Failed', 'terminating'], bad: ({ now }) => (now.terminating ?? 0) > 0 && isFinished(now), error: now => invalid(path.child('terminating'), now.terminating, 'terminating>0 is invalid for finished job') },
  { about: ['ready', 'active'], bad: ({ now }) => now.ready !== undefined && now.ready > (now.active ?? 0), error: now => invalid(path.child('ready'), now.ready, 'cannot set more ready pods than active') }
];

const always: readonly Pick<Rule, 'bad' | 'error'>[] = [
  { bad: ({ now }) => has(now, 'SuccessCriteriaMet') && has(now, 'Failed'), error: conditionsError('cannot set SuccessCriteriaMet=True and Failed=true conditions') },
  { bad: ({ now }) => has(now, 'SuccessCriteriaMet') && has(now, 'FailureTarget'), error: conditionsError('cannot set SuccessCriteriaMet=True and FailureTarget=true conditions') },
  { bad: ({ job, now }) => job.spec?.successPolicy !== undefined && !has(now, 'SuccessCriteriaMet') && has(now, 'Complete'), error: conditionsError('cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True') },
  ...(['Failed', 'Complete', 'FailureTarget'] as const).map(type => ({ bad: ({ now, old }: Change) => has(old, type) && !has(now, type), error: conditionsError(`cannot disable the terminal ${type}=True condition`) })),
  { bad: ({ now, old }) => (now.failed ?? 0) < (old.failed ?? 0), error: now => invalid(path.child('failed'), now.failed ?? 0, 'cannot decrease the failed counter') },
  {
    bad: ({ job, now, old }) => (now.succeeded ?? 0) < (old.succeeded ?? 0) && (job.spec?.completionMode !== 'Indexed' || job.spec.completions !== job.spec.parallelism),
    error: now => invalid(path.child('succeeded'), now.succeeded ?? 0, 'cannot decrease the succeeded counter')
  },
  { bad: ({ now, old }) => now.completionTime !== undefined && old.completionTime !== undefined && now.completionTime !== old.completionTime, error: now => invalid(path.child('completionTime'), now.completionTime, 'field is immutable') },
  {
    bad: ({ job, now, old }) => old.startTime !== undefined && old.startTime !== now.startTime && job.spec?.suspend !== true && !resumes(now, old),
    error: now => invalid(path.child('startTime'), now.startTime, 'field is immutable for unsuspended job once set')
  },
  { bad: ({ now, old }) => has(old, 'SuccessCriteriaMet') && !has(now, 'SuccessCriteriaMet'), error: conditionsError('cannot disable the SuccessCriteriaMet=True condition') },
  {
    bad: ({ now, old }) => has(old, 'Complete') && !has(old, 'SuccessCriteriaMet') && has(now, 'SuccessCriteriaMet'),
    error: conditionsError('cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions')
  }
];

function resumes(now: JobStatus, old: JobStatus): boolean {
  const suspended = (status: JobStatus): string | undefined => status.conditions?.find(condition => condition.type === 'Suspended')?.status;
  return suspended(old) === 'True' && suspended(now) === 'False';
}

function changed({ now, old }: Change, field: Rule['about'][number]): boolean {
  switch (field) {
    case 'Complete': case 'Failed': case 'FailureTarget': case 'SuccessCriteriaMet': return has(now, field) !== has(old, field);
    default: return !equal(now[field] ?? (field === 'active' ? 0 : undefined), old[field] ?? (field === 'active' ? 0 : undefined));
  }
}

/** An update of a Job's status: what it says must fit together, and what is final stays. */
export function validateJobStatus(job: Job, old: Job): FieldError[] {
  const change: Change = { job, now: job.status ?? {}, old: old.status ?? {} };
  const counts = (['active', 'succeeded', 'failed', 'ready', 'terminating'] as const).flatMap(field => validateNonnegative(change.now[field] ?? 0, path.child(field)));
  const broken = [...rules.filter(rule => rule.about.some(field => changed(change, field))), ...always].filter(rule => rule.bad(change));
  return [...counts, ...broken.map(rule => rule.error(change.now))];
}

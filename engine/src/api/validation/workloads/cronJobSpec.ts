import type { CronJobSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { parseCronSchedule } from '../../../core/cronSchedule';
import { timeZoneError } from '../../../core/timeZone';
import { invalid, NamedText, notSupportedName, required, type FieldError } from '../../fieldError';
import { validateOptionalNonnegative } from '../numbers';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateJobTemplate } from './jobSpec';

/** `validateCronJobSpec` (pkg/apis/batch/validation/validation.go, v1.36). */
export function validateCronJobSpec(spec: CronJobSpec, path: FieldPath, ctx: PodValidationContext, old?: CronJobSpec): FieldError[] {
  const { schedule = '', concurrencyPolicy = '', timeZone } = spec, policyPath = path.child('concurrencyPolicy');
  return [
    ...schedule === '' ? [required(path.child('schedule'))] : validateSchedule(spec, path.child('schedule'), old),
    ...validateOptionalNonnegative(spec.startingDeadlineSeconds, path.child('startingDeadlineSeconds')),
    ...timeZone === undefined || timeZone === old?.timeZone ? [] : validateTimeZone(timeZone, path.child('timeZone')),
    ...concurrencyPolicy === '' ? [required(policyPath)] : notSupportedName(policyPath, concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...validateJobTemplate(spec.jobTemplate?.spec ?? {}, path.child('jobTemplate', 'spec'), ctx),
    ...validateOptionalNonnegative(spec.successfulJobsHistoryLimit, path.child('successfulJobsHistoryLimit')),
    ...validateOptionalNonnegative(spec.failedJobsHistoryLimit, path.child('failedJobsHistoryLimit'))
  ];
}

/** A zone inside the schedule is refused, unless the stored one has it. */
function validateSchedule({ schedule = '', timeZone }: CronJobSpec, path: FieldPath, old: CronJobSpec | undefined): FieldError[] {
  const parsed = parseCronSchedule(schedule);
  const errors = parsed.ok ? [] : [invalid(path, schedule, parsed.error)];
  if (!schedule.includes('TZ')) return errors;
  if (old?.schedule?.includes('TZ') !== true) return [...errors, invalid(path, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')];
  return timeZone === undefined ? errors : [...errors, invalid(path, schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule')];
}

function validateTimeZone(zone: string, path: FieldPath): FieldError[] {
  const value = new NamedText(zone);
  if (zone === '') return [invalid(path, value, 'timeZone must be nil or non-empty string')];
  const isOdd = zone.split('/').some(part => part === '.' || part === '..' || part.startsWith('-') || !/^[A-Za-z.\-_0-9+]{1,14}$/.test(part));
  if (isOdd) return [invalid(path, value, `unknown time zone ${zone}`)];
  const errors = zone.toLowerCase() === 'local' ? [invalid(path, value, 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones')] : [];
  const problem = timeZoneError(zone);
  return problem === undefined ? errors : [...errors, invalid(path, value, problem)];
}

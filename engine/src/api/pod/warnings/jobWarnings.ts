import type { JobSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { podTemplateWarnings } from './podWarnings';

const manyCompletions = 100_000;
const manyPods = 10_000;

/** What the server warns of in a Job or in the template of a CronJob's Jobs (`WarningsForJobSpec`, pkg/api/job/warnings.go, v1.36). */
export function jobWarnings(spec: JobSpec, path: FieldPath): string[] {
  const { completionMode, completions = 0, parallelism = 0 } = spec;
  const warnings = completionMode === 'Indexed' && completions > manyCompletions && parallelism > manyPods
    ? [`${path.toString()}: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail`] : [];
  return [...warnings, ...podTemplateWarnings(spec.template, path.child('template'))];
}

import type { Job } from '../../../generated/types';
import { own, type Mutable } from '../../core/json';

export const jobNameLabel = 'batch.kubernetes.io/job-name';
export const controllerUidLabel = 'batch.kubernetes.io/controller-uid';
export const legacyJobNameLabel = 'job-name';
export const legacyControllerUidLabel = 'controller-uid';

/** Gives a job the selector and its pods the labels that tell them from all others (`generateSelector`, pkg/registry/batch/job/strategy.go, v1.36). */
export function generateJobSelector(job: Mutable<Job>): void {
  const { name = '', uid = '' } = job.metadata ?? {};
  const spec = job.spec ??= {};
  const labels = ((spec.template ??= {}).metadata ??= {}).labels ??= {};
  for (const label of [legacyJobNameLabel, jobNameLabel]) if (own(labels, label) === undefined) labels[label] = name;
  for (const label of [legacyControllerUidLabel, controllerUidLabel]) if (own(labels, label) === undefined) labels[label] = uid;
  const matchLabels = (spec.selector ??= {}).matchLabels ??= {};
  if (own(matchLabels, controllerUidLabel) === undefined) matchLabels[controllerUidLabel] = uid;
}

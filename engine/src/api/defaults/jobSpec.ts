import type { JobSpec } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { setPodTemplateDefaults } from './podSpec';

/** What the specs of Jobs and of CronJobs' templates share: the pod template and the pod failure policy (pkg/apis/batch/v1/zz_generated.defaults.go, v1.36). */
export function setJobSpecDefaults(spec: Mutable<JobSpec>): void {
  setPodTemplateDefaults(spec);
  for (const rule of spec.podFailurePolicy?.rules ?? []) {
    for (const pattern of rule.onPodConditions ?? []) if ((pattern.status ?? '') === '') pattern.status = 'True';
  }
}

import type { CronJob } from '../../../generated/types';
import { setJobSpecDefaults } from '../defaults/jobSpec';
import { invalid } from '../fieldError';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { hostnameWarnings } from '../pod/warnings/hostnameWarnings';
import { jobWarnings } from '../pod/warnings/jobWarnings';
import { clearStatus, countGeneration, isNewGeneration, keepStatus, startGeneration } from '../strategy';
import { specPath } from '../pod/visitContainers';
import { byteLength, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { templateContext } from '../validation/pod/podTemplate';
import { validateCronJobSpec } from '../validation/workloads/cronJobSpec';

/** The names of its Jobs need eleven characters more. */
const maxNameBytes = 52;

const zoneInSchedule = 'cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details';

/** `batch/v1/CronJob`, mirrors pkg/registry and pkg/apis of v1.36. */
export const cronJob = defineKind<CronJob>({
  gvk: { group: 'batch', version: 'v1', kind: 'CronJob' },
  plural: 'cronjobs', singular: 'cronjob', shortNames: ['cj'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.batch.v1.CronJob',
  subresources: ['status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.concurrencyPolicy ??= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
    setJobSpecDefaults((spec.jobTemplate ??= {}).spec ??= {});
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
    dropDisabledTemplateFields(object.spec?.jobTemplate?.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.spec?.jobTemplate?.spec?.template, old.spec?.jobTemplate?.spec?.template);
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateCronJobSpec(object.spec ?? {}, specPath, templateContext(ctx)),
    ...byteLength(object.metadata?.name ?? '') > maxNameBytes ? [invalid(metadataPath.child('name'), object.metadata?.name, 'must be no more than 52 characters')] : []
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateCronJobSpec(object.spec ?? {}, specPath, templateContext(ctx, old.spec?.jobTemplate?.spec?.template), old.spec)
  ],
  warnings(object, old) {
    const { jobTemplate, schedule = '' } = object.spec ?? {};
    const template = (): string[] => jobWarnings(jobTemplate?.spec ?? {}, specPath.child('jobTemplate', 'spec'));
    if (old === undefined) return [...hostnameWarnings(object.metadata?.name, 'workload'), ...template()];
    const warnings = isNewGeneration(object, old) ? template() : [];
    return schedule.includes('TZ') ? [...warnings, zoneInSchedule] : warnings;
  }
});

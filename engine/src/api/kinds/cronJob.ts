import type { CronJob } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `batch/v1/CronJob`, mirrors pkg/registry and pkg/apis of v1.36. */
export const cronJob = defineKind<CronJob>({
  gvk: { group: 'batch', version: 'v1', kind: 'CronJob' },
  plural: 'cronjobs', singular: 'cronjob', shortNames: ['cj'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.batch.v1.CronJob',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

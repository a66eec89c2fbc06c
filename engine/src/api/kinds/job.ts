import type { Job } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `batch/v1/Job`, mirrors pkg/registry and pkg/apis of v1.36. */
export const job = defineKind<Job>({
  gvk: { group: 'batch', version: 'v1', kind: 'Job' },
  plural: 'jobs', singular: 'job', shortNames: [], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.batch.v1.Job',
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

import type { Deployment } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `apps/v1/Deployment`, mirrors pkg/registry and pkg/apis of v1.36. */
export const deployment = defineKind<Deployment>({
  gvk: { group: 'apps', version: 'v1', kind: 'Deployment' },
  plural: 'deployments', singular: 'deployment', shortNames: ['deploy'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.Deployment',
  subresources: ['scale', 'status'],
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

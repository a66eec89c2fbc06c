import type { ResourceQuota } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/ResourceQuota`, mirrors pkg/registry and pkg/apis of v1.36. */
export const resourceQuota = defineKind<ResourceQuota>({
  gvk: { group: '', version: 'v1', kind: 'ResourceQuota' },
  plural: 'resourcequotas', singular: 'resourcequota', shortNames: ['quota'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ResourceQuota',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { ResourceClaim } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `resource.k8s.io/v1/ResourceClaim`, mirrors pkg/registry and pkg/apis of v1.36. */
export const resourceClaim = defineKind<ResourceClaim>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceClaim' },
  plural: 'resourceclaims', singular: 'resourceclaim', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.resource.v1.ResourceClaim',
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

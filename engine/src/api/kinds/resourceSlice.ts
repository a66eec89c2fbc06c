import type { ResourceSlice } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `resource.k8s.io/v1/ResourceSlice`, mirrors pkg/registry and pkg/apis of v1.36. */
export const resourceSlice = defineKind<ResourceSlice>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceSlice' },
  plural: 'resourceslices', singular: 'resourceslice', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.resource.v1.ResourceSlice',
  subresources: [],
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

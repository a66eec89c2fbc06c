import type { DeviceClass } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `resource.k8s.io/v1/DeviceClass`, mirrors pkg/registry and pkg/apis of v1.36. */
export const deviceClass = defineKind<DeviceClass>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'DeviceClass' },
  plural: 'deviceclasses', singular: 'deviceclass', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.resource.v1.DeviceClass',
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

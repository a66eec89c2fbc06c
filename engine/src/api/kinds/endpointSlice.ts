import type { EndpointSlice } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `discovery.k8s.io/v1/EndpointSlice`, mirrors pkg/registry and pkg/apis of v1.36. */
export const endpointSlice = defineKind<EndpointSlice>({
  gvk: { group: 'discovery.k8s.io', version: 'v1', kind: 'EndpointSlice' },
  plural: 'endpointslices', singular: 'endpointslice', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.discovery.v1.EndpointSlice',
  subresources: [],
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old, ['endpoints', 'ports']);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { NetworkPolicy } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `networking.k8s.io/v1/NetworkPolicy`, mirrors pkg/registry and pkg/apis of v1.36. */
export const networkPolicy = defineKind<NetworkPolicy>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' },
  plural: 'networkpolicies', singular: 'networkpolicy', shortNames: ['netpol'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.networking.v1.NetworkPolicy',
  subresources: [],
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { IngressClass } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `networking.k8s.io/v1/IngressClass`, mirrors pkg/registry and pkg/apis of v1.36. */
export const ingressClass = defineKind<IngressClass>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'IngressClass' },
  plural: 'ingressclasses', singular: 'ingressclass', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.networking.v1.IngressClass',
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

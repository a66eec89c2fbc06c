import type { Ingress } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `networking.k8s.io/v1/Ingress`, mirrors pkg/registry and pkg/apis of v1.36. */
export const ingress = defineKind<Ingress>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
  plural: 'ingresses', singular: 'ingress', shortNames: ['ing'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.networking.v1.Ingress',
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

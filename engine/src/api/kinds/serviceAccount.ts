import type { ServiceAccount } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/ServiceAccount`, mirrors pkg/registry and pkg/apis of v1.36. */
export const serviceAccount = defineKind<ServiceAccount>({
  gvk: { group: '', version: 'v1', kind: 'ServiceAccount' },
  plural: 'serviceaccounts', singular: 'serviceaccount', shortNames: ['sa'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ServiceAccount',
  subresources: ['token'],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

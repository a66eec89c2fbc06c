import type { Secret } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/Secret`, mirrors pkg/registry and pkg/apis of v1.36. */
export const secret = defineKind<Secret>({
  gvk: { group: '', version: 'v1', kind: 'Secret' },
  plural: 'secrets', singular: 'secret', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Secret',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

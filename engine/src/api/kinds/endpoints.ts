import type { Endpoints } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/Endpoints`, mirrors pkg/registry and pkg/apis of v1.36. */
export const endpoints = defineKind<Endpoints>({
  gvk: { group: '', version: 'v1', kind: 'Endpoints' },
  plural: 'endpoints', singular: 'endpoints', shortNames: ['ep'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Endpoints',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

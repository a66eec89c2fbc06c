import type { LimitRange } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/LimitRange`, mirrors pkg/registry and pkg/apis of v1.36. */
export const limitRange = defineKind<LimitRange>({
  gvk: { group: '', version: 'v1', kind: 'LimitRange' },
  plural: 'limitranges', singular: 'limitrange', shortNames: ['limits'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.LimitRange',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

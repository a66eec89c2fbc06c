import type { ConfigMap } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/ConfigMap`, mirrors pkg/registry and pkg/apis of v1.36. */
export const configMap = defineKind<ConfigMap>({
  gvk: { group: '', version: 'v1', kind: 'ConfigMap' },
  plural: 'configmaps', singular: 'configmap', shortNames: ['cm'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ConfigMap',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { RuntimeClass } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `node.k8s.io/v1/RuntimeClass`, mirrors pkg/registry and pkg/apis of v1.36. */
export const runtimeClass = defineKind<RuntimeClass>({
  gvk: { group: 'node.k8s.io', version: 'v1', kind: 'RuntimeClass' },
  plural: 'runtimeclasses', singular: 'runtimeclass', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.node.v1.RuntimeClass',
  subresources: [],
  versionedUpdates: true,
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { StorageClass } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `storage.k8s.io/v1/StorageClass`, mirrors pkg/registry and pkg/apis of v1.36. */
export const storageClass = defineKind<StorageClass>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' },
  plural: 'storageclasses', singular: 'storageclass', shortNames: ['sc'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.StorageClass',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

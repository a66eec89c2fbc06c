import type { CSIStorageCapacity } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `storage.k8s.io/v1/CSIStorageCapacity`, mirrors pkg/registry and pkg/apis of v1.36. */
export const csiStorageCapacity = defineKind<CSIStorageCapacity>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'CSIStorageCapacity' },
  plural: 'csistoragecapacities', singular: 'csistoragecapacity', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.storage.v1.CSIStorageCapacity',
  subresources: [],
  versionedUpdates: true,
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { CSIDriver } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `storage.k8s.io/v1/CSIDriver`, mirrors pkg/registry and pkg/apis of v1.36. */
export const csiDriver = defineKind<CSIDriver>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'CSIDriver' },
  plural: 'csidrivers', singular: 'csidriver', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.CSIDriver',
  subresources: [],
  versionedUpdates: true,
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { CSINode } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `storage.k8s.io/v1/CSINode`, mirrors pkg/registry and pkg/apis of v1.36. */
export const csiNode = defineKind<CSINode>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'CSINode' },
  plural: 'csinodes', singular: 'csinode', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.CSINode',
  subresources: [],
  versionedUpdates: true,
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

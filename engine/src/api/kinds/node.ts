import type { Node } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/Node`, mirrors pkg/registry and pkg/apis of v1.36. */
export const node = defineKind<Node>({
  gvk: { group: '', version: 'v1', kind: 'Node' },
  plural: 'nodes', singular: 'node', shortNames: ['no'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.core.v1.Node',
  subresources: ['proxy', 'status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

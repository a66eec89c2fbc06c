import type { Namespace } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsLabel } from '../validation/names';

/** `v1/Namespace`, mirrors pkg/registry and pkg/apis of v1.36. */
export const namespace = defineKind<Namespace>({
  gvk: { group: '', version: 'v1', kind: 'Namespace' },
  plural: 'namespaces', singular: 'namespace', shortNames: ['ns'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.core.v1.Namespace',
  subresources: ['finalize', 'status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsLabel, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

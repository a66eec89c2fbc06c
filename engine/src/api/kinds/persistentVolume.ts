import type { PersistentVolume } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/PersistentVolume`, mirrors pkg/registry and pkg/apis of v1.36. */
export const persistentVolume = defineKind<PersistentVolume>({
  gvk: { group: '', version: 'v1', kind: 'PersistentVolume' },
  plural: 'persistentvolumes', singular: 'persistentvolume', shortNames: ['pv'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.core.v1.PersistentVolume',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

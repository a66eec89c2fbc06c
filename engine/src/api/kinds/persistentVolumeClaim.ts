import type { PersistentVolumeClaim } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/PersistentVolumeClaim`, mirrors pkg/registry and pkg/apis of v1.36. */
export const persistentVolumeClaim = defineKind<PersistentVolumeClaim>({
  gvk: { group: '', version: 'v1', kind: 'PersistentVolumeClaim' },
  plural: 'persistentvolumeclaims', singular: 'persistentvolumeclaim', shortNames: ['pvc'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.PersistentVolumeClaim',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

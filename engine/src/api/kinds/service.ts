import type { Service } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDns1035Label } from '../validation/names';

/** `v1/Service`, mirrors pkg/registry and pkg/apis of v1.36. */
export const service = defineKind<Service>({
  gvk: { group: '', version: 'v1', kind: 'Service' },
  plural: 'services', singular: 'service', shortNames: ['svc'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Service',
  subresources: ['proxy', 'status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDns1035Label, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

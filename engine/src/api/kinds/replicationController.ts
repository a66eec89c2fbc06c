import type { ReplicationController } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/ReplicationController`, mirrors pkg/registry and pkg/apis of v1.36. */
export const replicationController = defineKind<ReplicationController>({
  gvk: { group: '', version: 'v1', kind: 'ReplicationController' },
  plural: 'replicationcontrollers', singular: 'replicationcontroller', shortNames: ['rc'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ReplicationController',
  subresources: ['scale', 'status'],
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { ReplicaSet } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `apps/v1/ReplicaSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const replicaSet = defineKind<ReplicaSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
  plural: 'replicasets', singular: 'replicaset', shortNames: ['rs'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.ReplicaSet',
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

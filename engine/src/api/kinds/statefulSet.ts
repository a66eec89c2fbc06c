import type { StatefulSet } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsLabel } from '../validation/names';

/** `apps/v1/StatefulSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const statefulSet = defineKind<StatefulSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
  plural: 'statefulsets', singular: 'statefulset', shortNames: ['sts'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.StatefulSet',
  subresources: ['scale', 'status'],
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsLabel, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

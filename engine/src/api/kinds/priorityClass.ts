import type { PriorityClass } from '../../../generated/types';
import { defineKind } from '../kind';
import { startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `scheduling.k8s.io/v1/PriorityClass`, mirrors pkg/registry and pkg/apis of v1.36. */
export const priorityClass = defineKind<PriorityClass>({
  gvk: { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' },
  plural: 'priorityclasses', singular: 'priorityclass', shortNames: ['pc'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.scheduling.v1.PriorityClass',
  subresources: [],
  prepareForCreate(object) {
    startGeneration(object);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

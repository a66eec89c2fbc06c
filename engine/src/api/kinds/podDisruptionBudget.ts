import type { PodDisruptionBudget } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `policy/v1/PodDisruptionBudget`, mirrors pkg/registry and pkg/apis of v1.36. */
export const podDisruptionBudget = defineKind<PodDisruptionBudget>({
  gvk: { group: 'policy', version: 'v1', kind: 'PodDisruptionBudget' },
  plural: 'poddisruptionbudgets', singular: 'poddisruptionbudget', shortNames: ['pdb'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.policy.v1.PodDisruptionBudget',
  subresources: ['status'],
  versionedUpdates: true,
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

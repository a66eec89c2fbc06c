import type { DaemonSet } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `apps/v1/DaemonSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const daemonSet = defineKind<DaemonSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'DaemonSet' },
  plural: 'daemonsets', singular: 'daemonset', shortNames: ['ds'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.DaemonSet',
  subresources: ['status'],
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

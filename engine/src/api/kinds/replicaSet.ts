import type { ReplicaSet } from '../../../generated/types';
import { setPodTemplateDefaults } from '../defaults/podSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `apps/v1/ReplicaSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const replicaSet = defineKind<ReplicaSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
  plural: 'replicasets', singular: 'replicaset', shortNames: ['rs'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.ReplicaSet',
  subresources: ['scale', 'status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.replicas ??= 1;
    setPodTemplateDefaults(spec);
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
    dropDisabledTemplateFields(object.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.spec?.template, old.spec?.template);
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

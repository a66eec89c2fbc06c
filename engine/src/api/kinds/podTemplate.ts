import type { PodTemplate } from '../../../generated/types';
import { setPodTemplateDefaults } from '../defaults/podSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/PodTemplate`, mirrors pkg/registry and pkg/apis of v1.36. */
export const podTemplate = defineKind<PodTemplate>({
  gvk: { group: '', version: 'v1', kind: 'PodTemplate' },
  plural: 'podtemplates', singular: 'podtemplate', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.PodTemplate',
  subresources: [],
  setDefaults(object) {
    setPodTemplateDefaults(object);
  },
  prepareForCreate(object) {
    startGeneration(object);
    dropDisabledTemplateFields(object.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.template, old.template);
    countGeneration(object, old, ['template']);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

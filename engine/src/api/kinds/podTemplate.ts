import type { PodTemplate } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { setPodTemplateDefaults } from '../defaults/podSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { podTemplateWarnings } from '../pod/warnings/podWarnings';
import { countGeneration, isNewGeneration, startGeneration } from '../strategy';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { templateContext, validatePodTemplateSpec } from '../validation/pod/podTemplate';

const templatePath = FieldPath.of('template');

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
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validatePodTemplateSpec(object.template ?? {}, templatePath, templateContext(ctx))
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validatePodTemplateSpec(object.template ?? {}, templatePath, templateContext(ctx, old.template))
  ],
  warnings: (object, old) => old === undefined || isNewGeneration(object, old) ? podTemplateWarnings(object.template, templatePath) : []
});

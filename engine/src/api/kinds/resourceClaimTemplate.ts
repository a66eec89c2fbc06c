import type { ResourceClaimTemplate } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { setClaimSpecDefaults, validateClaimSpec } from '../device/claimSpec';
import { invalid } from '../fieldError';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';
import { validateTemplateMeta } from '../validation/templateMeta';

const specPath = FieldPath.of('spec');

/** `resource.k8s.io/v1/ResourceClaimTemplate`, mirrors pkg/registry/resource/resourceclaimtemplate and pkg/apis/resource of v1.36. */
export const resourceClaimTemplate = defineKind<ResourceClaimTemplate>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceClaimTemplate' },
  plural: 'resourceclaimtemplates', singular: 'resourceclaimtemplate', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.resource.v1.ResourceClaimTemplate',
  subresources: [],
  setDefaults(object) {
    setClaimSpecDefaults(object.spec?.spec);
  },
  validate: ({ metadata, spec = {} }) => [
    ...validateCoreObjectMeta(metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateTemplateMeta(spec.metadata, specPath.child('metadata')),
    ...validateClaimSpec(spec.spec ?? {}, specPath.child('spec'))
  ],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...(equal(object.spec, old.spec) ? [] : [invalid(specPath, { ...goStruct('ObjectMeta', object.spec?.metadata) as object, Spec: goStruct('ResourceClaimSpec', object.spec?.spec) }, fieldImmutable)])
  ]
});

import type { ResourceClaimTemplate } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `resource.k8s.io/v1/ResourceClaimTemplate`, mirrors pkg/registry and pkg/apis of v1.36. */
export const resourceClaimTemplate = defineKind<ResourceClaimTemplate>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceClaimTemplate' },
  plural: 'resourceclaimtemplates', singular: 'resourceclaimtemplate', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.resource.v1.ResourceClaimTemplate',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

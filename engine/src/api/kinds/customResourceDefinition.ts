import type { CustomResourceDefinition } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `apiextensions.k8s.io/v1/CustomResourceDefinition`, mirrors pkg/registry and pkg/apis of v1.36. */
export const customResourceDefinition = defineKind<CustomResourceDefinition>({
  gvk: { group: 'apiextensions.k8s.io', version: 'v1', kind: 'CustomResourceDefinition' },
  plural: 'customresourcedefinitions', singular: 'customresourcedefinition', shortNames: ['crd', 'crds'], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition',
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
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

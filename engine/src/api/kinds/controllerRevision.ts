import type { ControllerRevision } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `apps/v1/ControllerRevision`, mirrors pkg/registry and pkg/apis of v1.36. */
export const controllerRevision = defineKind<ControllerRevision>({
  gvk: { group: 'apps', version: 'v1', kind: 'ControllerRevision' },
  plural: 'controllerrevisions', singular: 'controllerrevision', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.ControllerRevision',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { Role } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsPathSegment } from '../validation/names';

/** `rbac.authorization.k8s.io/v1/Role`, mirrors pkg/registry and pkg/apis of v1.36. */
export const role = defineKind<Role>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' },
  plural: 'roles', singular: 'role', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.rbac.v1.Role',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsPathSegment, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

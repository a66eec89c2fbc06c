import type { RoleBinding } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsPathSegment } from '../validation/names';

/** `rbac.authorization.k8s.io/v1/RoleBinding`, mirrors pkg/registry and pkg/apis of v1.36. */
export const roleBinding = defineKind<RoleBinding>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'RoleBinding' },
  plural: 'rolebindings', singular: 'rolebinding', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.rbac.v1.RoleBinding',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsPathSegment, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

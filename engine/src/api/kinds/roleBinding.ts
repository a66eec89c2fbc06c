import type { RoleBinding } from '../../../generated/types';
import { defineKind } from '../kind';
import { nameIsPathSegment } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { setBindingDefaults, validateBinding, validateRoleRefUpdate } from '../validation/rbac';

/** `rbac.authorization.k8s.io/v1/RoleBinding`, mirrors pkg/registry/rbac/rolebinding and pkg/apis/rbac of v1.36. */
export const roleBinding = defineKind<RoleBinding>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'RoleBinding' },
  plural: 'rolebindings', singular: 'rolebinding', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.rbac.v1.RoleBinding',
  subresources: [],
  setDefaults: setBindingDefaults,
  validate,
  validateUpdate: (object, old) => [
    ...validate(object),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateRoleRefUpdate(object, old)
  ]
});

function validate(object: RoleBinding) {
  return [...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsPathSegment, metadataPath), ...validateBinding(object, 'Namespaced')];
}

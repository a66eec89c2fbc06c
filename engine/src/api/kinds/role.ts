import type { Role } from '../../../generated/types';
import { defineKind } from '../kind';
import { nameIsPathSegment } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { validatePolicyRules } from '../validation/rbac';

/** `rbac.authorization.k8s.io/v1/Role`, mirrors pkg/registry/rbac/role and pkg/apis/rbac/validation of v1.36. */
export const role = defineKind<Role>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' },
  plural: 'roles', singular: 'role', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.rbac.v1.Role',
  subresources: [],
  validate,
  validateUpdate: (object, old) => [...validate(object), ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)]
});

function validate(object: Role) {
  return [...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsPathSegment, metadataPath), ...validatePolicyRules(object.rules, 'Namespaced')];
}

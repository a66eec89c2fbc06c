import type { ClusterRoleBinding } from '../../../generated/types';
import { defineKind } from '../kind';
import { nameIsPathSegment } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { setBindingDefaults, validateBinding, validateRoleRefUpdate } from '../validation/rbac';

/** `rbac.authorization.k8s.io/v1/ClusterRoleBinding`, mirrors pkg/registry/rbac/clusterrolebinding and pkg/apis/rbac of v1.36. */
export const clusterRoleBinding = defineKind<ClusterRoleBinding>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRoleBinding' },
  plural: 'clusterrolebindings', singular: 'clusterrolebinding', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.rbac.v1.ClusterRoleBinding',
  subresources: [],
  setDefaults: setBindingDefaults,
  validate,
  validateUpdate: (object, old) => [
    ...validate(object),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateRoleRefUpdate(object, old)
  ]
});

function validate(object: ClusterRoleBinding) {
  return [...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsPathSegment, metadataPath), ...validateBinding(object, 'Cluster')];
}

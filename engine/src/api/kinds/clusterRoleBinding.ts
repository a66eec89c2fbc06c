import type { ClusterRoleBinding } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsPathSegment } from '../validation/names';

/** `rbac.authorization.k8s.io/v1/ClusterRoleBinding`, mirrors pkg/registry and pkg/apis of v1.36. */
export const clusterRoleBinding = defineKind<ClusterRoleBinding>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRoleBinding' },
  plural: 'clusterrolebindings', singular: 'clusterrolebinding', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.rbac.v1.ClusterRoleBinding',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsPathSegment, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

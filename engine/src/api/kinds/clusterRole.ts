import type { ClusterRole } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsPathSegment } from '../validation/names';

/** `rbac.authorization.k8s.io/v1/ClusterRole`, mirrors pkg/registry and pkg/apis of v1.36. */
export const clusterRole = defineKind<ClusterRole>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRole' },
  plural: 'clusterroles', singular: 'clusterrole', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.rbac.v1.ClusterRole',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsPathSegment, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

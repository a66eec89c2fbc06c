import type { Lease } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `coordination.k8s.io/v1/Lease`, mirrors pkg/registry and pkg/apis of v1.36. */
export const lease = defineKind<Lease>({
  gvk: { group: 'coordination.k8s.io', version: 'v1', kind: 'Lease' },
  plural: 'leases', singular: 'lease', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.coordination.v1.Lease',
  subresources: [],
  versionedUpdates: true,
  validate: object => validateObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

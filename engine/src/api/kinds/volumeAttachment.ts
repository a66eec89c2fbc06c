import type { VolumeAttachment } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `storage.k8s.io/v1/VolumeAttachment`, mirrors pkg/registry and pkg/apis of v1.36. */
export const volumeAttachment = defineKind<VolumeAttachment>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'VolumeAttachment' },
  plural: 'volumeattachments', singular: 'volumeattachment', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.VolumeAttachment',
  subresources: ['status'],
  versionedUpdates: true,
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

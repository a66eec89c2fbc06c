import type { VolumeAttachment, VolumeAttachmentSource, VolumeAttachmentStatus, VolumeError } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { setSourceDefaults } from '../defaults/volume';
import { forbidden, invalid, invalidEach, required, tooLong, type FieldError } from '../fieldError';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { fieldImmutable, metadataPath, validateCoreObjectMeta } from '../validation/objectMeta';
import { byteLength, inclusiveRangeError, isDns1123Subdomain, nameIsDnsSubdomain } from '../validation/names';
import { validatePersistentVolumeSpec } from '../validation/persistentVolumeSpec';
import { validateCsiDriverName } from '../validation/volumes/csiVolumes';

const specPath = FieldPath.of('spec'), statusPath = FieldPath.of('status');
const maxMetadataBytes = 256 * 1024, maxMessageBytes = 1024;

/** `storage.k8s.io/v1/VolumeAttachment`, mirrors pkg/registry/storage/volumeattachment and pkg/apis/storage of v1.36. */
export const volumeAttachment = defineKind<VolumeAttachment>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'VolumeAttachment' },
  plural: 'volumeattachments', singular: 'volumeattachment', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.VolumeAttachment',
  subresources: ['status'],
  versionedUpdates: true,
  setDefaults(object) {
    setSourceDefaults(object.spec?.source?.inlineVolumeSpec ?? {});
  },
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate,
  validateUpdate,
  // Status writes are judged as writes of the whole.
  status: { validateUpdate }
});

function validateUpdate(object: VolumeAttachment, old: VolumeAttachment): FieldError[] {
  return [...validate(object), ...(equal(object.spec, old.spec) ? [] : [invalid(specPath, goStruct('VolumeAttachmentSpec', object.spec), fieldImmutable)])];
}

function validate({ metadata, spec = {}, status = {} }: VolumeAttachment): FieldError[] {
  const { attacher = '', nodeName = '', source = {} } = spec, volume = source.persistentVolumeName;
  return [
    ...validateCoreObjectMeta(metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateCsiDriverName(attacher, specPath.child('attacher')),
    ...validateSource(source, specPath.child('source')),
    ...invalidEach(specPath.child('nodeName'), nodeName, isDns1123Subdomain(nodeName)),
    ...validateStatus(status),
    ...(volume === undefined ? [] : invalidEach(specPath.child('source', 'persistentVolumeName'), volume, isDns1123Subdomain(volume)))
  ];
}

/** A volume by name, or the spec of one that has no object. */
function validateSource({ inlineVolumeSpec: spec, persistentVolumeName: name }: VolumeAttachmentSource, path: FieldPath): FieldError[] {
  const detail = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';
  if (spec === undefined && name === undefined) return [required(path, detail)];
  if (spec !== undefined && name !== undefined) return [forbidden(path, detail)];
  if (spec !== undefined) return validatePersistentVolumeSpec(spec, path.child('inlineVolumeSpec'), { use: 'inline', volumeName: '', labelValues: 'checked' });
  return name === '' ? [required(path.child('persistentVolumeName'), 'must specify non empty persistentVolumeName')] : [];
}

function validateStatus({ attachmentMetadata = {}, attachError, detachError }: VolumeAttachmentStatus): FieldError[] {
  const bytes = Object.entries(attachmentMetadata).reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  return [
    ...(bytes > maxMetadataBytes ? [tooLong(statusPath.child('attachmentMetadata'), maxMetadataBytes)] : []),
    ...validateError(attachError, statusPath.child('attachError')),
    ...validateError(detachError, statusPath.child('detachError'))
  ];
}

/** The limit that is told is not the one that is held: upstream's slip. */
function validateError(error: VolumeError | undefined, path: FieldPath): FieldError[] {
  const { message = '', errorCode } = error ?? {};
  const errors = byteLength(message) > maxMessageBytes ? [tooLong(path.child('message'), maxMetadataBytes)] : [];
  return errorCode === undefined || errorCode >= 0 ? errors : [...errors, invalid(path.child('errorCode'), errorCode, inclusiveRangeError(0, 2147483647))];
}

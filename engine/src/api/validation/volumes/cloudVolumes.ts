import type {
  AWSElasticBlockStoreVolumeSource, AzureDiskVolumeSource, AzureFileVolumeSource, CinderVolumeSource, GCEPersistentDiskVolumeSource,
  PhotonPersistentDiskVolumeSource, VsphereVirtualDiskVolumeSource
} from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, notSupported, notSupportedName, type FieldError } from '../../fieldError';
import { validateRequired } from '../fieldNames';
import { inclusiveRangeError } from '../names';

/** Disks and shares of clouds (pkg/apis/core/validation/validation.go, v1.36). */

export function validateGceDisk(disk: GCEPersistentDiskVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(disk.pdName, path.child('pdName')), ...validatePartition(disk.partition, path)];
}

export function validateAwsDisk(disk: AWSElasticBlockStoreVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(disk.volumeID, path.child('volumeID')), ...validatePartition(disk.partition, path)];
}

/** 0 stands for "no partition", though the message does not say so. */
function validatePartition(partition = 0, path: FieldPath): FieldError[] {
  return partition >= 0 && partition <= 255 ? [] : [invalid(path.child('partition'), partition, inclusiveRangeError(1, 255))];
}

export function validateCinder(disk: CinderVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(disk.volumeID, path.child('volumeID')), ...disk.secretRef === undefined ? [] : validateRequired(disk.secretRef.name, path.child('secretRef', 'name'))];
}

export function validateVsphereDisk(disk: VsphereVirtualDiskVolumeSource, path: FieldPath): FieldError[] {
  return validateRequired(disk.volumePath, path.child('volumePath'));
}

export function validatePhotonDisk(disk: PhotonPersistentDiskVolumeSource, path: FieldPath): FieldError[] {
  return validateRequired(disk.pdID, path.child('pdID'));
}

export function validateAzureFile(share: AzureFileVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(share.secretName, path.child('secretName')), ...validateRequired(share.shareName, path.child('shareName'))];
}

const managedUri = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const blobUri = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

export function validateAzureDisk({ diskName, diskURI = '', cachingMode, kind }: AzureDiskVolumeSource, path: FieldPath): FieldError[] {
  const errors = [...validateRequired(diskName, path.child('diskName')), ...validateRequired(diskURI, path.child('diskURI'))];
  if (cachingMode !== undefined) errors.push(...notSupportedName(path.child('cachingMode'), cachingMode, ['None', 'ReadOnly', 'ReadWrite']));
  if (kind === undefined) return errors;
  errors.push(...notSupportedName(path.child('kind'), kind, ['Dedicated', 'Managed', 'Shared']));
  if (kind === 'Managed' && !diskURI.startsWith('/subscriptions/')) errors.push(notSupported(path.child('diskURI'), diskURI, [managedUri]));
  if (kind !== 'Managed' && !diskURI.startsWith('https://')) errors.push(notSupported(path.child('diskURI'), diskURI, [blobUri]));
  return errors;
}

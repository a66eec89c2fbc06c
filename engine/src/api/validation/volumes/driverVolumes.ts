import type {
  CephFSVolumeSource, FlexVolumeSource, FlockerVolumeSource, GlusterfsVolumeSource, PortworxVolumeSource, QuobyteVolumeSource, RBDVolumeSource,
  ScaleIOVolumeSource, StorageOSVolumeSource
} from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { sortedKeys } from '../../../core/order';
import { invalid, required, type FieldError } from '../../fieldError';
import { validateDns1123Label, validateRequired } from '../fieldNames';

/** Volumes of storage systems with a driver of their own, most of them retired (pkg/apis/core/validation/validation.go, v1.36). */

export function validateGlusterfs({ endpoints, path: directory }: GlusterfsVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(endpoints, path.child('endpoints')), ...validateRequired(directory, path.child('path'))];
}

export function validateFlocker({ datasetName = '', datasetUUID = '' }: FlockerVolumeSource, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (datasetName === '' && datasetUUID === '') errors.push(required(path, 'one of datasetName and datasetUUID is required'));
  if (datasetName !== '' && datasetUUID !== '') errors.push(invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously'));
  if (datasetName.includes('/')) errors.push(invalid(path.child('datasetName'), datasetName, "must not contain '/'"));
  return errors;
}

export function validateRbd({ monitors = [], image }: RBDVolumeSource, path: FieldPath): FieldError[] {
  return [...monitors.length === 0 ? [required(path.child('monitors'))] : [], ...validateRequired(image, path.child('image'))];
}

export function validateCephFs({ monitors = [] }: CephFSVolumeSource, path: FieldPath): FieldError[] {
  return monitors.length === 0 ? [required(path.child('monitors'))] : [];
}

const registryDetail = 'must be a host:port pair or multiple pairs separated by commas';

export function validateQuobyte({ registry = '', tenant = '', volume }: QuobyteVolumeSource, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (registry === '') errors.push(required(path.child('registry'), registryDetail));
  else if (tenant.length >= 65) errors.push(required(path.child('tenant'), 'must be a UUID and may not exceed a length of 64 characters'));
  else for (const pair of registry.split(',')) if (!isHostPort(pair)) errors.push(invalid(path.child('registry'), registry, registryDetail));
  return [...errors, ...validateRequired(volume, path.child('volume'))];
}

/** Whether Go's `net.SplitHostPort` would take it. */
function isHostPort(text: string): boolean {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return false;
  if (!text.startsWith('[')) return !text.slice(0, colon).includes(':') && !/[[\]]/.test(text);
  const end = text.indexOf(']');
  return end >= 0 && end + 1 === colon && !text.slice(1).includes('[') && !text.slice(end + 1).includes(']');
}

export function validateFlexVolume({ driver, options }: FlexVolumeSource, path: FieldPath): FieldError[] {
  const reserved = sortedKeys(options ?? {}).filter(key => /(?:^|\.)(?:kubernetes|k8s)\.io$/.test((key.includes('/') ? key.slice(0, key.indexOf('/')) : key).toLowerCase()));
  return [...validateRequired(driver, path.child('driver')), ...reserved.map(key => invalid(path.child('options').key(key), key, 'kubernetes.io and k8s.io namespaces are reserved'))];
}

export function validatePortworx({ volumeID }: PortworxVolumeSource, path: FieldPath): FieldError[] {
  return validateRequired(volumeID, path.child('volumeID'));
}

export function validateScaleIo({ gateway, system, volumeName }: ScaleIOVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(gateway, path.child('gateway')), ...validateRequired(system, path.child('system')), ...validateRequired(volumeName, path.child('volumeName'))];
}

export function validateStorageOs({ volumeName = '', volumeNamespace = '', secretRef }: StorageOSVolumeSource, path: FieldPath): FieldError[] {
  const errors = volumeName === '' ? [required(path.child('volumeName'))] : validateDns1123Label(volumeName, path.child('volumeName'));
  if (volumeNamespace !== '') errors.push(...validateDns1123Label(volumeNamespace, path.child('volumeNamespace')));
  return secretRef === undefined ? errors : [...errors, ...validateRequired(secretRef.name, path.child('secretRef', 'name'))];
}

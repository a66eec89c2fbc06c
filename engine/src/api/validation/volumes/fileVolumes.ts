import type {
  ConfigMapVolumeSource, DownwardAPIVolumeFile, DownwardAPIVolumeSource, GitRepoVolumeSource, HostPathVolumeSource, KeyToPath, SecretVolumeSource
} from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, notSupportedName, required, type FieldError } from '../../fieldError';
import { validateRequired } from '../fieldNames';
import { validateFileMode, validateLocalDescendingPath, validateLocalNonReservedPath, validatePathNoBacksteps } from '../filePaths';
import { validateContainerResourceField, validateObjectField } from '../pod/fieldSelectors';

/** Volumes made of files: from the host, from objects, from the pod itself (pkg/apis/core/validation/validation.go, v1.36). */

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

export function validateHostPath({ path: target = '', type }: HostPathVolumeSource, path: FieldPath): FieldError[] {
  if (target === '') return [required(path.child('path'))];
  return [...validatePathNoBacksteps(target, path.child('path')), ...type === undefined ? [] : notSupportedName(path.child('type'), type, hostPathTypes)];
}

export function validateGitRepo({ repository, directory = '' }: GitRepoVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(repository, path.child('repository')), ...validateLocalDescendingPath(directory, path.child('directory'))];
}

export function validateSecretVolume({ secretName, defaultMode, items }: SecretVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(secretName, path.child('secretName')), ...validateFileMode(defaultMode, path.child('defaultMode')), ...validateItems(items, path)];
}

export function validateConfigMapVolume({ name, defaultMode, items }: ConfigMapVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(name, path.child('name')), ...validateFileMode(defaultMode, path.child('defaultMode')), ...validateItems(items, path)];
}

function validateItems(items: readonly KeyToPath[] | undefined, path: FieldPath): FieldError[] {
  return (items ?? []).flatMap((item, i) => validateKeyToPath(item, path.child('items').index(i)));
}

/** One key and the file it becomes. */
export function validateKeyToPath({ key, path: target = '', mode }: KeyToPath, path: FieldPath): FieldError[] {
  return [
    ...validateRequired(key, path.child('key')), ...validateRequired(target, path.child('path')),
    ...validateLocalNonReservedPath(target, path.child('path')), ...validateFileMode(mode, path.child('mode'))
  ];
}

/** Upstream reports the files at the volume, without their position. */
export function validateDownwardApiVolume({ defaultMode, items }: DownwardAPIVolumeSource, path: FieldPath): FieldError[] {
  return [...validateFileMode(defaultMode, path.child('defaultMode')), ...(items ?? []).flatMap(file => validateDownwardApiFile(file, path))];
}

const volumeFields: ReadonlySet<string> = new Set(['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']);

export function validateDownwardApiFile({ path: target = '', fieldRef, resourceFieldRef, mode }: DownwardAPIVolumeFile, path: FieldPath): FieldError[] {
  const errors = [...validateRequired(target, path.child('path')), ...validateLocalNonReservedPath(target, path.child('path'))];
  if (fieldRef !== undefined) {
    errors.push(...validateObjectField(fieldRef, volumeFields, path.child('fieldRef')));
    if (resourceFieldRef !== undefined) errors.push(invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
  } else if (resourceFieldRef !== undefined) {
    errors.push(...validateContainerResourceField(resourceFieldRef, path.child('resourceFieldRef'), 'volume'));
  } else {
    errors.push(required(path, 'one of fieldRef and resourceFieldRef is required'));
  }
  return [...errors, ...validateFileMode(mode, path.child('mode'))];
}

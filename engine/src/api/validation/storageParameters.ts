import type { FieldPath } from '../../core/fieldPath';
import { sortedKeys } from '../../core/order';
import { invalid, invalidEach, required, tooLong, type FieldError } from '../fieldError';
import { byteLength, isQualifiedName } from './names';

/** What classes hand to the drivers of storage (pkg/apis/storage/validation/validation.go, v1.36). */

const maxParameters = 512, maxParametersBytes = 256 * 1024;

/** The name of a driver, judged in lower case, as upstream does. */
export function validateProvisioner(provisioner: string, path: FieldPath): FieldError[] {
  const name = provisioner.toLowerCase();
  return provisioner === '' ? [required(path)] : invalidEach(path, name, isQualifiedName(name));
}

export function validateParameters(parameters: Readonly<Record<string, string>>, path: FieldPath): FieldError[] {
  const keys = sortedKeys(parameters);
  if (keys.length > maxParameters) return [tooLong(path, maxParameters)];
  const bytes = keys.reduce((sum, key) => sum + byteLength(key) + byteLength(parameters[key] ?? ''), 0);
  return [
    ...keys.filter(key => key === '').map(key => invalid(path, key, 'field can not be empty.')),
    ...(bytes > maxParametersBytes ? [tooLong(path, maxParametersBytes)] : [])
  ];
}

import type { CSIVolumeSource } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalidEach, required, tooLong, type FieldError } from '../../fieldError';
import { byteLength, isDns1123Subdomain, nameIsDnsSubdomain } from '../names';

/** Volumes of CSI drivers (pkg/apis/core/validation/validation.go, v1.36). */
export function validateCsiVolume({ driver, nodePublishSecretRef }: CSIVolumeSource, path: FieldPath): FieldError[] {
  const errors = validateCsiDriverName(driver ?? '', path.child('driver'));
  if (nodePublishSecretRef === undefined) return errors;
  const secret = nodePublishSecretRef.name ?? '';
  // The wrong name is reported one level too high, as upstream does.
  return secret === '' ? [...errors, required(path.child('nodePublishSecretRef', 'name'))] : [...errors, ...invalidEach(path.child('name'), secret, nameIsDnsSubdomain(secret, 'name'))];
}

export function validateCsiDriverName(driver: string, path: FieldPath): FieldError[] {
  if (driver === '') return [required(path)];
  const errors = byteLength(driver) > 63 ? [tooLong(path, 63)] : [];
  return [...errors, ...invalidEach(path, driver, isDns1123Subdomain(driver.toLowerCase()))];
}

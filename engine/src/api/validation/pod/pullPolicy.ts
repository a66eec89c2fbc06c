import type { FieldPath } from '../../../core/fieldPath';
import { notSupportedName, required, type FieldError } from '../../fieldError';

/** When an image is pulled. */
export function validatePullPolicy(policy: string | undefined, path: FieldPath): FieldError[] {
  return (policy ?? '') === '' ? [required(path)] : notSupportedName(path, policy ?? '', ['Always', 'IfNotPresent', 'Never']);
}

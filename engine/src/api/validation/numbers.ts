import type { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import { validateNonnegative } from './objectMeta';

/** A number that may be absent and else must not be negative. */
export function validateOptionalNonnegative(value: number | undefined, path: FieldPath): FieldError[] {
  return value === undefined ? [] : validateNonnegative(value, path);
}

export function validatePositive(value: number, path: FieldPath): FieldError[] {
  return value <= 0 ? [invalid(path, value, 'must be greater than zero')] : [];
}

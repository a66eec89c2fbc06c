import type { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import { isPercent } from './names';
import { validateNonnegative } from './objectMeta';

/** A whole number from 0 up, or a percentage such as `25%` (pkg/apis/apps/validation, v1.36). */
export function validatePositiveIntOrPercent(value: number | string, path: FieldPath): FieldError[] {
  if (typeof value === 'number') return validateNonnegative(value, path);
  return isPercent(value).map(detail => invalid(path, value, detail));
}

/** A percentage of at most 100; numbers pass. */
export function validateNotMoreThan100Percent(value: number | string, path: FieldPath): FieldError[] {
  return percentOf(value) <= 100 ? [] : [invalid(path, value, 'must not be greater than 100%')];
}

/** The number before the percent sign; 0 for what is no percentage. */
function percentOf(value: number | string): number {
  return typeof value === 'number' || isPercent(value).length > 0 ? 0 : Number(value.slice(0, -1));
}

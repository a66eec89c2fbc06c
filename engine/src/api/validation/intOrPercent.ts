import type { FieldPath } from '../../core/fieldPath';
import { invalid, invalidEach, NamedText, type FieldError } from '../fieldError';
import { isPercent } from './names';
import { validateNonnegative } from './objectMeta';

type IntOrPercent = number | string;

/** A number that is not negative, or a percentage (`ValidatePositiveIntOrPercent`, pkg/apis/apps/validation/validation.go, v1.36). */
export function validatePositiveIntOrPercent(value: IntOrPercent, path: FieldPath): FieldError[] {
  return typeof value === 'number' ? validateNonnegative(value, path) : invalidEach(path, new NamedText(value), isPercent(value));
}

export function validateNotMoreThan100Percent(value: IntOrPercent, path: FieldPath): FieldError[] {
  if (typeof value === 'number' || isPercent(value).length > 0 || intOrPercentValue(value) <= 100) return [];
  return [invalid(path, new NamedText(value), 'must not be greater than 100%')];
}

/** The bare number of either, 0 for what is neither. */
export function intOrPercentValue(value: IntOrPercent): number {
  if (typeof value === 'number') return value;
  return /^[+-]?[0-9]+%?$/.test(value) ? Number.parseInt(value, 10) : 0;
}

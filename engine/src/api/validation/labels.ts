import { sortedKeys } from '../../core/order';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, required, type FieldError } from '../fieldError';
import { isLabelValue, isQualifiedName } from './names';

/** A `metav1.LabelSelector`, whichever generated type it comes in. */
export interface LabelSelectorLike {
  readonly matchLabels?: Readonly<Record<string, string>> | undefined;
  readonly matchExpressions?: readonly LabelSelectorRequirementLike[] | undefined;
}

export interface LabelSelectorRequirementLike {
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

/** A label key at the path of the map it is in (apis/meta/v1/validation/validation.go, v1.36). */
export function validateLabelName(name: string, path: FieldPath): FieldError[] {
  return isQualifiedName(name).map(detail => invalid(path, name, detail));
}

/** Labels: keys and values, all reported at the map's own path. Go walks the map in random order; we in sorted order. */
export function validateLabels(labels: Readonly<Record<string, string>> | undefined, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  for (const key of sortedKeys(labels ?? {})) {
    const value = labels?.[key] ?? '';
    errors.push(...validateLabelName(key, path), ...isLabelValue(value).map(detail => invalid(path, value, detail)));
  }
  return errors;
}

export interface LabelSelectorOptions { readonly allowInvalidValues?: boolean; readonly allowUnknownOperator?: boolean }

export function validateLabelSelector(selector: LabelSelectorLike | undefined, path: FieldPath, options: LabelSelectorOptions = {}): FieldError[] {
  if (selector === undefined) return [];
  const errors = validateLabels(selector.matchLabels, path.child('matchLabels'));
  (selector.matchExpressions ?? []).forEach((requirement, i) => {
    errors.push(...validateLabelSelectorRequirement(requirement, path.child('matchExpressions').index(i), options));
  });
  return errors;
}

export function validateLabelSelectorRequirement(requirement: LabelSelectorRequirementLike, path: FieldPath, options: LabelSelectorOptions = {}): FieldError[] {
  const errors: FieldError[] = [];
  const values = requirement.values ?? [];
  const operator = requirement.operator ?? '';
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) errors.push(required(path.child('values'), "must be specified when `operator` is 'In' or 'NotIn'"));
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) errors.push(forbidden(path.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
  } else if (options.allowUnknownOperator !== true) {
    errors.push(invalid(path.child('operator'), operator, 'not a valid selector operator'));
  }
  errors.push(...validateLabelName(requirement.key ?? '', path.child('key')));
  if (options.allowInvalidValues === true) return errors;
  values.forEach((value, i) => errors.push(...isLabelValue(value).map(detail => invalid(path.child('values').index(i), value, detail))));
  return errors;
}

/** Whether an old selector holds values that are wrong today: then updates may keep them. */
export function hasInvalidSelectorValue(selector: LabelSelectorLike | undefined): boolean {
  return (selector?.matchExpressions ?? []).some(requirement => (requirement.values ?? []).some(value => isLabelValue(value).length > 0));
}

/** No label and no expression: a selector that matches everything. */
export function isEmptySelector(selector: LabelSelectorLike): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

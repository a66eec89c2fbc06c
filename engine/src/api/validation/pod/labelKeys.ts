import type { LabelSelector } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, type FieldError } from '../../fieldError';
import { validateLabelName } from '../labels';

interface LabelKeys { readonly matchLabelKeys?: readonly string[]; readonly mismatchLabelKeys?: readonly string[]; readonly labelSelector?: LabelSelector }

/**
 * Keys whose values are taken from the pod (`ValidateMatchLabelKeysAndMismatchLabelKeys`, v1.36). By the time of validation the
 * strategy has merged them into the selector, hence a key counts as present twice only when the selector has it otherwise, too.
 */
export function validateLabelKeys({ matchLabelKeys = [], mismatchLabelKeys = [], labelSelector }: LabelKeys, path: FieldPath): FieldError[] {
  const errors = [...validateKeys(matchLabelKeys, labelSelector, path.child('matchLabelKeys')), ...validateKeys(mismatchLabelKeys, labelSelector, path.child('mismatchLabelKeys'))];
  const selectorKeys = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  const last = new Map(matchLabelKeys.map((key, i) => [key, i])), mismatched = new Set(mismatchLabelKeys);
  for (const { key = '' } of labelSelector?.matchExpressions ?? []) {
    const i = last.get(key);
    if (i !== undefined && selectorKeys.has(key)) errors.push(invalid(path.index(i), key, 'exists in both matchLabelKeys and labelSelector'));
    selectorKeys.add(key);
  }
  for (const [i, key] of matchLabelKeys.entries()) {
    if (mismatched.has(key)) errors.push(invalid(path.child('matchLabelKeys').index(i), key, 'exists in both matchLabelKeys and mismatchLabelKeys'));
  }
  return errors;
}

function validateKeys(keys: readonly string[], selector: LabelSelector | undefined, path: FieldPath): FieldError[] {
  if (keys.length === 0) return [];
  if (selector === undefined) return [forbidden(path, 'must not be specified when labelSelector is not set')];
  return keys.flatMap((key, i) => validateLabelName(key, path.index(i)));
}

/** The older rule (`ValidateMatchLabelKeysInTopologySpread`), which templates and pods with such keys are still held to. */
export function validateUnmergedLabelKeys({ matchLabelKeys = [], labelSelector }: LabelKeys, path: FieldPath): FieldError[] {
  if (matchLabelKeys.length === 0) return [];
  const errors = labelSelector === undefined ? [forbidden(path, 'must not be specified when labelSelector is not set')] : [];
  const selectorKeys = new Set([...Object.keys(labelSelector?.matchLabels ?? {}), ...(labelSelector?.matchExpressions ?? []).map(({ key = '' }) => key)]);
  return [...errors, ...matchLabelKeys.flatMap((key, i) => [
    ...validateLabelName(key, path.index(i)),
    ...selectorKeys.has(key) ? [invalid(path.index(i), key, 'exists in both matchLabelKeys and labelSelector')] : []
  ])];
}

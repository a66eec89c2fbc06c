import type { Taint } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { duplicate, invalid, notSupported, required, type FieldError } from '../fieldError';
import { validateLabelName } from './labels';
import { isLabelValue } from './names';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The effect of a taint or toleration; `optional` where empty means all of them. */
export function validateTaintEffect(effect: string | undefined, presence: 'required' | 'optional', path: FieldPath): FieldError[] {
  const value = effect ?? '';
  if (value === '' && presence === 'required') return [required(path)];
  return effects.includes(value) ? [] : [notSupported(path, value, effects)];
}

/** A node's taints: unique by key and effect (`validateNodeTaints`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateTaints(taints: readonly Taint[], path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  taints.forEach((taint, i) => {
    const at = path.index(i);
    const { key = '', value = '', effect = '' } = taint;
    errors.push(...validateLabelName(key, at.child('key')));
    const complaints = isLabelValue(value);
    if (complaints.length > 0) errors.push(invalid(at.child('value'), value, complaints.join(';')));
    errors.push(...validateTaintEffect(effect, 'required', at.child('effect')));
    const identity = `${effect} ${key}`;
    if (seen.has(identity)) {
      errors.push({ ...duplicate(at, { Key: key, Value: value, Effect: effect, TimeAdded: taint.timeAdded ?? null }), detail: 'taints must be unique by key and effect pair' });
    }
    seen.add(identity);
  });
  return errors;
}

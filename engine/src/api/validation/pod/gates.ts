import type { PodReadinessGate, PodSchedulingGate } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, forbidden, type FieldError } from '../../fieldError';
import { validateQualifiedName } from '../fieldNames';

/** What else must be true of a pod before it is ready, or before it is scheduled (v1.36). */

export function validateReadinessGates(gates: readonly PodReadinessGate[], path: FieldPath): FieldError[] {
  return gates.flatMap(({ conditionType = '' }, i) => validateQualifiedName(conditionType, path.index(i).child('conditionType')));
}

export function validateSchedulingGates(gates: readonly PodSchedulingGate[], path: FieldPath): FieldError[] {
  const seen = new Set<string>();
  return gates.flatMap(({ name = '' }, i) => {
    const errors = validateQualifiedName(name, path.index(i));
    if (seen.has(name)) errors.push(duplicate(path.index(i), name));
    seen.add(name);
    return errors;
  });
}

/** An update may only open gates. */
export function validateNoNewSchedulingGates(gates: readonly PodSchedulingGate[], old: readonly PodSchedulingGate[], path: FieldPath): FieldError[] {
  const last = new Map(gates.map(({ name = '' }, i) => [name, i]));
  for (const { name = '' } of old) last.delete(name);
  return [...last].map(([name, i]) => forbidden(path.index(i).child('name'), `only deletion is allowed, but found new scheduling gate '${name}'`));
}

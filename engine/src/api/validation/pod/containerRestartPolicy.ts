import type { Container } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { notSupportedName, required, tooMany, type FieldError } from '../../fieldError';

const maxRules = 20;
const maxExitCodes = 255;

/** A container's own restart policy and its rules for exit codes (`validateContainerRestartPolicy`, v1.36). */
export function validateContainerRestartPolicy({ restartPolicy, restartPolicyRules: rules = [] }: Container, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (restartPolicy !== undefined) errors.push(...notSupportedName(path.child('restartPolicy'), restartPolicy, ['Always', 'Never', 'OnFailure']));
  else if (rules.length > 0) errors.push(required(path.child('restartPolicy'), 'must specify restartPolicy when restart rules are used'));
  if (rules.length > maxRules) errors.push(tooMany(path.child('restartPolicyRules'), rules.length, maxRules));
  for (const [i, { action = '', exitCodes }] of rules.entries()) {
    const at = path.child('restartPolicyRules').index(i);
    errors.push(...notSupportedName(at.child('action'), action, ['Restart', 'RestartAllContainers']));
    if (exitCodes === undefined) { errors.push(required(at.child('exitCodes'), 'must be specified')); continue; }
    errors.push(...notSupportedName(at.child('exitCodes', 'operator'), exitCodes.operator ?? '', ['In', 'NotIn']));
    const count = (exitCodes.values ?? []).length;
    if (count > maxExitCodes) errors.push(tooMany(at.child('exitCodes', 'values'), count, maxExitCodes));
  }
  return errors;
}

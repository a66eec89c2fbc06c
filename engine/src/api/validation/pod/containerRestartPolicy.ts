import type { Container } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import type { ValidationContext } from '../../kind';
import { isPodFeatureOn } from '../../pod/podFeatures';
import { forbidden, notSupportedName, required, tooMany, type FieldError } from '../../fieldError';

const maxRules = 20;
const maxExitCodes = 255;

/** A container's own restart policy and its rules for exit codes (`validateContainerRestartPolicy`, v1.36). */
export function validateContainerRestartPolicy(container: Container, path: FieldPath, ctx: ValidationContext): FieldError[] {
  if (isPodFeatureOn('ContainerRestartRules', ctx)) return validateRules(container, path, ctx);
  return container.restartPolicy === undefined ? [] : [forbidden(path.child('restartPolicy'), 'may not be set for non-init containers')];
}

/** The same for an init container, which could always be a sidecar (`validateInitContainerRestartPolicy`). */
export function validateInitRestartPolicy(container: Container, path: FieldPath, ctx: ValidationContext): FieldError[] {
  if (isPodFeatureOn('ContainerRestartRules', ctx)) return validateRules(container, path, ctx);
  return container.restartPolicy === undefined ? [] : notSupportedName(path.child('restartPolicy'), container.restartPolicy, ['Always']);
}

function validateRules({ restartPolicy, restartPolicyRules: rules = [] }: Container, path: FieldPath, ctx: ValidationContext): FieldError[] {
  const errors: FieldError[] = [];
  if (restartPolicy !== undefined) errors.push(...notSupportedName(path.child('restartPolicy'), restartPolicy, ['Always', 'Never', 'OnFailure']));
  else if (rules.length > 0) errors.push(required(path.child('restartPolicy'), 'must specify restartPolicy when restart rules are used'));
  if (rules.length > maxRules) errors.push(tooMany(path.child('restartPolicyRules'), rules.length, maxRules));
  for (const [i, { action = '', exitCodes }] of rules.entries()) {
    const at = path.child('restartPolicyRules').index(i);
    errors.push(...notSupportedName(at.child('action'), action, isPodFeatureOn('RestartAllContainersOnContainerExits', ctx) ? ['Restart', 'RestartAllContainers'] : ['Restart']));
    if (exitCodes === undefined) { errors.push(required(at.child('exitCodes'), 'must be specified')); continue; }
    errors.push(...notSupportedName(at.child('exitCodes', 'operator'), exitCodes.operator ?? '', ['In', 'NotIn']));
    const count = (exitCodes.values ?? []).length;
    if (count > maxExitCodes) errors.push(tooMany(at.child('exitCodes', 'values'), count, maxExitCodes));
  }
  return errors;
}

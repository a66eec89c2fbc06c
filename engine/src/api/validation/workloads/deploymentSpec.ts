import type { DeploymentSpec, DeploymentStrategy } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, NamedText, notSupported, required, type FieldError } from '../../fieldError';
import { intOrPercentValue, validateNotMoreThan100Percent, validatePositiveIntOrPercent } from '../intOrPercent';
import { validateOptionalNonnegative } from '../numbers';
import { validateNonnegative } from '../objectMeta';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateSelectorAndTemplate } from './replicaSetSpec';

/** `ValidateDeploymentSpec` (pkg/apis/apps/validation/validation.go, v1.36). */
export function validateDeploymentSpec(spec: DeploymentSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  return [
    ...validateNonnegative(spec.replicas ?? 0, path.child('replicas')),
    ...validateSelectorAndTemplate(spec, path, ctx),
    ...validateStrategy(spec.strategy ?? {}, path.child('strategy')),
    ...validateNonnegative(spec.minReadySeconds ?? 0, path.child('minReadySeconds')),
    ...validateOptionalNonnegative(spec.revisionHistoryLimit, path.child('revisionHistoryLimit')),
    ...validateDeadline(spec, path.child('progressDeadlineSeconds'))
  ];
}

function validateDeadline({ progressDeadlineSeconds: deadline, minReadySeconds = 0 }: DeploymentSpec, path: FieldPath): FieldError[] {
  if (deadline === undefined) return [];
  const errors = validateNonnegative(deadline, path);
  return deadline <= minReadySeconds ? [...errors, invalid(path, deadline, 'must be greater than minReadySeconds')] : errors;
}

function validateStrategy(strategy: DeploymentStrategy, path: FieldPath): FieldError[] {
  const { type = '', rollingUpdate } = strategy, at = path.child('rollingUpdate');
  switch (type) {
    case 'Recreate': return rollingUpdate === undefined ? [] : [forbidden(at, "may not be specified when strategy `type` is 'Recreate'")];
    case 'RollingUpdate': return rollingUpdate === undefined ? [required(at, 'this should be defaulted and never be nil')] : validateRollingUpdate(strategy, at);
    default: return [notSupported(path, goStrategy(strategy), ['Recreate', 'RollingUpdate'])];
  }
}

function validateRollingUpdate({ rollingUpdate }: DeploymentStrategy, path: FieldPath): FieldError[] {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const errors = [...validatePositiveIntOrPercent(maxUnavailable, path.child('maxUnavailable')), ...validatePositiveIntOrPercent(maxSurge, path.child('maxSurge'))];
  if (intOrPercentValue(maxUnavailable) === 0 && intOrPercentValue(maxSurge) === 0) {
    errors.push(invalid(path.child('maxUnavailable'), typeof maxUnavailable === 'string' ? new NamedText(maxUnavailable) : maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  }
  return [...errors, ...validateNotMoreThan100Percent(maxUnavailable, path.child('maxUnavailable'))];
}

/** The strategy as Go prints its internal type. */
function goStrategy({ type = '', rollingUpdate }: DeploymentStrategy): unknown {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  return { Type: type, RollingUpdate: rollingUpdate === undefined ? null : { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge } };
}

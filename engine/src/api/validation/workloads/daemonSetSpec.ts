import type { DaemonSetSpec, DaemonSetUpdateStrategy } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, NamedText, notSupported, required, type FieldError } from '../../fieldError';
import { goLabelSelector } from '../../goPrint/goStruct';
import { isEmptySelector } from '../../labelSelector';
import { intOrPercentValue, validateNotMoreThan100Percent, validatePositiveIntOrPercent } from '../intOrPercent';
import { validateLabelSelector } from '../labels';
import { validateOptionalNonnegative } from '../numbers';
import { validateNonnegative } from '../objectMeta';
import { validatePodTemplateSpec } from '../pod/podTemplate';
import type { PodValidationContext } from '../pod/podValidationContext';
import { isUsableSelector, validateKeptRunning, validateTemplateLabels } from './templateSelector';

/** `ValidateDaemonSetSpec` (pkg/apis/apps/validation/validation.go, v1.36). An absent selector selects nothing, hence not the template. */
export function validateDaemonSetSpec(spec: DaemonSetSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const { selector, template = {} } = spec, at = path.child('template');
  return [
    ...validateLabelSelector(selector, path.child('selector'), { allowInvalidValues: ctx.tolerates.has('InvalidLabelValueInSelector') }),
    ...isUsableSelector(selector, path) ? validateTemplateLabels(template, selector, at) : [],
    ...selector !== undefined && isEmptySelector(selector) ? [invalid(path.child('selector'), goLabelSelector(selector), 'empty selector is invalid for daemonset')] : [],
    ...validatePodTemplateSpec(template, at, ctx),
    ...validateKeptRunning(template, at, 'DaemonSet'),
    ...validateNonnegative(spec.minReadySeconds ?? 0, path.child('minReadySeconds')),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, path.child('updateStrategy')),
    ...validateOptionalNonnegative(spec.revisionHistoryLimit, path.child('revisionHistoryLimit'))
  ];
}

function validateUpdateStrategy(strategy: DaemonSetUpdateStrategy, path: FieldPath): FieldError[] {
  const { type = '', rollingUpdate } = strategy, at = path.child('rollingUpdate');
  switch (type) {
    case 'OnDelete': return [];
    case 'RollingUpdate': return rollingUpdate === undefined ? [required(at)] : validateRollingUpdate(strategy, at);
    default: return [notSupported(path, goStrategy(strategy), ['RollingUpdate', 'OnDelete'])];
  }
}

function validateRollingUpdate({ rollingUpdate }: DaemonSetUpdateStrategy, path: FieldPath): FieldError[] {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const unavailablePath = path.child('maxUnavailable'), surgePath = path.child('maxSurge');
  const errors = [
    ...validatePositiveIntOrPercent(maxUnavailable, unavailablePath), ...validatePositiveIntOrPercent(maxSurge, surgePath),
    ...validateNotMoreThan100Percent(maxUnavailable, unavailablePath), ...validateNotMoreThan100Percent(maxSurge, surgePath)
  ];
  const hasUnavailable = intOrPercentValue(maxUnavailable) !== 0, hasSurge = intOrPercentValue(maxSurge) !== 0;
  if (hasUnavailable && hasSurge) errors.push(invalid(surgePath, typeof maxSurge === 'string' ? new NamedText(maxSurge) : maxSurge, 'may not be set when maxUnavailable is non-zero'));
  if (!hasUnavailable && !hasSurge) errors.push(required(unavailablePath, 'cannot be 0 when maxSurge is 0'));
  return errors;
}

/** The strategy as Go prints its internal type. */
function goStrategy({ type = '', rollingUpdate }: DaemonSetUpdateStrategy): unknown {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  return { Type: type, RollingUpdate: rollingUpdate === undefined ? null : { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge } };
}

import type { HPAScalingPolicy, HPAScalingRules, HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerStatus } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { invalid, notSupportedName, required, type FieldError } from '../fieldError';
import { validateNonnegative } from '../validation/objectMeta';
import { validateNonnegativeQuantity } from '../validation/resourceNames';
import { validateMetrics } from './metrics';
import { apiVersionError, validateReference, type ApiVersionRule } from './reference';

/** The rules of an autoscaler (pkg/apis/autoscaling/validation/validation.go and pkg/registry/autoscaling/horizontalpodautoscaler, v1.36). */

const specPath = FieldPath.of('spec');
const maxPeriodSeconds = 1800, maxStabilizationWindowSeconds = 3600;
const selectPolicies = ['Disabled', 'Max', 'Min'], policyTypes = ['Percent', 'Pods'];

/** What depends on the object as it was before: zero replicas and odd references may stay. */
export interface AutoscalerOptions {
  readonly minReplicas: 0 | 1;
  readonly scaleTarget: ApiVersionRule;
  readonly describedObjects: ApiVersionRule;
}

export function autoscalerOptions(spec: HorizontalPodAutoscalerSpec, old: HorizontalPodAutoscalerSpec | undefined): AutoscalerOptions {
  const target = spec.scaleTargetRef ?? {}, before = old?.scaleTargetRef ?? {};
  const same = old !== undefined && (target.apiVersion ?? '') === (before.apiVersion ?? '') && (target.kind ?? '') === (before.kind ?? '');
  const odd = (old?.metrics ?? []).some(({ type, object }) => type === 'Object' && object !== undefined && apiVersionError(object.describedObject?.apiVersion ?? '', 'anyGroup') !== undefined);
  return {
    minReplicas: old?.minReplicas === 0 ? 0 : 1,
    scaleTarget: same ? 'anything' : target.kind === 'ReplicationController' ? 'anyGroup' : 'withGroup',
    describedObjects: odd ? 'anything' : 'anyGroup'
  };
}

export function validateAutoscalerSpec(spec: HorizontalPodAutoscalerSpec, options: AutoscalerOptions): FieldError[] {
  const { minReplicas, maxReplicas = 0, scaleTargetRef = {}, metrics = [], behavior = {} } = spec;
  const max = specPath.child('maxReplicas');
  const errors: FieldError[] = [];
  if (minReplicas !== undefined && minReplicas < options.minReplicas) errors.push(invalid(specPath.child('minReplicas'), minReplicas, `must be greater than or equal to ${options.minReplicas}`));
  if (maxReplicas === 0) errors.push(required(max, 'must be set and greater than 0'));
  else if (maxReplicas < 0) errors.push(invalid(max, maxReplicas, 'must be greater than or equal to 1'));
  if (minReplicas !== undefined && maxReplicas < minReplicas) errors.push(invalid(max, maxReplicas, 'must be greater than or equal to `minReplicas`'));
  return [
    ...errors,
    ...validateReference(scaleTargetRef, specPath.child('scaleTargetRef'), options.scaleTarget),
    ...validateMetrics(metrics, minReplicas, specPath.child('metrics'), options.describedObjects),
    ...validateScalingRules(behavior.scaleUp, specPath.child('behavior', 'scaleUp')),
    ...validateScalingRules(behavior.scaleDown, specPath.child('behavior', 'scaleDown'))
  ];
}

export function validateAutoscalerStatus({ currentReplicas = 0, desiredReplicas = 0 }: HorizontalPodAutoscalerStatus): FieldError[] {
  return [
    ...validateNonnegative(currentReplicas, FieldPath.of('status', 'currentReplicas')),
    ...validateNonnegative(desiredReplicas, FieldPath.of('status', 'desiredReplicas'))
  ];
}

function validateScalingRules(rules: HPAScalingRules | undefined, path: FieldPath): FieldError[] {
  if (rules === undefined) return [];
  const { stabilizationWindowSeconds: seconds = 0, selectPolicy, policies = [], tolerance } = rules;
  const window = path.child('stabilizationWindowSeconds'), at = path.child('policies');
  const errors: FieldError[] = [];
  if (seconds < 0) errors.push(invalid(window, seconds, 'must be greater than or equal to zero'));
  if (seconds > maxStabilizationWindowSeconds) errors.push(invalid(window, seconds, `must be less than or equal to ${maxStabilizationWindowSeconds}`));
  if (selectPolicy !== undefined) errors.push(...notSupportedName(path.child('selectPolicy'), selectPolicy, selectPolicies));
  if (policies.length === 0) errors.push(required(at, 'must specify at least one Policy'));
  errors.push(...policies.flatMap((policy, i) => validateScalingPolicy(policy, at.index(i))));
  return tolerance === undefined ? errors : [...errors, ...validateNonnegativeQuantity(tolerance, path.child('tolerance'))];
}

function validateScalingPolicy({ type = '', value = 0, periodSeconds: seconds = 0 }: HPAScalingPolicy, path: FieldPath): FieldError[] {
  const period = path.child('periodSeconds');
  const errors = notSupportedName(path.child('type'), type, policyTypes);
  if (value <= 0) errors.push(invalid(path.child('value'), value, 'must be greater than zero'));
  if (seconds <= 0) errors.push(invalid(period, seconds, 'must be greater than zero'));
  if (seconds > maxPeriodSeconds) errors.push(invalid(period, seconds, `must be less than or equal to ${maxPeriodSeconds}`));
  return errors;
}

import type { PodDisruptionBudget, PodDisruptionBudgetSpec, PodDisruptionBudgetStatus } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { invalid, notSupportedName, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { validateConditions } from '../validation/conditions';
import { validateNonnegative } from '../validation/objectMeta';
import { validateNotMoreThan100Percent, validatePositiveIntOrPercent } from '../validation/intOrPercent';
import { hasInvalidSelectorValue, validateLabelSelector } from '../validation/labels';

const specPath = FieldPath.of('spec'), statusPath = FieldPath.of('status');

/** `policy/v1/PodDisruptionBudget`, mirrors pkg/registry/policy/poddisruptionbudget and pkg/apis/policy/validation of v1.36. */
export const podDisruptionBudget = defineKind<PodDisruptionBudget>({
  gvk: { group: 'policy', version: 'v1', kind: 'PodDisruptionBudget' },
  plural: 'poddisruptionbudgets', singular: 'poddisruptionbudget', shortNames: ['pdb'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.policy.v1.PodDisruptionBudget',
  subresources: ['status'],
  versionedUpdates: true,
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  // Metadata is judged by the rules that every kind shares, and by no others.
  validate: object => validateSpec(object.spec ?? {}, {}),
  validateUpdate: (object, old) => validateSpec(object.spec ?? {}, old.spec ?? {}),
  status: { validateUpdate: object => validateStatus(object.status ?? {}) }
});

function validateStatus(status: PodDisruptionBudgetStatus): FieldError[] {
  return [
    ...validateConditions(status.conditions ?? [], statusPath.child('conditions')),
    ...(['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] as const).flatMap(field => validateNonnegative(status[field] ?? 0, statusPath.child(field)))
  ];
}

function validateSpec(spec: PodDisruptionBudgetSpec, old: PodDisruptionBudgetSpec): FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec, policies = ['AlwaysAllow', 'IfHealthyBudget'];
  return [
    ...(minAvailable !== undefined && maxUnavailable !== undefined ? [invalid(specPath, internalForm(spec), 'minAvailable and maxUnavailable cannot be both set')] : []),
    ...validateAmount(minAvailable, specPath.child('minAvailable')),
    ...validateAmount(maxUnavailable, specPath.child('maxUnavailable')),
    ...validateLabelSelector(selector, specPath.child('selector'), { allowInvalidValues: hasInvalidSelectorValue(old.selector) }),
    ...(policy === undefined ? [] : notSupportedName(specPath.child('unhealthyPodEvictionPolicy'), policy, policies))
  ];
}

function validateAmount(value: number | string | undefined, path: FieldPath): FieldError[] {
  return value === undefined ? [] : [...validatePositiveIntOrPercent(value, path), ...validateNotMoreThan100Percent(value, path)];
}

/** The spec as the server prints it: its internal type has no JSON names. */
function internalForm(spec: PodDisruptionBudgetSpec) {
  return {
    MinAvailable: spec.minAvailable ?? null, Selector: spec.selector ?? null,
    MaxUnavailable: spec.maxUnavailable ?? null, UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null
  };
}

import type { JobSpec, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyOnPodConditionsPattern, PodFailurePolicyRule } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, invalid, NamedText, notSupportedName, required, tooMany, type FieldError } from '../../fieldError';
import { validateQualifiedName } from '../fieldNames';

const maxRules = 20;
const maxExitCodes = 255;
const maxPatterns = 20;
const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const operators = ['In', 'NotIn'];
const statuses = ['False', 'True', 'Unknown'];

/** What a Job makes of failed pods (`validatePodFailurePolicy`, pkg/apis/batch/validation/validation.go, v1.36). */
export function validatePodFailurePolicy(spec: JobSpec, path: FieldPath): FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? [], at = path.child('rules');
  const errors = rules.length > maxRules ? [tooMany(at, rules.length, maxRules)] : [];
  return [...errors, ...rules.flatMap((rule, i) => validateRule(rule, at.index(i), spec))];
}

function validateRule(rule: PodFailurePolicyRule, path: FieldPath, spec: JobSpec): FieldError[] {
  const { onExitCodes, onPodConditions = [] } = rule;
  const errors = validateAction(rule.action ?? '', path.child('action'), spec);
  if (onExitCodes !== undefined) errors.push(...validateExitCodes(onExitCodes, path.child('onExitCodes'), spec));
  errors.push(...validatePatterns(onPodConditions, path.child('onPodConditions')));
  if (onExitCodes !== undefined && onPodConditions.length > 0) errors.push(invalid(path, undefined, 'specifying both OnExitCodes and OnPodConditions is not supported'));
  if (onExitCodes === undefined && onPodConditions.length === 0) errors.push(invalid(path, undefined, 'specifying one of OnExitCodes and OnPodConditions is required'));
  return errors;
}

function validateAction(action: string, path: FieldPath, spec: JobSpec): FieldError[] {
  if (action === '') return [required(path, validValues(actions))];
  if (action === 'FailIndex') return spec.backoffLimitPerIndex === undefined ? [invalid(path, new NamedText(action), 'requires the backoffLimitPerIndex to be set')] : [];
  return notSupportedName(path, action, actions);
}

/** A Go list of strings in `%q`. */
function validValues(values: readonly string[]): string {
  return `valid values: [${values.map(value => `"${value}"`).join(' ')}]`;
}

function validatePatterns(patterns: readonly PodFailurePolicyOnPodConditionsPattern[], path: FieldPath): FieldError[] {
  const errors = patterns.length > maxPatterns ? [tooMany(path, patterns.length, maxPatterns)] : [];
  return [...errors, ...patterns.flatMap(({ type = '', status = '' }, i) => [
    ...validateQualifiedName(type, path.index(i).child('type')),
    ...status === '' ? [required(path.index(i).child('status'), validValues(statuses))] : notSupportedName(path.index(i).child('status'), status, statuses)
  ])];
}

function validateExitCodes(requirement: PodFailurePolicyOnExitCodesRequirement, path: FieldPath, { template }: JobSpec): FieldError[] {
  const { operator = '', containerName, values = [] } = requirement, at = path.child('values');
  const errors = operator === '' ? [required(path.child('operator'), validValues(operators))] : notSupportedName(path.child('operator'), operator, operators);
  const containers = [...template?.spec?.containers ?? [], ...template?.spec?.initContainers ?? []];
  if (containerName !== undefined && !containers.some(container => (container.name ?? '') === containerName)) {
    errors.push(invalid(path.child('containerName'), containerName, 'must be one of the container or initContainer names in the pod template'));
  }
  if (values.length === 0) errors.push(invalid(at, requirement.values ?? null, 'at least one value is required'));
  else if (values.length > maxExitCodes) errors.push(tooMany(at, values.length, maxExitCodes));
  const seen = new Set<number>();
  for (const [i, value] of values.entries()) {
    if (operator === 'In' && value === 0) errors.push(invalid(at.index(i), value, 'must not be 0 for the In operator'));
    if (seen.has(value)) errors.push(duplicate(at.index(i), value));
    seen.add(value);
  }
  if (values.some((value, i) => i > 0 && (values[i - 1] ?? value) > value)) errors.push(invalid(at, values, 'must be ordered'));
  return errors;
}

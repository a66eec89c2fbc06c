import type { MatchCondition } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { policyCompiler, type PolicyVariables } from '../cel/policyCompiler';
import { duplicate, invalid, required, tooMany, type FieldError } from '../fieldError';
import { isQualifiedName } from '../validation/names';

const maxMatchConditions = 64;

/** Conditions under which a webhook or a policy looks at a request at all; params only where the policy has a kind of them. */
export function validateMatchConditions(conditions: readonly MatchCondition[], params: PolicyVariables['params'], path: FieldPath): FieldError[] {
  const errors = conditions.length > maxMatchConditions ? [tooMany(path, conditions.length, maxMatchConditions)] : [];
  const names = new Set<string>();
  conditions.forEach((condition, i) => {
    const at = path.index(i), name = condition.name ?? '';
    errors.push(...validateMatchCondition(condition, params, at));
    if (name !== '' && names.has(name)) errors.push(duplicate(at.child('name'), name));
    names.add(name);
  });
  return errors;
}

function validateMatchCondition({ name = '', expression = '' }: MatchCondition, params: PolicyVariables['params'], path: FieldPath): FieldError[] {
  const errors: FieldError[] = [], trimmed = expression.trim();
  if (trimmed === '') {
    errors.push(required(path.child('expression')));
  } else {
    const problem = policyCompiler('none').check(trimmed, 'bool', { params, authorizer: 'declared' });
    if (problem !== undefined) errors.push(invalid(path.child('expression'), trimmed, problem));
  }
  if (name === '') return [...errors, required(path.child('name'))];
  return [...errors, ...isQualifiedName(name).map(detail => invalid(path.child('name'), name, detail))];
}

import type { AuditAnnotation, ObjectMeta, ValidatingAdmissionPolicySpec, Validation, Variable } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { policyCompiler, type PolicyCompiler, type PolicyVariables } from '../cel/policyCompiler';
import { duplicate, invalid, notSupported, required, type FieldError } from '../fieldError';
import { byteLength, isQualifiedName } from '../validation/names';
import { validateMatchConditions } from './matchConditions';
import { validateMatchResources, validateParamKind } from './matchResources';

const specPath = FieldPath.of('spec'), failurePolicies = ['Fail', 'Ignore'], reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const maxAuditAnnotations = 20, maxValueExpressionBytes = 5 * 1024;
const celReserved: ReadonlySet<string> = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'
]);

/** What the expressions of one policy are judged with. */
interface PolicyScope { readonly compiler: PolicyCompiler; readonly params: PolicyVariables['params'] }

/** A policy's spec (pkg/apis/admissionregistration/validation/validation.go, v1.36); conditions that did not change are not judged again. */
export function validatePolicySpec(spec: ValidatingAdmissionPolicySpec, old: ValidatingAdmissionPolicySpec | undefined, meta: ObjectMeta): FieldError[] {
  const { failurePolicy, paramKind, matchConstraints, variables = [], matchConditions = [] } = spec;
  const scope: PolicyScope = { compiler: policyCompiler(variables.length > 0 ? 'variables' : 'none'), params: paramKind === undefined ? 'absent' : 'declared' };
  const errors = validateFailurePolicy(failurePolicy);
  if (paramKind !== undefined) errors.push(...validateParamKind(paramKind, specPath.child('paramKind')));
  const matchPath = specPath.child('matchConstraints');
  if (matchConstraints === undefined) {
    errors.push(required(matchPath));
  } else {
    errors.push(...validateMatchResources(matchConstraints, matchPath));
    if ((matchConstraints.resourceRules ?? []).length === 0) errors.push(required(matchPath.child('resourceRules')));
  }
  const unchanged = old !== undefined && equal(paramKind, old.paramKind) && equal(matchConditions, old.matchConditions ?? []);
  if (!unchanged) errors.push(...validateMatchConditions(matchConditions, scope.params, specPath.child('matchConditions')));
  variables.forEach((variable, i) => errors.push(...validateVariable(variable, scope, specPath.child('variables').index(i))));
  return [...errors, ...validateOutcomes(spec, scope, meta)];
}

function validateFailurePolicy(policy: string | undefined): FieldError[] {
  const path = specPath.child('failurePolicy');
  if (policy === undefined) return [required(path)];
  return failurePolicies.includes(policy) ? [] : [notSupported(path, policy, failurePolicies)];
}

function validateVariable({ name = '', expression = '' }: Variable, { compiler, params }: PolicyScope, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [], at = path.child('name');
  if (name.trim() === '') errors.push(required(at, 'name is not specified'));
  else if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) || celReserved.has(name)) errors.push(invalid(at, name, 'must be a valid CEL identifier'));
  if (expression.trim() === '') return [...errors, required(path.child('expression'), 'expression is not specified')];
  const problem = compiler.declare(name, expression, { params, authorizer: 'declared' });
  return problem === undefined ? errors : [...errors, invalid(path.child('expression'), expression, problem)];
}

function validateOutcomes({ validations = [], auditAnnotations = [] }: ValidatingAdmissionPolicySpec, scope: PolicyScope, meta: ObjectMeta): FieldError[] {
  const annotationsPath = specPath.child('auditAnnotations');
  if (validations.length === 0 && auditAnnotations.length === 0) {
    return ['validations', 'auditAnnotations'].map(field => required(specPath.child(field), 'validations or auditAnnotations must contain at least one item'));
  }
  const errors = validations.flatMap((validation, i) => validateValidation(validation, scope, specPath.child('validations').index(i)));
  if (auditAnnotations.length > maxAuditAnnotations) errors.push(invalid(annotationsPath, auditAnnotations.map(internalAnnotation), `must not have more than ${maxAuditAnnotations} auditAnnotations`));
  const keys = new Set<string>();
  auditAnnotations.forEach((annotation, i) => {
    const key = annotation.key ?? '';
    errors.push(...validateAuditAnnotation(annotation, scope, { meta, path: annotationsPath.index(i) }));
    if (keys.has(key)) errors.push(duplicate(annotationsPath.index(i).child('key'), key));
    keys.add(key);
  });
  return errors;
}

function internalAnnotation({ key = '', valueExpression = '' }: AuditAnnotation): object {
  return { Key: key, ValueExpression: valueExpression };
}

function validateValidation(validation: Validation, { compiler, params }: PolicyScope, path: FieldPath): FieldError[] {
  const { expression = '', message = '', messageExpression = '', reason } = validation, errors: FieldError[] = [];
  const at = path.child('expression'), messageAt = path.child('messageExpression');
  if (expression.trim() === '') {
    errors.push(required(at, 'expression is not specified'));
  } else {
    const problem = compiler.check(expression, 'bool', { params, authorizer: 'declared' });
    if (problem !== undefined) errors.push(invalid(at, expression, problem));
  }
  if (messageExpression !== '' && messageExpression.trim() === '') {
    errors.push(invalid(messageAt, messageExpression, 'must be non-empty if specified'));
  } else if (messageExpression !== '') {
    const problem = compiler.check(messageExpression, 'string', { params, authorizer: 'absent' });
    if (problem !== undefined) errors.push(invalid(messageAt, messageExpression, problem));
  }
  if (message !== '' && message.trim() === '') errors.push(invalid(path.child('message'), message, 'must be non-empty if specified'));
  else if (/[\n\r]/.test(message.trim())) errors.push(invalid(path.child('message'), message, 'must not contain line breaks'));
  if (reason !== undefined && !reasons.includes(reason)) errors.push(notSupported(path.child('reason'), reason, reasons));
  return errors;
}

function validateAuditAnnotation(annotation: AuditAnnotation, { compiler, params }: PolicyScope, { meta, path }: { readonly meta: ObjectMeta; readonly path: FieldPath }): FieldError[] {
  const { key = '', valueExpression = '' } = annotation, name = meta.name ?? '', keyPath = path.child('key'), at = path.child('valueExpression');
  const fullKey = `${name}/${key}`, trimmed = valueExpression.trim();
  const errors = name === '' ? [invalid(keyPath, key, 'requires metadata.name be non-empty')] : isQualifiedName(fullKey).map(detail => invalid(keyPath, fullKey, detail));
  if (trimmed === '') return [...errors, required(at, 'valueExpression is not specified')];
  if (byteLength(trimmed) > maxValueExpressionBytes) return [...errors, required(at, `must not exceed ${maxValueExpressionBytes} bytes in length`)];
  const problem = compiler.check(trimmed, 'stringOrNull', { params, authorizer: 'declared' });
  return problem === undefined ? errors : [...errors, invalid(at, valueExpression, problem)];
}

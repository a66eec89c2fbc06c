import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicySpec, Validation } from '../../../generated/types';
import type { Authorizer } from '../cel/authorizer';
import { evaluate } from '../cel/interpreter';
import { policyCompiler, type PolicyCompiler, type PolicyResult, type PolicyVariables } from '../cel/policyCompiler';
import { failure, isFailure, type CelValue } from '../cel/values';
import type { KubeObject } from '../object';
import { byteLength } from '../validation/names';
import { policyActivation } from './policyActivation';
import type { PolicyRequest } from './policyRequest';

/** Why a policy denies a request. `reason` is absent where an expression could not be evaluated. */
export interface PolicyDenial { readonly index: number; readonly message: string; readonly reason?: string }

/** What a policy makes of a request with one of its parameters. */
export interface PolicyOutcome {
  readonly denials: readonly PolicyDenial[];
  readonly auditAnnotations: readonly { readonly key: string; readonly value: string }[];
  /** Audit annotations that could not be evaluated: denied whatever the binding's actions. */
  readonly auditErrors: readonly string[];
}

/** What a request is evaluated with. */
export interface PolicyInput { readonly request: PolicyRequest; readonly params: KubeObject | undefined; readonly authorizer?: Authorizer }

const budget = 10_000_000, maxMessageBytes = 5 * 1024, nothing: PolicyOutcome = { denials: [], auditAnnotations: [], auditErrors: [] };
const outOfBudget = 'validation failed due to running out of cost budget, no further validation rules will be run';

/** Evaluates a policy that matches a request (admission/plugin/policy/validating/validator.go, v1.36). */
export function evaluatePolicy(policy: ValidatingAdmissionPolicy, input: PolicyInput): PolicyOutcome {
  const spec = policy.spec ?? {}, run = new PolicyRun(spec, input), failClosed = spec.failurePolicy !== 'Ignore';
  const conditions = (spec.matchConditions ?? []).map(condition => run.evaluate((condition.expression ?? '').trim(), 'bool'));
  if (conditions.includes(false)) return nothing;
  const errors = conditions.filter(isFailure).map(error => error.message);
  if (errors.length > 0) return failClosed ? { ...nothing, denials: [{ index: 0, message: errors.length === 1 ? errors[0] ?? '' : `[${errors.join(', ')}]` }] } : nothing;
  const denials = (spec.validations ?? []).flatMap((validation, index) => {
    const value = run.evaluate(validation.expression ?? '', 'bool');
    if (value === true) return [];
    if (isFailure(value)) return failClosed ? [{ index, message: value.message }] : [];
    return [{ index, message: messageOf(validation, run), reason: validation.reason ?? 'Invalid' }];
  });
  return { denials, ...annotate(spec, run, failClosed) };
}

function messageOf(validation: Validation, run: PolicyRun): string {
  const { message = '', messageExpression = '', expression = '' } = validation;
  const value = messageExpression === '' ? null : run.evaluate(messageExpression, 'string'), text = typeof value === 'string' ? value.trim() : '';
  if (text !== '' && byteLength(text) <= maxMessageBytes && !text.includes('\n')) return text;
  return message.trim() === '' ? `failed expression: ${expression.trim()}` : message.trim();
}

function annotate(spec: ValidatingAdmissionPolicySpec, run: PolicyRun, failClosed: boolean): Pick<PolicyOutcome, 'auditAnnotations' | 'auditErrors'> {
  const auditAnnotations: { key: string; value: string }[] = [], auditErrors: string[] = [];
  for (const { key = '', valueExpression = '' } of spec.auditAnnotations ?? []) {
    const value = run.evaluate(valueExpression.trim(), 'stringOrNull');
    if (isFailure(value)) { if (failClosed) auditErrors.push(value.message); }
    else if (typeof value === 'string' && value.trim() !== '') auditAnnotations.push({ key, value: value.trim() });
  }
  return { auditAnnotations, auditErrors };
}

/** The expressions of a policy over one request; its variables are evaluated when they are first asked for. */
class PolicyRun {
  private left = budget;
  private readonly compiler: PolicyCompiler;
  private readonly scope: PolicyVariables;
  private readonly variables = new Map<string, CelValue>();
  private readonly activation: ReadonlyMap<string, CelValue>;

  constructor(private readonly spec: ValidatingAdmissionPolicySpec, private readonly input: PolicyInput) {
    const declared = spec.variables ?? [];
    this.compiler = policyCompiler(declared.length > 0 ? 'variables' : 'none');
    this.scope = { params: spec.paramKind === undefined ? 'absent' : 'declared', authorizer: 'declared' };
    for (const { name = '', expression = '' } of declared) this.compiler.declare(name, expression, this.scope);
    this.activation = policyActivation(input.request, input.params, name => this.variable(name));
  }

  /** The value, or a failure in the server's words. */
  evaluate(expression: string, result: PolicyResult): CelValue {
    const value = this.run(expression, result);
    return isFailure(value) && value.message !== outOfBudget && !value.message.startsWith('compilation error') ? failure(`expression '${expression}' resulted in error: ${value.message}`) : value;
  }

  private run(expression: string, result: PolicyResult): CelValue {
    const compiled = this.compiler.compile(expression, result, this.scope);
    if (!compiled.ok) return failure(`compilation error: ${compiled.error}`);
    const { authorizer } = this.input;
    const { value, cost } = evaluate(compiled.program, { variables: this.activation, ...(authorizer === undefined ? {} : { authorizer }) });
    this.left -= cost;
    return this.left < 0 ? failure(outOfBudget) : value;
  }

  private variable(name: string): CelValue | undefined {
    const known = this.variables.get(name), declared = (this.spec.variables ?? []).find(variable => variable.name === name);
    if (known !== undefined || declared === undefined) return known;
    const value = this.run(declared.expression ?? '', 'any');
    const result = isFailure(value) ? failure(`composited variable "${name}" fails to evaluate: ${value.message}`) : value;
    this.variables.set(name, result);
    return result;
  }
}

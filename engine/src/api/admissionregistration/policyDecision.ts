import type { ParamRef, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from '../../../generated/types';
import { selectorMatches } from '../labelSelector';
import { labelsOf, type KubeObject } from '../object';
import type { Authorizer } from '../cel/authorizer';
import { evaluatePolicy, type PolicyOutcome } from './policyEvaluation';
import { matchesRequest, type PolicyRequest } from './policyRequest';

/** What policies and their bindings are looked up in. */
export interface PolicyLookups {
  readonly policies: readonly ValidatingAdmissionPolicy[];
  readonly bindings: readonly ValidatingAdmissionPolicyBinding[];
  /** The scope of a kind of parameters; undefined when nobody serves it. */
  scopeOf(apiVersion: string, kind: string): 'Namespaced' | 'Cluster' | undefined;
  /** The objects of a kind of parameters, in a namespace or (with '') in none. */
  params(apiVersion: string, kind: string, namespace: string): readonly KubeObject[];
  readonly authorizer?: Authorizer;
}

/** The first denial, as the answer of the server has it, and the warnings of bindings that only warn. */
export interface PolicyDecision {
  readonly denial: { readonly message: string; readonly reason: string; readonly code: number } | undefined;
  readonly warnings: readonly string[];
}

const codes: Readonly<Record<string, number>> = { Forbidden: 403, Unauthorized: 401, RequestEntityTooLarge: 413, Invalid: 422 };

/** Asks every policy that is bound for a request (admission/plugin/policy/validating/dispatcher.go, v1.36), in order of their names. */
export function decidePolicies(request: PolicyRequest, lookups: PolicyLookups): PolicyDecision {
  const denials: { message: string; reason: string }[] = [], warnings: string[] = [];
  for (const policy of lookups.policies) {
    if (!matchesRequest(policy.spec?.matchConstraints ?? {}, request)) continue;
    for (const binding of lookups.bindings) {
      if (binding.spec?.policyName !== policy.metadata?.name || !matchesRequest(binding.spec?.matchResources ?? {}, request)) continue;
      const params = collectParams(policy, binding.spec?.paramRef, { request, lookups }), who = namesOf(policy, binding);
      if (typeof params === 'string') {
        if (policy.spec?.failurePolicy !== 'Ignore') denials.push({ message: `${who} denied request: failed to configure binding: ${params}`, reason: 'Invalid' });
        continue;
      }
      for (const param of params) {
        const outcome = evaluatePolicy(policy, { request, params: param, ...(lookups.authorizer === undefined ? {} : { authorizer: lookups.authorizer }) });
        act(outcome, binding, { who, denials, warnings });
      }
    }
  }
  const [first] = denials;
  return { denial: first === undefined ? undefined : { ...first, code: codes[first.reason] ?? 422 }, warnings };
}

function namesOf(policy: ValidatingAdmissionPolicy, binding: ValidatingAdmissionPolicyBinding): string {
  return `ValidatingAdmissionPolicy '${policy.metadata?.name ?? ''}' with binding '${binding.metadata?.name ?? ''}'`;
}

function act(outcome: PolicyOutcome, binding: ValidatingAdmissionPolicyBinding, { who, denials, warnings }: { readonly who: string; readonly denials: { message: string; reason: string }[]; readonly warnings: string[] }): void {
  const actions = binding.spec?.validationActions ?? [];
  for (const { message, reason = 'Invalid' } of outcome.denials) {
    if (actions.includes('Deny')) denials.push({ message: `${who} denied request: ${message}`, reason });
    if (actions.includes('Warn')) warnings.push(`Validation failed for ${who}: ${message}`);
  }
  for (const message of outcome.auditErrors) denials.push({ message: `${who} denied request: ${message}`, reason: 'Invalid' });
}

/** The parameters of a binding, one `undefined` where it has none; or why they cannot be had (`CollectParams`). */
function collectParams(policy: ValidatingAdmissionPolicy, ref: ParamRef | undefined, { request, lookups }: { readonly request: PolicyRequest; readonly lookups: PolicyLookups }): readonly (KubeObject | undefined)[] | string {
  const paramKind = policy.spec?.paramKind;
  if (paramKind === undefined || ref === undefined) return [undefined];
  const { apiVersion = '', kind = '' } = paramKind, scope = lookups.scopeOf(apiVersion, kind), namespace = ref.namespace ?? '';
  if (scope === undefined) return `paramKind kind \`&ParamKind{APIVersion:${apiVersion},Kind:${kind},}\` not known`;
  if (scope === 'Cluster' && namespace !== '') return 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`';
  const from = scope === 'Cluster' ? '' : namespace === '' ? request.namespace : namespace;
  if (scope === 'Namespaced' && from === '') return 'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources';
  const name = ref.name ?? '';
  const found = lookups.params(apiVersion, kind, from).filter(object => name === '' ? selectorMatches(ref.selector ?? {}, labelsOf(object)) : object.metadata?.name === name);
  if (found.length === 0 && ref.parameterNotFoundAction === 'Deny') return 'no params found for policy binding with `Deny` parameterNotFoundAction';
  return found;
}

import assert from 'node:assert/strict';
import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBindingSpec, ValidatingAdmissionPolicySpec } from '../../../../engine/generated/types';
import { decidePolicies, type PolicyDecision } from '../../../../engine/src/api/admissionregistration/policyDecision';
import type { PolicyRequest } from '../../../../engine/src/api/admissionregistration/policyRequest';
import type { KubeObject } from '../../../../engine/src/api/object';

const who = "ValidatingAdmissionPolicy 'p' with binding 'p' denied request: ";
const deployments = { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] }] };

function request(object: KubeObject, more: Partial<PolicyRequest> = {}): PolicyRequest {
  return {
    operation: 'CREATE', kind: { group: 'apps', version: 'v1', kind: 'Deployment' }, resource: 'deployments', subresource: '', scope: 'Namespaced', namespace: 'ns', name: 'web',
    object, oldObject: undefined, user: { name: 'eve', groups: [] }, dryRun: false, namespaceObject: { metadata: { name: 'ns', labels: { env: 'prod' } } }, ...more
  };
}

function decide(spec: ValidatingAdmissionPolicySpec, asked: PolicyRequest, binding: ValidatingAdmissionPolicyBindingSpec = {}, params: readonly KubeObject[] = []): PolicyDecision {
  const policy: ValidatingAdmissionPolicy = { metadata: { name: 'p' }, spec: { failurePolicy: 'Fail', matchConstraints: deployments, ...spec } };
  return decidePolicies(asked, {
    policies: [policy], bindings: [{ metadata: { name: 'p' }, spec: { policyName: 'p', validationActions: ['Deny'], ...binding } }],
    scopeOf: () => 'Namespaced', params: () => params
  });
}

const web = (replicas: number, labels?: Record<string, string>): KubeObject => ({ metadata: { name: 'web', ...(labels === undefined ? {} : { labels }) }, spec: { replicas } });

const rows: readonly (readonly [string, ValidatingAdmissionPolicySpec, PolicyRequest, string | undefined, string?])[] = [
  ['an expression that holds', { validations: [{ expression: 'object.spec.replicas <= 5' }] }, request(web(5)), undefined],
  ['an expression without a message', { validations: [{ expression: 'object.spec.replicas <= 5' }] }, request(web(9)), 'failed expression: object.spec.replicas <= 5', 'Invalid'],
  ['a message and a reason', { validations: [{ expression: 'object.spec.replicas <= 5', message: 'too many', reason: 'Forbidden' }] }, request(web(9)), 'too many', 'Forbidden'],
  ['a message expression', { validations: [{ expression: 'false', messageExpression: "request.userInfo.username + ' may not ' + request.operation" }] }, request(web(1)), 'eve may not CREATE', 'Invalid'],
  ['a key that is not there', { validations: [{ expression: 'object.spec.nope > 1' }] }, request(web(1)), "expression 'object.spec.nope > 1' resulted in error: no such key: nope", 'Invalid'],
  ['the same where failures are ignored', { failurePolicy: 'Ignore', validations: [{ expression: 'object.spec.nope > 1' }] }, request(web(1)), undefined],
  ['a match condition', { matchConditions: [{ name: 'x', expression: "!has(object.metadata.labels) || !('exempt' in object.metadata.labels)" }], validations: [{ expression: 'false', message: 'never' }] }, request(web(1, { exempt: 'y' })), undefined],
  ['the namespace', { validations: [{ expression: "namespaceObject.metadata.labels['env'] != 'prod' || object.spec.replicas >= 2", message: 'prod needs 2' }] }, request(web(1)), 'prod needs 2', 'Invalid'],
  ['variables', { variables: [{ name: 'r', expression: 'object.spec.replicas' }, { name: 'double', expression: 'variables.r * 2' }], validations: [{ expression: 'variables.double < 10', messageExpression: "'double is ' + string(variables.double)" }] }, request(web(9)), 'double is 18', 'Invalid'],
  ['a delete', { matchConstraints: { resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['DELETE'], resources: ['*'] }] }, validations: [{ expression: "object == null && !('keep' in oldObject.metadata.labels)", message: 'kept' }] }, request(web(1), { operation: 'DELETE', object: undefined, oldObject: web(1, { keep: 'y' }) }), 'kept', 'Invalid'],
  ['another resource', { validations: [{ expression: 'false' }] }, request(web(1), { resource: 'daemonsets' }), undefined]
];

suite('validating admission policies', () => {
  for (const [name, spec, asked, message, reason] of rows) {
    test(`${name}: ${message ?? 'allowed'}`, () => {
      const { denial } = decide(spec, asked);
      assert.equal(denial?.message, message === undefined ? undefined : who + message);
      assert.equal(denial?.reason, reason);
    });
  }

  test('a binding that warns lets the request through', () => {
    const decision = decide({ validations: [{ expression: 'false', message: 'no' }] }, request(web(1)), { validationActions: ['Warn', 'Audit'] });
    assert.deepEqual(decision, { denial: undefined, warnings: ["Validation failed for ValidatingAdmissionPolicy 'p' with binding 'p': no"] });
  });

  test('parameters are handed over; none at all may deny', () => {
    const spec: ValidatingAdmissionPolicySpec = { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: 'object.spec.replicas <= int(params.data.max)', messageExpression: "'max is ' + params.data.max" }] };
    const ref = { paramRef: { name: 'limits', parameterNotFoundAction: 'Deny' } };
    assert.equal(decide(spec, request(web(9)), ref, [{ metadata: { name: 'limits' }, data: { max: '5' } }]).denial?.message, `${who}max is 5`);
    assert.match(decide(spec, request(web(9)), ref).denial?.message ?? '', /no params found for policy binding with `Deny` parameterNotFoundAction/);
    assert.equal(decide(spec, request(web(9)), { paramRef: { name: 'limits', parameterNotFoundAction: 'Allow' } }).denial, undefined);
  });
});

import assert from 'node:assert/strict';
import { validatingAdmissionPolicy } from '../../../../engine/src/apiserver/admission/validatingAdmissionPolicy';
import type { ApiServer } from '../../../../engine/src/apiserver/server';
import { messageOf, newServer } from '../newServer';

const policies = 'admissionregistration.k8s.io/validatingadmissionpolicies', bindings = 'admissionregistration.k8s.io/validatingadmissionpolicybindings';

function serverWith(validation: object, validationActions = ['Deny']): ApiServer {
  const server = newServer(), matchConstraints = { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] }] };
  assert.equal(messageOf(server.create(policies, { metadata: { name: 'p' }, spec: { matchConstraints, validations: [validation] } })), 'accepted');
  assert.equal(messageOf(server.create(bindings, { metadata: { name: 'b' }, spec: { policyName: 'p', validationActions } })), 'accepted');
  return server;
}

const configMap = (name: string): { metadata: { name: string; namespace: string } } => ({ metadata: { name, namespace: 'default' } });

suite(validatingAdmissionPolicy.name, () => {
  test('a write that a bound policy denies is refused with its words, reason and code', () => {
    const server = serverWith({ expression: "object.metadata.name.startsWith('ok-')", message: 'bad name' });
    assert.equal(messageOf(server.create('configmaps', configMap('ok-1'))), 'accepted');
    const refused = server.create('configmaps', configMap('x'));
    assert.ok(!refused.ok);
    assert.equal(refused.error.message, "configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: bad name");
    assert.deepEqual([refused.error.code, refused.error.reason], [422, 'Invalid']);
  });

  test('a binding that warns lets it pass', () => {
    const created = serverWith({ expression: 'false', message: 'no' }, ['Warn']).create('configmaps', configMap('x'));
    assert.ok(created.ok);
    assert.deepEqual(created.warnings, ["Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': no"]);
  });
});

suite('custom resources on the server', () => {
  const definition = {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com', scope: 'Namespaced', names: { plural: 'widgets', kind: 'Widget' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { n: { type: 'integer', default: 3, maximum: 5 } } } } } } }]
    }
  };
  const widget = (spec: object): { apiVersion: string; kind: string; metadata: { name: string; namespace: string }; spec: object } => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'default' }, spec });

  test('a kind is served once its definition is there, and as it says', () => {
    const server = newServer(), request = { verb: 'create', resource: 'example.com/widgets', apiVersion: 'example.com/v1', namespace: 'default' } as const;
    assert.ok(!server.handle({ ...request, body: widget({}) as never }).ok);
    assert.equal(messageOf(server.create('apiextensions.k8s.io/customresourcedefinitions', definition)), 'accepted');
    assert.equal(messageOf(server.handle({ ...request, body: widget({ n: 9 }) as never })), 'Widget.example.com "w" is invalid: spec.n: Invalid value: 9: spec.n in body should be less than or equal to 5');
    const created = server.handle({ ...request, body: widget({}) as never });
    assert.ok(created.ok && 'spec' in created.value);
    assert.deepEqual(created.value['spec'], { n: 3 });
  });
});

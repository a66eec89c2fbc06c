import assert from 'node:assert/strict';
import { messageOf, newServer } from './newServer';
import { encodeBase64, utf8Bytes } from '../../../engine/src/core/base64';
import type { Json } from '../../../engine/src/core/json';
import type { Result } from '../../../engine/src/apiserver/client';
import { administrator, type ApiRequest } from '../../../engine/src/apiserver/request';
import type { ApiServer } from '../../../engine/src/apiserver/server';

const namespace = 'default', deployments = 'apps/deployments';
const labels = { app: 'web' };
const deployment: Json = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' },
  spec: { replicas: 2, selector: { matchLabels: labels, matchExpressions: [{ key: 'tier', operator: 'In', values: ['b', 'a'] }, { key: 'old', operator: 'DoesNotExist' }] }, template: { metadata: { labels: { ...labels, tier: 'a' } }, spec: { containers: [{ name: 'c', image: 'i' }] } } }
};

suite('the scale subresource', () => {
  const withDeployment = (): ApiServer => {
    const server = newServer();
    assert.equal(messageOf(server.handle({ verb: 'create', resource: deployments, namespace, body: deployment })), 'accepted');
    return server;
  };
  const scaleRequest = { resource: deployments, namespace, name: 'web', subresource: 'scale' } as const;
  const scale = (replicas: Json, meta: Json = { name: 'web' }): Json => ({ apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: meta, spec: { replicas } });
  const replicasOf = (server: ApiServer): unknown => (server.get(deployments, namespace, 'web')?.['spec'] as { replicas?: number }).replicas;

  test('shows replicas and the selector as text', () => {
    const answer = withDeployment().handle({ verb: 'get', ...scaleRequest });
    assert.ok(answer.ok && 'spec' in answer.value);
    assert.deepEqual([answer.value.kind, answer.value['spec'], answer.value['status']], ['Scale', { replicas: 2 }, { replicas: 0, selector: 'app=web,!old,tier in (a,b)' }]);
  });

  test('a put sets the replicas and answers with a Scale', () => {
    const server = withDeployment();
    const answer = server.handle({ verb: 'update', ...scaleRequest, body: scale(5) });
    assert.ok(answer.ok);
    assert.equal(answer.value.kind, 'Scale');
    assert.equal(replicasOf(server), 5);
  });

  test('a patch sets the replicas', () => {
    const server = withDeployment();
    assert.equal(messageOf(server.handle({ verb: 'patch', ...scaleRequest, body: { spec: { replicas: 0 } } })), 'accepted');
    assert.equal(replicasOf(server), 0);
  });

  const refusals: readonly (readonly [string, Json, Partial<ApiRequest>, string])[] = [
    ['less than none', scale(-1), {}, 'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ['no number', scale('x'), {}, 'Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32'],
    ['another uid', scale(1, { name: 'web', uid: 'u' }), {}, 'Operation cannot be fulfilled on deployments/scale.apps "web": Precondition failed: UID in precondition: u, UID in object meta: '],
    ['an old version', scale(1, { name: 'web', resourceVersion: '1' }), {}, 'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again'],
    ['a kind without scale', scale(1), { resource: 'configmaps' }, 'the server could not find the requested resource']
  ];
  for (const [name, body, request, message] of refusals) {
    test(`refuses ${name}`, () => {
      assert.equal(messageOf(withDeployment().handle({ verb: 'update', ...scaleRequest, body, ...request })).replace(/[0-9a-f-]{36}/, ''), message);
    });
  }
});

suite('deprecated kinds', () => {
  test('every answer says what to use', () => {
    const answer = newServer().handle({ verb: 'create', resource: 'endpoints', namespace, body: { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a' } } });
    assert.deepEqual(answer.warnings, ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice']);
  });
});

suite('status updates', () => {
  test('an autoscaler counts no replicas below none', () => {
    const server = newServer(), resource = 'autoscaling/horizontalpodautoscalers';
    const body: Json = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' }, spec: { maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } } };
    assert.equal(messageOf(server.handle({ verb: 'create', resource, namespace, body })), 'accepted');
    const answer = server.handle({ verb: 'patch', resource, namespace, name: 'a', subresource: 'status', body: { status: { desiredReplicas: -1 } } });
    assert.equal(messageOf(answer), 'HorizontalPodAutoscaler.autoscaling "a" is invalid: status.desiredReplicas: Invalid value: -1: must be greater than or equal to 0');
  });
});

suite('status updates of services and budgets', () => {
  const refused = (resource: string, body: Json, status: Json): string => {
    const server = newServer();
    assert.equal(messageOf(server.handle({ verb: 'create', resource, namespace, body })), 'accepted');
    return messageOf(server.handle({ verb: 'patch', resource, namespace, name: 'a', subresource: 'status', body: { status } }));
  };
  const service = (type: string): Json => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { type, ports: [{ port: 80 }] } });
  const budget: Json = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec: { minAvailable: 1 } };

  test('only a service that asks for a load balancer has one', () => {
    assert.equal(refused('services', service('ClusterIP'), { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } }), "Service \"a\" is invalid: status.loadBalancer.ingress: Forbidden: may only be used when `spec.type` is 'LoadBalancer'");
    assert.equal(refused('services', service('LoadBalancer'), { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } }), 'accepted');
    assert.equal(refused('services', service('LoadBalancer'), { loadBalancer: { ingress: [{ hostname: '1.2.3.4' }] } }), 'Service "a" is invalid: status.loadBalancer.ingress[0].hostname: Invalid value: "1.2.3.4": must be a DNS name, not an IP address');
  });

  test('conditions of a budget are whole', () => {
    assert.equal(refused('policy/poddisruptionbudgets', budget, { currentHealthy: -1, conditions: [{ type: 'A', status: 'True' }] }),
      'PodDisruptionBudget.policy "a" is invalid: [status.conditions[0].lastTransitionTime: Required value, status.conditions[0].reason: Required value, status.currentHealthy: Invalid value: -1: must be greater than or equal to 0]');
  });
});

suite('certificate signing requests', () => {
  const resource = 'certificates.k8s.io/certificatesigningrequests', approved = { type: 'Approved', status: 'True' };
  // The outline of a request: a sequence of two empty sequences and a bit string.
  const pem = (type: string, der: readonly number[]): string => encodeBase64(utf8Bytes(`-----BEGIN ${type}-----\n${encodeBase64(der)}\n-----END ${type}-----\n`));
  const outline = [0x30, 0x07, 0x30, 0x00, 0x30, 0x00, 0x03, 0x01, 0x00];
  const request = (bytes: string): Json => ({ apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'a' }, spec: { request: bytes, signerName: 'example.com/x', usages: ['client auth'] } });
  const withRequest = (): ApiServer => {
    const server = newServer();
    assert.equal(messageOf(server.handle({ verb: 'create', resource, user: administrator, body: request(pem('CERTIFICATE REQUEST', outline)) })), 'accepted');
    return server;
  };
  const patch = (server: ApiServer, subresource: string, status: Json): Result<unknown> => server.handle({ verb: 'patch', resource, name: 'a', subresource, body: { status } });

  test('say who asked, whatever the manifest says', () => {
    assert.equal((withRequest().get(resource, '', 'a')?.['spec'] as { username?: string }).username, 'kubernetes-admin');
  });

  const refusals: readonly (readonly [string, string, string])[] = [
    ['another type of block', pem('CERTIFICATE', outline), 'PEM block type must be CERTIFICATE REQUEST'],
    ['contents that end early', pem('CERTIFICATE REQUEST', outline.slice(0, 5)), 'asn1: syntax error: data truncated'],
    ['contents that go on', pem('CERTIFICATE REQUEST', [...outline, 0]), 'asn1: syntax error: trailing data']
  ];
  for (const [name, bytes, complaint] of refusals) {
    test(`refuse ${name}`, () => {
      assert.equal(messageOf(newServer().handle({ verb: 'create', resource, body: request(bytes) })), `CertificateSigningRequest.certificates.k8s.io "a" is invalid: spec.request: Invalid value: "${bytes}": ${complaint}`);
    });
  }

  test('are approved through the approval subresource alone, and once and for all', () => {
    const server = withRequest();
    assert.match(messageOf(patch(server, 'status', { conditions: [approved] })), /updates may not add a condition of type "Approved"$/);
    assert.equal(messageOf(patch(server, 'approval', { conditions: [approved] })), 'accepted');
    const [condition] = (server.get(resource, '', 'a')?.['status'] as { conditions: readonly { lastUpdateTime?: string }[] }).conditions;
    assert.equal(condition?.lastUpdateTime, '2026-01-05T00:00:00Z');
    assert.match(messageOf(patch(server, 'approval', { conditions: [approved, { type: 'Denied', status: 'True' }] })), /status.conditions: Invalid value: "Denied": Approved and Denied conditions are mutually exclusive$/);
    assert.match(messageOf(patch(server, 'approval', { conditions: [] })), /updates may not remove a condition of type "Approved"$/);
  });

  test('take a certificate once', () => {
    const server = withRequest(), certificate = pem('CERTIFICATE', outline);
    assert.match(messageOf(patch(server, 'status', { certificate: pem('KEY', outline) })), /status.certificate: Invalid value: "<certificate data>": only CERTIFICATE PEM blocks are allowed, found "KEY"$/);
    assert.equal(messageOf(patch(server, 'status', { certificate })), 'accepted');
    assert.match(messageOf(patch(server, 'status', { certificate: pem('CERTIFICATE', [0x30, 0x00]) })), /updates may not modify existing certificate content$/);
  });
});

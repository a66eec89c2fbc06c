import assert from 'node:assert/strict';
import type { Json } from '../../../engine/src/core/json';
import { messageOf, newServer } from './newServer';

const configMap = (data: Json = {}): Json => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
const namespace = 'default', resource = 'configmaps';

suite('ApiServer', () => {
  test('a create fills in what the system knows', () => {
    const server = newServer();
    const created = server.handle({ verb: 'create', resource, namespace, body: configMap() });
    assert.equal(created.ok && created.code, 201);
    const found = server.get(resource, namespace, 'a');
    assert.match(found?.metadata?.uid ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(found?.metadata?.creationTimestamp, '2026-01-05T00:00:00Z');
  });

  test('a name is taken once', () => {
    const server = newServer();
    server.handle({ verb: 'create', resource, namespace, body: configMap() });
    assert.equal(messageOf(server.handle({ verb: 'create', resource, namespace, body: configMap() })), 'configmaps "a" already exists');
  });

  test('a dry run leaves nothing behind', () => {
    const server = newServer();
    assert.equal(server.handle({ verb: 'create', resource, namespace, body: configMap(), dryRun: true }).ok, true);
    assert.equal(server.get(resource, namespace, 'a'), undefined);
  });

  test('an update that builds on an old version is a conflict', () => {
    const server = newServer();
    server.handle({ verb: 'create', resource, namespace, body: configMap() });
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', resourceVersion: '1' } };
    assert.equal(messageOf(server.handle({ verb: 'update', resource, namespace, name: 'a', body })),
      'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again');
  });

  test('an update that changes nothing writes nothing', () => {
    const server = newServer();
    server.handle({ verb: 'create', resource, namespace, body: configMap({ k: 'v' }) });
    const before = server.get(resource, namespace, 'a')?.metadata?.resourceVersion;
    server.handle({ verb: 'update', resource, namespace, name: 'a', body: configMap({ k: 'v' }) });
    assert.equal(server.get(resource, namespace, 'a')?.metadata?.resourceVersion, before);
  });

  test('what the URL and the object name must agree', () => {
    const server = newServer();
    const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'other' } };
    assert.equal(messageOf(server.handle({ verb: 'create', resource, namespace, body: other })), 'the namespace of the provided object does not match the namespace sent on the request');
    assert.equal(messageOf(server.handle({ verb: 'update', resource, namespace, name: 'b', body: configMap() })), 'the name of the object (a) does not match the name on the URL (b)');
  });

  test('nothing is created in a namespace that is not there', () => {
    assert.equal(messageOf(newServer().handle({ verb: 'create', resource, namespace: 'nowhere', body: configMap() })), 'namespaces "nowhere" not found');
  });

  test('a finalizer holds an object until it is taken away', () => {
    const server = newServer();
    server.handle({ verb: 'create', resource, namespace, body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', finalizers: ['example.com/hold'] } } });
    server.handle({ verb: 'delete', resource, namespace, name: 'a' });
    assert.equal(server.get(resource, namespace, 'a')?.metadata?.deletionTimestamp, '2026-01-05T00:00:00Z');
    server.handle({ verb: 'patch', resource, namespace, name: 'a', body: { metadata: { finalizers: null } } });
    assert.equal(server.get(resource, namespace, 'a'), undefined);
  });

  test('services get addresses and ports of their own', () => {
    const server = newServer();
    for (const name of ['a', 'b']) server.create('services', { metadata: { name, namespace }, spec: { type: 'NodePort', ports: [{ port: 80 }] } });
    const specs = server.list('services', namespace).map(service => service['spec'] as { clusterIP: string; ports: { nodePort: number }[] });
    assert.notEqual(specs[0]?.clusterIP, specs[1]?.clusterIP);
    assert.notEqual(specs[0]?.ports[0]?.nodePort, specs[1]?.ports[0]?.nodePort);
    assert.match(specs[0]?.clusterIP ?? '', /^10\./);
  });

  test('a strategic merge patch merges lists by their keys', () => {
    const server = newServer();
    server.create('pods', { metadata: { name: 'p', namespace }, spec: { containers: [{ name: 'a', image: 'x:1' }, { name: 'b', image: 'y:1' }] } });
    const result = server.handle({ verb: 'patch', resource: 'pods', namespace, name: 'p', patchType: 'strategic', body: { spec: { containers: [{ name: 'b', image: 'y:2' }] } } });
    assert.equal(messageOf(result), 'accepted');
    const spec = server.get('pods', namespace, 'p')?.['spec'] as { containers: { image: string }[] };
    assert.deepEqual(spec.containers.map(container => container.image), ['x:1', 'y:2']);
  });

  test('a pod is bound to a node once', () => {
    const server = newServer();
    server.create('pods', { metadata: { name: 'p', namespace }, spec: { containers: [{ name: 'a', image: 'x' }] } });
    assert.equal(server.bind(namespace, 'p', 'n1').ok, true);
    assert.equal(messageOf(server.bind(namespace, 'p', 'n2')), 'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "n1"');
  });

  test('a budget without disruptions left forbids an eviction', () => {
    const server = newServer();
    server.create('pods', { metadata: { name: 'p', namespace, labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'x' }] } });
    server.updateStatus('pods', { metadata: { name: 'p', namespace }, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } });
    server.create('policy/poddisruptionbudgets', { metadata: { name: 'b', namespace }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'a' } } } });
    server.updateStatus('policy/poddisruptionbudgets', { metadata: { name: 'b', namespace }, status: { observedGeneration: 1, disruptionsAllowed: 0, desiredHealthy: 1, currentHealthy: 1, expectedPods: 1 } });
    const evicted = server.evict(namespace, 'p');
    assert.equal(!evicted.ok && evicted.error.code, 429);
    assert.equal(!evicted.ok && evicted.error.causes[0]?.message, 'The disruption budget b needs 1 healthy pods and has 1 currently');
  });
});

import assert from 'node:assert/strict';
import type { KubeObject } from '../../../../engine/src/api/object';
import type { Result } from '../../../../engine/src/apiserver/client';
import { messageOf, newServer } from '../newServer';

suite('admission: the cluster keeps itself in order', () => {
  test('namespaceLifecycle: nothing is created in a namespace that is not there, and the first ones stay', () => {
    const server = newServer();
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    assert.equal(messageOf(server.handle({ verb: 'create', resource: 'configmaps', namespace: 'nowhere', body })), 'namespaces "nowhere" not found');
    assert.equal(messageOf(server.delete('namespaces', '', 'default')), 'namespaces "default" is forbidden: this namespace may not be deleted');
  });

  test('storageObjectInUseProtection: claims and volumes get the finalizer that keeps them while they are used', () => {
    const server = newServer();
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    const claim = server.handle({ verb: 'create', resource: 'persistentvolumeclaims', namespace: 'default', body: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec } });
    assert.equal(messageOf(claim), 'accepted');
    assert.deepEqual(server.get('persistentvolumeclaims', 'default', 'data')?.metadata?.finalizers, ['kubernetes.io/pvc-protection']);
  });

  test('podTopologyLabels: a pod that names its node gets the zone of it', () => {
    const server = newServer();
    server.create('nodes', { metadata: { name: 'one', labels: { 'topology.kubernetes.io/zone': 'a', other: 'b' } } });
    const pod = (name: string, nodeName?: string): KubeObject => ({ metadata: { name, namespace: 'default' }, spec: { containers: [{ name: 'c', image: 'x' }], ...(nodeName === undefined ? {} : { nodeName }) } });
    const labels = (result: Result<KubeObject>): unknown => result.ok ? result.value.metadata?.labels : result.error.message;
    assert.deepEqual(labels(server.create('pods', pod('there', 'one'))), { 'topology.kubernetes.io/zone': 'a' });
    assert.equal(labels(server.create('pods', pod('anywhere'))), undefined);
  });

  test('taintNodesByCondition: a new node is not ready until somebody says so', () => {
    const server = newServer();
    assert.equal(messageOf(server.handle({ verb: 'create', resource: 'nodes', namespace: '', body: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'one' } } })), 'accepted');
    assert.deepEqual(server.get('nodes', '', 'one')?.['spec'], { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] });
  });
});

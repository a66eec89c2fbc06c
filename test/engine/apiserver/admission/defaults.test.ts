import assert from 'node:assert/strict';
import type { Ingress, Pod } from '../../../../engine/generated/types';
import type { ApiServer } from '../../../../engine/src/apiserver/server';
import { messageOf, newServer } from '../newServer';

type Named<T> = T & { readonly metadata?: { readonly name?: string } };

function podOf(server: ApiServer, spec: object): Named<Pod> | string {
  const created = server.create<Named<Pod>>('pods', { metadata: { name: 'p', namespace: 'default' }, spec: { containers: [{ name: 'c', image: 'x' }], ...spec } });
  return created.ok ? created.value : messageOf(created);
}

suite('namespaceLifecycle', () => {
  test('the first namespaces stay', () => {
    assert.equal(messageOf(newServer().delete('namespaces', '', 'default')), 'namespaces "default" is forbidden: this namespace may not be deleted');
  });

  test('nothing new comes into a namespace that goes', () => {
    const server = newServer();
    server.create('namespaces', { metadata: { name: 'going' } });
    server.delete('namespaces', '', 'going');
    assert.equal(messageOf(server.create('configmaps', { metadata: { name: 'c', namespace: 'going' } })), 'configmaps "c" is forbidden: unable to create new content in namespace going because it is being terminated');
  });
});

suite('taintNodesByCondition', () => {
  test('a new node is not ready yet', () => {
    const created = newServer().create('nodes', { metadata: { name: 'n' } });
    assert.ok(created.ok);
    assert.deepEqual((created.value as { spec?: { taints?: unknown } }).spec?.taints, [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]);
  });
});

suite('storageObjectInUseProtection', () => {
  test('claims and volumes are held back while they are used', () => {
    const created = newServer().create('persistentvolumeclaims', { metadata: { name: 'c', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } });
    assert.ok(created.ok);
    assert.deepEqual((created.value as { metadata: { finalizers?: unknown } }).metadata.finalizers, ['kubernetes.io/pvc-protection']);
  });
});

suite('defaultIngressClass', () => {
  test('the newest default class is taken, unless the Ingress names one', () => {
    const server = newServer();
    for (const name of ['b', 'a']) server.create('networking.k8s.io/ingressclasses', { metadata: { name, annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } }, spec: { controller: 'example.com/c' } });
    const ingress = (name: string, spec: object): string | undefined => {
      const created = server.create<Named<Ingress>>('networking.k8s.io/ingresses', { metadata: { name, namespace: 'default' }, spec: { defaultBackend: { service: { name: 's', port: { number: 80 } } }, ...spec } });
      return created.ok ? created.value.spec?.ingressClassName : messageOf(created);
    };
    assert.deepEqual([ingress('one', {}), ingress('two', { ingressClassName: 'b' })], ['a', 'b']);
  });
});

suite('runtimeClass', () => {
  const withClass = (): ApiServer => {
    const server = newServer();
    server.create('node.k8s.io/runtimeclasses', {
      metadata: { name: 'gvisor' }, handler: 'runsc', overhead: { podFixed: { cpu: '100m' } },
      scheduling: { nodeSelector: { runtime: 'gvisor' }, tolerations: [{ key: 'runtime', operator: 'Exists' }, { key: 'runtime', operator: 'Equal', value: 'x' }] }
    });
    return server;
  };

  test('a pod takes overhead, node selector and tolerations; those that another covers are dropped', () => {
    const pod = podOf(withClass(), { runtimeClassName: 'gvisor', nodeSelector: { disk: 'ssd' } });
    assert.ok(typeof pod !== 'string');
    assert.deepEqual([pod.spec?.overhead, pod.spec?.nodeSelector, pod.spec?.tolerations?.filter(({ key }) => key === 'runtime')], [{ cpu: '100m' }, { disk: 'ssd', runtime: 'gvisor' }, [{ key: 'runtime', operator: 'Exists' }]]);
  });

  const rows: readonly { spec: object; message: string }[] = [
    { spec: { runtimeClassName: 'none' }, message: 'pod rejected: RuntimeClass "none" not found' },
    { spec: { runtimeClassName: 'gvisor', nodeSelector: { runtime: 'runc' } }, message: 'conflict: runtimeClass.scheduling.nodeSelector[runtime] = gvisor; pod.spec.nodeSelector[runtime] = runc' },
    { spec: { runtimeClassName: 'gvisor', overhead: { cpu: '1' } }, message: 'pod rejected: Pod\'s Overhead doesn\'t match RuntimeClass\'s defined Overhead' },
    { spec: { overhead: { cpu: '1' } }, message: 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead' }
  ];
  for (const { spec, message } of rows) test(message, () => { assert.equal(podOf(withClass(), spec), `pods "p" is forbidden: ${message}`); });
});

suite('serviceAccount', () => {
  test('a pod runs as the default account, and as another only where there is one', () => {
    const server = newServer();
    assert.equal(podOf(server, { serviceAccountName: 'robot' }), 'pods "p" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found');
    server.create('serviceaccounts', { metadata: { name: 'robot', namespace: 'default' }, imagePullSecrets: [{ name: 'pull' }] });
    const pod = podOf(server, { serviceAccountName: 'robot' });
    assert.ok(typeof pod !== 'string');
    assert.deepEqual([pod.spec?.serviceAccount, pod.spec?.imagePullSecrets], ['robot', [{ name: 'pull' }]]);
  });
});

suite('podTopologyLabels', () => {
  const zone = { 'topology.kubernetes.io/zone': 'a', 'topology.kubernetes.io/region': 'r' };
  const withNode = (): ApiServer => {
    const server = newServer();
    server.create('nodes', { metadata: { name: 'n', labels: { ...zone, disk: 'ssd' } } });
    return server;
  };

  test('a pod on a node carries its zone and region', () => {
    const pod = podOf(withNode(), { nodeName: 'n' });
    assert.ok(typeof pod !== 'string');
    assert.deepEqual(pod.metadata?.labels, zone);
  });

  test('a pod that is bound gets them with the binding', () => {
    const server = withNode();
    podOf(server, {});
    server.bind('default', 'p', 'n');
    assert.deepEqual(server.get('pods', 'default', 'p')?.metadata?.labels, zone);
  });
});

suite('persistentVolumeClaimResize', () => {
  test('a claim grows only where its class lets it', () => {
    const server = newServer();
    const created = server.create('persistentvolumeclaims', { metadata: { name: 'c', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, volumeName: 'v' } });
    assert.ok(created.ok);
    server.updateStatus('persistentvolumeclaims', { ...created.value, status: { phase: 'Bound' } });
    assert.equal(messageOf(server.patch('persistentvolumeclaims', 'default', 'c', { spec: { resources: { requests: { storage: '2Gi' } } } })),
      'persistentvolumeclaims "c" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize');
  });
});

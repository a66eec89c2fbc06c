import assert from 'node:assert/strict';
import type { Pod } from '../../../../engine/generated/types';
import { story } from '../../sim/story';
import type { ApiServer } from '../../../../engine/src/apiserver/server';
import { messageOf, newServer } from '../newServer';

const pod = (name: string, resources: object = {}): Pod & { metadata: object } => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { containers: [{ name: 'c', image: 'x', resources }] } });

suite('LimitRanger', () => {
  const withRange = (...limits: readonly object[]): ApiServer => {
    const server = newServer();
    server.create('limitranges', { metadata: { name: 'l', namespace: 'default' }, spec: { limits } });
    return server;
  };

  test('containers get the defaults, and the pod says so', () => {
    const server = withRange({ type: 'Container', default: { cpu: '500m', memory: '256Mi' }, defaultRequest: { cpu: '100m' } });
    const created = server.create<Pod & { metadata: object }>('pods', pod('p', { requests: { memory: '1Mi' } }));
    assert.ok(created.ok);
    assert.deepEqual(created.value.spec?.containers?.[0]?.resources, { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '1Mi' } });
    assert.equal(created.value.metadata.annotations?.['kubernetes.io/limit-ranger'], 'LimitRanger plugin set: cpu request for container c; cpu, memory limit for container c');
  });

  const rows: readonly { limit: object; resources: object; message: string }[] = [
    { limit: { max: { memory: '9Ti' } }, resources: { limits: { memory: '10Ti' } }, message: 'maximum memory usage per Container is 9Ti, but limit is 10Ti' },
    { limit: { min: { cpu: '100m' } }, resources: { requests: { cpu: '50m' } }, message: 'minimum cpu usage per Container is 100m, but request is 50m' },
    { limit: { maxLimitRequestRatio: { cpu: '1.5' } }, resources: { requests: { cpu: '1' }, limits: { cpu: '2' } }, message: 'cpu max limit to request ratio per Container is 1500m, but provided ratio is 2.000000' }
  ];
  for (const { limit, resources, message } of rows) {
    test(message, () => {
      assert.equal(messageOf(withRange({ type: 'Container', ...limit }).create('pods', pod('p', resources))), `pods "p" is forbidden: ${message}`);
    });
  }
});

suite('ResourceQuota', () => {
  test('a quota that nobody has counted yet refuses what it limits', () => {
    const server = newServer();
    server.create('resourcequotas', { metadata: { name: 'q', namespace: 'default' }, spec: { hard: { pods: '1' } } });
    assert.equal(messageOf(server.create('pods', pod('p'))), 'accepted');
    const quota = server.get('resourcequotas', 'default', 'q');
    assert.ok(quota);
    server.updateStatus('resourcequotas', { ...quota, status: { hard: { pods: '1' } } });
    assert.equal(messageOf(server.create('pods', pod('p2'))), 'pods "p2" is forbidden: status unknown for quota: q, resources: pods');
  });

  test('what is asked for is charged, and refused when it does not fit; a dry run charges nothing', () => {
    const server = newServer();
    server.create('resourcequotas', { metadata: { name: 'q', namespace: 'default' }, spec: { hard: { 'requests.cpu': '1' } } });
    const quota = server.get('resourcequotas', 'default', 'q');
    assert.ok(quota);
    server.updateStatus('resourcequotas', { ...quota, status: { hard: { 'requests.cpu': '1' }, used: { 'requests.cpu': '0' } } });
    const ask = (name: string, cpu: string, dryRun = false): string => messageOf(server.create('pods', pod(name, { requests: { cpu } }), { dryRun }));
    assert.deepEqual([ask('a', '600m', true), ask('a', '600m'), ask('b', '500m'), ask('b', '400m')], [
      'accepted', 'accepted', 'pods "b" is forbidden: exceeded quota: q, requested: requests.cpu=500m, used: requests.cpu=600m, limited: requests.cpu=1', 'accepted'
    ]);
  });

  test('a Deployment gets as many pods as the quota lets in', () => {
    const { view } = story([
      'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: "2", count/deployments.apps: "5", count/nonsense: "1"}}',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}'
    ].join('\n---\n'), { untilMs: 5000 }).timeline;
    assert.equal(view.list('pods').length, 2);
    const [quota] = view.list('resourcequotas');
    assert.deepEqual((quota?.['status'] as { used?: object }).used, { 'count/deployments.apps': '1', pods: '2' });
  });
});

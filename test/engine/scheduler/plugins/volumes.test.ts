import assert from 'node:assert/strict';
import { attempt, node, object, pod, schedulerWith, verdicts, type ClusterPart } from '../objects';

const usesClaim = { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] };
const claim = (spec: object, metadata: object = {}): ClusterPart => object('persistentvolumeclaims', { name: 'data', namespace: 'default', uid: 'claim-uid', ...metadata }, { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...spec } });
const bound = { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } };
const volume = (name: string, spec: object, labels: Record<string, string> = {}): ClusterPart => object('persistentvolumes', { name, labels }, { spec: { capacity: { storage: '20Gi' }, accessModes: ['ReadWriteOnce'], ...spec }, status: { phase: 'Available' } });
const storageClass = (provisioner: string, more: object = {}): ClusterPart => object('storage.k8s.io/storageclasses', { name: 'wait' }, { provisioner, volumeBindingMode: 'WaitForFirstConsumer', ...more });
const onlyZone = (value: string): object => ({ nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: [value] }] }] } } });
const two = [node('a', { labels: { zone: '1' } }), node('b', { labels: { zone: '2' } })];

suite('scheduler plugins: volumes', () => {
  test('volumeRestrictions: a claim that is not there', () => {
    const { preFilter, message } = attempt(two, pod('p', usesClaim));
    assert.deepEqual(preFilter, { plugin: 'VolumeRestrictions', message: 'persistentvolumeclaim "data" not found' });
    assert.equal(message, '0/2 nodes are available: persistentvolumeclaim "data" not found. not found');
  });

  test('volumeRestrictions: a claim for one pod only that another uses', () => {
    const parts = [...two, volume('pv', {}), claim({ accessModes: ['ReadWriteOncePod'], volumeName: 'pv' }, bound), pod('old', { nodeName: 'a', ...usesClaim })];
    const reason = 'VolumeRestrictions: node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod';
    assert.deepEqual(verdicts(parts, pod('p', usesClaim)), { a: reason, b: reason });
  });

  test('volumeRestrictions: a disk that cannot be shared', () => {
    const disk = { volumes: [{ name: 'v', awsElasticBlockStore: { volumeID: 'vol-1' } }] };
    assert.deepEqual(verdicts([...two, pod('old', { nodeName: 'a', ...disk })], pod('p', disk)), { a: 'VolumeRestrictions: node(s) had no available disk', b: 'fits' });
  });

  test('volumeBinding: an unbound claim that does not wait for a node', () => {
    assert.equal(attempt([...two, claim({})], pod('p', usesClaim)).preFilter?.message, 'pod has unbound immediate PersistentVolumeClaims');
  });

  test('volumeBinding: the bound volume decides by its node affinity', () => {
    const parts = [...two, volume('pv', onlyZone('2')), claim({ volumeName: 'pv' }, bound)];
    assert.deepEqual(verdicts(parts, pod('p', usesClaim)), { a: "VolumeBinding: node(s) didn't match PersistentVolume's node affinity", b: 'fits' });
  });

  test('volumeBinding: a claim that waits is matched with the smallest volume the node reaches', () => {
    const local = { storageClassName: 'wait', ...onlyZone('2') };
    const parts = [...two, storageClass('kubernetes.io/no-provisioner'), volume('large', { ...local, capacity: { storage: '30Gi' } }), volume('small', local), claim({ storageClassName: 'wait' })];
    assert.deepEqual(verdicts(parts, pod('p', usesClaim)), { a: "VolumeBinding: node(s) didn't find available persistent volumes to bind", b: 'fits' });
    const scheduler = schedulerWith(parts), incoming = pod('p', usesClaim);
    const [write] = scheduler.bindingWrites(incoming, scheduler.schedule(incoming, { atMs: 0, attempt: 1, choose: () => 0 }));
    assert.deepEqual([write?.resource, write?.object.metadata?.name], ['persistentvolumes', 'small']);
  });

  test('volumeBinding: a class provisions where its topology allows and capacity suffices', () => {
    const topology = { allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['1'] }] }] };
    const parts = [...two, storageClass('csi', topology), claim({ storageClassName: 'wait' })];
    assert.deepEqual(verdicts(parts, pod('p', usesClaim)), { a: 'fits', b: "VolumeBinding: node(s) didn't find available persistent volumes to bind" });
    const driver = object('storage.k8s.io/csidrivers', { name: 'csi' }, { spec: { storageCapacity: true } });
    assert.equal(verdicts([...parts, driver], pod('p', usesClaim))['a'], 'VolumeBinding: node(s) did not have enough free storage');
  });

  test('volumeZone: the zone label of the volume', () => {
    const zoned = { 'topology.kubernetes.io/zone': 'x__y' };
    const parts = [node('a', { labels: { 'topology.kubernetes.io/zone': 'z' } }), node('b', { labels: { 'topology.kubernetes.io/zone': 'y' } }), volume('pv', {}, zoned), claim({ volumeName: 'pv' }, bound)];
    assert.deepEqual(verdicts(parts, pod('p', usesClaim)), { a: 'VolumeZone: node(s) had no available volume zone', b: 'fits' });
  });

  test('nodeVolumeLimits: as many volumes of a driver as its CSINode allows', () => {
    const limit = object('storage.k8s.io/csinodes', { name: 'a' }, { spec: { drivers: [{ name: 'csi', allocatable: { count: 1 } }] } });
    const csi = (handle: string): object => ({ csi: { driver: 'csi', volumeHandle: handle } });
    const other = object('persistentvolumeclaims', { name: 'other', namespace: 'default', ...bound }, { spec: { volumeName: 'pv2' } });
    const old = pod('old', { nodeName: 'a', volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'other' } }] });
    const parts = [...two, limit, volume('pv', csi('h1')), volume('pv2', csi('h2')), claim({ volumeName: 'pv' }, bound), other, old];
    assert.deepEqual(verdicts(parts, pod('p', usesClaim)), { a: 'NodeVolumeLimits: node(s) exceed max volume count', b: 'fits' });
  });

  test('dynamicResources: a pod without claims has none to deallocate', () => {
    assert.match(attempt(two, pod('p', { requests: { cpu: '9' } })).message ?? '', /\. no new claims to deallocate, preemption: /);
  });

  test('prioritySort and defaultBinder belong to the default profile', () => {
    const framework = schedulerWith(two).frameworkFor(pod('p'));
    assert.ok((framework?.queueSort({ priority: 2, timestampMs: 5, key: 'b' }, { priority: 1, timestampMs: 1, key: 'a' }) ?? 0) < 0);
    assert.equal(framework?.at('bind')[0]?.name, 'DefaultBinder');
  });
});

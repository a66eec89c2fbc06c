import assert from 'node:assert/strict';
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../../engine/generated/types';
import type { DryRun } from '../../../engine/src/sim/dryRun';
import { happened, story } from '../sim/story';

function volume(name: string, spec: { size: string; modes?: string; more?: string }): string {
  return `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: ${name}}\nspec: {capacity: {storage: ${spec.size}}, accessModes: [${spec.modes ?? 'ReadWriteOnce'}], storageClassName: disk, hostPath: {path: /d}${spec.more ?? ''}}\n---\n`;
}

function claim(name: string, size: string): string {
  return `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}}\nspec: {accessModes: [ReadWriteOnce], storageClassName: disk, resources: {requests: {storage: ${size}}}}\n---\n`;
}

function claimIn(run: DryRun, name: string): PersistentVolumeClaim | undefined {
  return run.timeline.view.list('persistentvolumeclaims').find(object => object.metadata?.name === name) as PersistentVolumeClaim | undefined;
}

function volumeIn(run: DryRun, name: string): PersistentVolume | undefined {
  return run.timeline.view.list('persistentvolumes').find(object => object.metadata?.name === name) as PersistentVolume | undefined;
}

suite('PersistentVolume binder', () => {
  test('a claim gets the smallest volume that is large enough', () => {
    const run = story(volume('big', { size: '10Gi' }) + volume('fit', { size: '5Gi' }) + volume('small', { size: '1Gi' }) + claim('data', '3Gi'), { untilMs: 20_000 });
    assert.equal(claimIn(run, 'data')?.spec?.volumeName, 'fit');
    assert.equal(claimIn(run, 'data')?.status?.phase, 'Bound');
    assert.equal(volumeIn(run, 'fit')?.status?.phase, 'Bound');
    assert.equal(volumeIn(run, 'big')?.status?.phase, 'Available');
  });

  test('fewer access modes are taken before a smaller size', () => {
    const run = story(volume('many', { size: '1Gi', modes: 'ReadWriteOnce, ReadWriteMany' }) + volume('few', { size: '9Gi' }) + claim('data', '1Gi'), { untilMs: 20_000 });
    assert.equal(claimIn(run, 'data')?.spec?.volumeName, 'few');
  });

  test('a claim of a class that is not there says so at every round, and stays Pending', () => {
    const run = story(claim('data', '1Gi'), { untilMs: 40_000 });
    assert.deepEqual(happened(run, 'ProvisioningFailed').map(({ atSeconds, message }) => [atSeconds, message]), [0, 15, 30].map(atSeconds => [atSeconds, 'storageclass.storage.k8s.io "disk" not found']));
    assert.equal(claimIn(run, 'data')?.status?.phase, 'Pending');
  });

  test('a retained volume is Released when its claim goes, and nobody gets it', () => {
    const remove = { atMs: 10_000, action: { do: 'delete', resource: 'persistentvolumeclaims', namespace: 'default', name: 'data' } } as const;
    const run = story(volume('only', { size: '1Gi' }) + claim('data', '1Gi') + claim('other', '1Gi'), { untilMs: 60_000, actions: [remove] });
    assert.equal(claimIn(run, 'data'), undefined);
    assert.equal(volumeIn(run, 'only')?.status?.phase, 'Released');
    assert.equal(claimIn(run, 'other')?.status?.phase, 'Pending');
  });

  test('volumeExpand: a bound claim that asks for more waits for its driver', () => {
    const storageClass = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: disk}\nprovisioner: example.com/disk\nallowVolumeExpansion: true\n---\n';
    const patch = { spec: { resources: { requests: { storage: '4Gi' } } } };
    const run = story(storageClass + volume('disk-1', { size: '3Gi' }) + claim('data', '3Gi'), { untilMs: 40_000, actions: [{ atMs: 20_000, action: { do: 'patch', resource: 'persistentvolumeclaims', namespace: 'default', name: 'data', patch } }] });
    assert.deepEqual(happened(run, 'ExternalExpanding'), [{ atSeconds: 20, message: 'waiting for an external controller to expand this PVC' }]);
  });

  test('volumeProtection: a claim that a running pod uses is Terminating until the pod has gone', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: user}\nspec: {containers: [{name: app, image: a}], volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}\n---\n';
    const remove = (atMs: number, resource: string, name: string): { atMs: number; action: { do: 'delete'; resource: string; namespace: string; name: string } } => ({ atMs, action: { do: 'delete', resource, namespace: 'default', name } });
    const text = volume('only', { size: '1Gi' }) + claim('data', '1Gi') + pod;
    const kept = story(text, { untilMs: 60_000, actions: [remove(20_000, 'persistentvolumeclaims', 'data')] });
    assert.notEqual(claimIn(kept, 'data')?.metadata?.deletionTimestamp, undefined);
    const gone = story(text, { untilMs: 120_000, actions: [remove(20_000, 'persistentvolumeclaims', 'data'), remove(30_000, 'pods', 'user')] });
    assert.equal(claimIn(gone, 'data'), undefined);
  });

  test('a claim of the default class gets a disk in the zone of its pod, grows, and loses it again', () => {
    const text = `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n---\n`
      + 'apiVersion: v1\nkind: Pod\nmetadata: {name: user}\nspec: {containers: [{name: app, image: a}], volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}\n---\n';
    const grow = { atMs: 20_000, action: { do: 'patch', resource: 'persistentvolumeclaims', namespace: 'default', name: 'data', patch: { spec: { resources: { requests: { storage: '2Gi' } } } } } } as const;
    const run = story(text, { untilMs: 40_000, actions: [grow] });
    const bound = claimIn(run, 'data');
    assert.equal(bound?.spec?.storageClassName, 'standard');
    assert.equal(bound?.status?.capacity?.['storage'], '2Gi');
    const disk = volumeIn(run, bound?.spec?.volumeName ?? '');
    const pod = run.timeline.view.list('pods')[0] as Pod | undefined;
    const node = run.timeline.view.list('nodes').find(object => object.metadata?.name === pod?.spec?.nodeName);
    assert.deepEqual(disk?.spec?.nodeAffinity?.required?.nodeSelectorTerms?.[0]?.matchExpressions?.[0]?.values, [node?.metadata?.labels?.['topology.kubernetes.io/zone']]);
    assert.equal(pod?.status?.phase, 'Running');
    const remove = (atMs: number, resource: string, name: string): { atMs: number; action: { do: 'delete'; resource: string; namespace: string; name: string } } => ({ atMs, action: { do: 'delete', resource, namespace: 'default', name } });
    const gone = story(text, { untilMs: 120_000, actions: [remove(40_000, 'pods', 'user'), remove(41_000, 'persistentvolumeclaims', 'data')] });
    assert.deepEqual(gone.timeline.view.list('persistentvolumes'), []);
  });

  test('the provisioner and the resizer say what they do, as the external ones do', () => {
    const text = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n---\n'
      + 'apiVersion: v1\nkind: Pod\nmetadata: {name: user}\nspec: {containers: [{name: app, image: a}], volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}\n---\n';
    const grow = { atMs: 20_000, action: { do: 'patch', resource: 'persistentvolumeclaims', namespace: 'default', name: 'data', patch: { spec: { resources: { requests: { storage: '2Gi' } } } } } } as const;
    const run = story(text, { untilMs: 40_000, actions: [grow] });
    const name = claimIn(run, 'data')?.spec?.volumeName ?? '';
    const said = ['Provisioning', 'ProvisioningSucceeded', 'ExternalExpanding', 'Resizing', 'VolumeResizeSuccessful'].flatMap(reason => happened(run, reason).map(({ message }) => message));
    assert.deepEqual(said, [
      'External provisioner is provisioning volume for claim "default/data"', `Successfully provisioned volume ${name}`,
      'waiting for an external controller to expand this PVC', `External resizer is resizing volume ${name}`, 'Resize volume succeeded'
    ]);
  });
});

import assert from 'node:assert/strict';
import type { PersistentVolumeClaim, StorageClass } from '../../../../engine/generated/types';
import type { KubeObject } from '../../../../engine/src/api/object';
import type { ApiServer } from '../../../../engine/src/apiserver/server';
import { messageOf, newServer } from '../newServer';

function withClass(name: string, { metadata, ...more }: Partial<StorageClass> = {}): ApiServer {
  const server = newServer();
  assert.equal(messageOf(server.create('storage.k8s.io/storageclasses', { metadata: { name, ...metadata }, provisioner: 'example.com/disk', ...more } as KubeObject)), 'accepted');
  return server;
}

function newClaim(server: ApiServer, storageClassName?: string): PersistentVolumeClaim & KubeObject {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...(storageClassName === undefined ? {} : { storageClassName }) };
  const result = server.create<PersistentVolumeClaim & KubeObject>('persistentvolumeclaims', { metadata: { name: 'data', namespace: 'default' }, spec });
  assert.ok(result.ok);
  return result.value;
}

/** Asks for twice as much, once the claim is bound. */
function grow(server: ApiServer, claim: PersistentVolumeClaim & KubeObject): string {
  const status = server.updateStatus<PersistentVolumeClaim & KubeObject>('persistentvolumeclaims', { ...claim, status: { phase: 'Bound', capacity: { storage: '1Gi' } } });
  assert.ok(status.ok);
  return messageOf(server.update('persistentvolumeclaims', { ...status.value, spec: { ...status.value.spec, resources: { requests: { storage: '2Gi' } } } }));
}

suite('admission: storage', () => {
  const isDefault = { metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } };

  test('defaultStorageClass: a claim that names no class gets the default one', () => {
    assert.equal(newClaim(withClass('disk', isDefault)).spec?.storageClassName, 'disk');
    assert.equal(newClaim(withClass('disk')).spec?.storageClassName, undefined);
  });

  test('defaultStorageClass: an empty class means none, and stays', () => {
    assert.equal(newClaim(withClass('disk', isDefault), '').spec?.storageClassName, '');
  });

  for (const allowVolumeExpansion of [true, false]) {
    test(`persistentVolumeClaimResize: a bound claim of a class that ${allowVolumeExpansion ? 'may' : 'may not'} grow`, () => {
      const server = withClass('disk', { allowVolumeExpansion });
      const message = grow(server, newClaim(server, 'disk'));
      const refusal = 'persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';
      assert.equal(message, allowVolumeExpansion ? 'accepted' : refusal);
    });
  }
});

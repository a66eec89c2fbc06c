import assert from 'node:assert/strict';
import { deployment, story } from '../sim/story';

const remove = (propagationPolicy: 'Background' | 'Foreground' | 'Orphan') =>
  ({ atMs: 20_000, action: { do: 'delete', resource: 'apps/deployments', namespace: 'default', name: 'web', propagationPolicy } as const });

suite('garbage collector', () => {
  for (const policy of ['Background', 'Foreground'] as const) {
    test(`${policy}: what a Deployment owns goes with it`, () => {
      const { view } = story(deployment('web', { replicas: 2 }), { untilMs: 120_000, actions: [remove(policy)] }).timeline;
      assert.deepEqual(['apps/deployments', 'apps/replicasets', 'pods'].map(resource => view.list(resource).length), [0, 0, 0]);
    });
  }

  test('Orphan: what a Deployment owns stays, and is nobody\'s', () => {
    const { view } = story(deployment('web', { replicas: 2 }), { untilMs: 120_000, actions: [remove('Orphan')] }).timeline;
    assert.deepEqual(['apps/deployments', 'apps/replicasets', 'pods'].map(resource => view.list(resource).length), [0, 1, 2]);
    assert.equal(view.list('apps/replicasets')[0]?.metadata?.ownerReferences, undefined);
  });

  test('an owner that never existed, and one of an unknown kind', () => {
    const config = (name: string, owner: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, ownerReferences: [{${owner}, name: ghost, uid: "1"}]}\n---\n`;
    const { view } = story(config('gone', 'apiVersion: v1, kind: ConfigMap') + config('stays', 'apiVersion: nope.io/v1, kind: Nope'), { untilMs: 60_000 }).timeline;
    assert.deepEqual(view.list('configmaps', 'default').map(object => object.metadata?.name).filter(name => name !== 'kube-root-ca.crt'), ['stays']);
  });
});

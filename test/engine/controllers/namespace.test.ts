import assert from 'node:assert/strict';
import { deployment, story } from '../sim/story';

const text = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${deployment('web', { replicas: 2 }).replace('metadata: {name: web}', 'metadata: {name: web, namespace: shop}')}`;
const remove = { atMs: 20_000, action: { do: 'delete', resource: 'namespaces', namespace: '', name: 'shop' } } as const;

suite('namespace controller', () => {
  test('a deleted namespace is emptied, pods first, and goes', () => {
    const { timeline } = story(text, { untilMs: 120_000, actions: [remove] });
    assert.equal(timeline.view.get('namespaces', '', 'shop'), undefined);
    assert.deepEqual(['pods', 'apps/deployments', 'apps/replicasets', 'serviceaccounts', 'events'].map(resource => timeline.view.list(resource, 'shop').length), [0, 0, 0, 0, 0]);
  });

  test('nothing happens in the first five seconds', () => {
    const { timeline } = story(text, { untilMs: 24_000, actions: [remove] });
    assert.equal(timeline.view.list('pods', 'shop').filter(pod => pod.metadata?.deletionTimestamp === undefined).length, 2);
  });
});

import assert from 'node:assert/strict';
import { deployment, happened, story } from '../sim/story';

suite('ReplicaSet', () => {
  test('an orphan that matches is adopted, and counts (story A3)', () => {
    const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {type: front-end}}\nspec: {containers: [{name: app, image: a}]}\n---\n`;
    const set = 'apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web}\nspec: {replicas: 3, selector: {matchLabels: {type: front-end}}, template: {metadata: {labels: {type: front-end}}, spec: {containers: [{name: app, image: a}]}}}\n';
    const run = story(pod('alone') + set, { untilMs: 30_000 });
    const pods = run.timeline.view.list('pods');
    assert.equal(pods.length, 3);
    assert.equal(pods.find(object => object.metadata?.name === 'alone')?.metadata?.ownerReferences?.[0]?.name, 'web');
    assert.equal(happened(run, 'SuccessfulCreate').length, 2);
  });

  test('a deleted pod is replaced by one of another name (story A1)', () => {
    const first = story(deployment('web', { replicas: 3 }), { untilMs: 30_000 });
    const [victim] = first.timeline.view.list('pods');
    const name = victim?.metadata?.name ?? '';
    const run = story(deployment('web', { replicas: 3 }), { untilMs: 60_000, actions: [{ atMs: 30_000, action: { do: 'delete', resource: 'pods', namespace: 'default', name } }] });
    const names = run.timeline.view.list('pods').map(pod => pod.metadata?.name);
    assert.equal(names.length, 3);
    assert.ok(!names.includes(name));
  });
});

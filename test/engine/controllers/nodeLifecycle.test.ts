import assert from 'node:assert/strict';
import type { Pod } from '../../../engine/generated/types';
import { parseManifests } from '../../../engine/src/manifest/file';
import { dryRun } from '../../../engine/src/sim/dryRun';
import { deployment, happened, story } from '../sim/story';

const scenario = (actions: string): string => `apiVersion: clusterville.dev/v1alpha1\nkind: Scenario\nmetadata: {name: outage}\nspec:\n  until: 20m\n  actions:\n${actions}`;

suite('node lifecycle', () => {
  test('taintEviction: a taint by hand evicts at once what does not tolerate it', () => {
    const node = story('', { untilMs: 1000 }).timeline.view.list('nodes').map(object => object.metadata?.name ?? '').find(name => name.includes('worker')) ?? '';
    const run = story(deployment('web', { replicas: 6 }), { untilMs: 120_000, actions: [{ atMs: 60_000, action: { do: 'taint', node, taint: { key: 'broken', effect: 'NoExecute' } } }] });
    const evicted = happened(run, 'TaintManagerEviction');
    assert.ok(evicted.length > 0);
    assert.ok(evicted.every(event => event.atSeconds === 60 && event.message.startsWith('Marking for deletion Pod default/web-')));
    assert.ok(run.timeline.view.list('pods').every(pod => (pod['spec'] as { nodeName?: string }).nodeName !== node));
  });

  test('podGarbageCollector: pods of a node that is deleted go after 40 s', () => {
    const run = story(deployment('web', { replicas: 6 }), { untilMs: 120_000, actions: [{ atMs: 30_000, action: { do: 'delete', resource: 'nodes', namespace: '', name: 'worker-1' } }] });
    const gone = run.timeline.entries(0, run.timeline.length).flatMap(entry => entry.changes
      .filter(change => change.type === 'DELETED' && change.key.resource === 'pods').map(change => ({ atMs: entry.atMs, pod: change.object as Pod })));
    assert.ok(gone.length > 0);
    for (const { atMs, pod } of gone) {
      assert.equal(pod.spec?.nodeName, 'worker-1');
      assert.equal(Math.floor(atMs / 1000), 70);
      assert.equal(pod.status?.conditions?.find(condition => condition.type === 'DisruptionTarget')?.message, 'PodGC: node no longer exists');
    }
  });

  test('a cordoned node is tainted, and no more when it is uncordoned', () => {
    const [node = ''] = story('', { untilMs: 1000 }).timeline.view.list('nodes').map(object => object.metadata?.name ?? '').filter(name => name.includes('worker'));
    const taints = (run: ReturnType<typeof story>): unknown => (run.timeline.view.get('nodes', '', node)?.['spec'] as { taints?: readonly { key: string }[] }).taints?.map(taint => taint.key);
    const cordoned = story('', { untilMs: 20_000, actions: [{ atMs: 10_000, action: { do: 'cordon', node } }] });
    assert.deepEqual(taints(cordoned), ['node.kubernetes.io/unschedulable']);
    const back = story('', { untilMs: 40_000, actions: [{ atMs: 10_000, action: { do: 'cordon', node } }, { atMs: 20_000, action: { do: 'uncordon', node } }] });
    assert.deepEqual(taints(back) ?? [], []);
  });

  test('a silent node is unreachable after its grace period, and its pods are evicted five minutes later', () => {
    const [node = ''] = story('', { untilMs: 1000 }).timeline.view.list('nodes').map(object => object.metadata?.name ?? '').filter(name => name.includes('worker'));
    const text = `${deployment('web', { replicas: 6 })}${scenario(`  - {at: 60s, nodeDown: ${node}}\n`)}`;
    const run = dryRun([{ name: 'story.yaml', file: parseManifests(text) }]);
    const unreachable = happened(run, 'NodeNotReady').filter(event => event.message === `Node ${node} status is now: NodeNotReady`);
    assert.deepEqual(unreachable.map(event => event.atSeconds), [110]);
    const evicted = happened(run, 'TaintManagerEviction');
    assert.ok(evicted.length > 0 && evicted.every(event => event.atSeconds === 410));
  });
});

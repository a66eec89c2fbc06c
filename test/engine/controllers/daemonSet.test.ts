import assert from 'node:assert/strict';
import { happened, story } from '../sim/story';

function daemonSet(template: string, more = ''): string {
  return `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n  selector: {matchLabels: {app: agent}}\n  template: {metadata: {labels: {app: agent}}, spec: {${template}containers: [{name: agent, image: agent}]}}\n${more}`;
}

suite('DaemonSet', () => {
  test('a pod runs on each node whose taints it tolerates', () => {
    const nodes = ['free', 'tainted', 'other'].map(name => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nspec: {${name === 'tainted' ? 'taints: [{key: x, effect: NoSchedule}]' : ''}}\n---\n`).join('');
    const run = story(nodes + daemonSet(''), { untilMs: 60_000 });
    assert.deepEqual(run.timeline.view.list('pods').map(pod => (pod['spec'] as { nodeName?: string }).nodeName).sort(), ['free', 'other']);
    assert.deepEqual(run.verdicts().map(({ ready, desired }) => ({ ready, desired })), [{ ready: 2, desired: 2 }]);
    const tolerant = story(nodes + daemonSet('tolerations: [{operator: Exists}], '), { untilMs: 60_000 });
    assert.equal(tolerant.timeline.view.list('pods').length, 3);
  });

  test('an update replaces no more pods at once than the strategy allows', () => {
    const patch = { spec: { template: { metadata: { labels: { app: 'agent', version: 'two' } } } } };
    const run = story(daemonSet('', '  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}\n'), {
      untilMs: 600_000, actions: [{ atMs: 60_000, action: { do: 'patch', resource: 'apps/daemonsets', namespace: 'default', name: 'agent', patch } }]
    });
    const nodes = run.timeline.view.list('pods').length;
    assert.equal(happened(run, 'SuccessfulDelete').length, nodes);
    assert.equal(new Set(happened(run, 'SuccessfulDelete').map(event => event.atSeconds)).size, nodes);
    assert.equal(run.timeline.view.list('apps/controllerrevisions').length, 2);
  });
});

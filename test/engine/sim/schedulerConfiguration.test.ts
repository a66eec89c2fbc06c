import assert from 'node:assert/strict';
import { dryRun, parseManifests, whyPending } from '../../../engine/src/index';

const node = (name: string): string => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nstatus: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}\n`;
const pod = (name: string, spec = ''): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {${spec}containers: [{name: a, image: b, resources: {requests: {cpu: "1"}}}]}\n`;
const configuration = (profiles: string): string => `apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles: ${profiles}\n`;
const packing = "[{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: MostAllocated}}}]}, {schedulerName: mine}]";
const running = pod('old', 'nodeName: b, ');

function nodesOf(text: string, options: Parameters<typeof dryRun>[1] = {}): Record<string, unknown> {
  const run = dryRun([{ name: 'f', file: parseManifests(text) }], { untilMs: 20_000, ...options });
  return Object.fromEntries(run.timeline.view.list('pods').map(one => [one.metadata?.name ?? '', (one['spec'] as { readonly nodeName?: string }).nodeName ?? '']));
}

suite('the schedulers of a run', () => {
  const cluster = [node('a'), node('b'), running].join('---\n');

  test('a KubeSchedulerConfiguration among the files is obeyed', () => {
    assert.equal(nodesOf(`${cluster}---\n${pod('p')}`)['p'], 'a');
    assert.equal(nodesOf(`${cluster}---\n${configuration(packing)}---\n${pod('p')}`)['p'], 'b');
  });

  test('so is one of the options, before those among the files', () => {
    const schedulerConfiguration = { profiles: [{ plugins: { score: { disabled: [{ name: '*' }], enabled: [{ name: 'ImageLocality' }] } } }] };
    const both = new Set([1, 2, 3, 4, 5, 6, 7, 8].map(seed => nodesOf(`${cluster}---\n${configuration(packing)}---\n${pod('p')}`, { schedulerConfiguration, seed })['p']));
    assert.deepEqual([...both].sort(), ['a', 'b']);
  });

  test('a pod for a second scheduler is placed when that one runs, else it waits and the verdict says so', () => {
    const other = pod('p', 'schedulerName: mine, ');
    assert.notEqual(nodesOf(`${cluster}---\n${configuration(packing)}---\n${other}`)['p'], '');
    const run = dryRun([{ name: 'f', file: parseManifests(`${cluster}---\n${other}`) }], { untilMs: 20_000 });
    const message = 'No scheduler called mine runs: the pod stays Pending, and nobody says so';
    assert.deepEqual(run.verdicts().flatMap(verdict => verdict.pending), [{ pod: 'p', message }]);
    assert.deepEqual(run.timeline.view.list('events').filter(event => event['reason'] === 'FailedScheduling'), []);
    const waiting = run.timeline.view.get('pods', 'default', 'p');
    assert.ok(waiting !== undefined);
    const why = whyPending.explain(run.timeline.view, waiting);
    assert.equal(why?.summary, message);
    assert.deepEqual(why?.suggestions.map(({ title, node: where }) => [title, where]), [['Leave it to the default scheduler', 'a']]);
  });

  test('a fork and a look back keep the schedulers', () => {
    const run = dryRun([{ name: 'f', file: parseManifests(`${cluster}---\n${configuration(packing)}---\n${pod('p')}`) }], { untilMs: 20_000 });
    run.timeline.seek(0);
    const again = run.timeline.fork();
    again.runUntil(20_000);
    again.seek(again.length);
    run.timeline.seek(run.timeline.length);
    assert.equal(again.fingerprint(), run.timeline.fingerprint());
    assert.deepEqual(again.view.schedulerProfiles?.map(profile => profile.schedulerName), ['default-scheduler', 'mine']);
  });

  for (const text of ['7', '[]', '[7, {schedulerName: 3, plugins: {filter: 5}, pluginConfig: {}}]', '{__proto__: x}']) {
    test(`a configuration that says nonsense is no harm: profiles: ${text}`, () => { assert.notEqual(nodesOf(`${cluster}---\n${configuration(text)}---\n${pod('p')}`)['p'], ''); });
  }
});

import assert from 'node:assert/strict';
import type { Deployment, Pod, ReplicaSet } from '../../../engine/generated/types';
import type { DryRun } from '../../../engine/src/sim/dryRun';
import { deployment, isReady, story } from '../sim/story';

const update = { do: 'setImage', resource: 'apps/deployments', namespace: 'default', name: 'web', container: 'app', image: 'registry.example/app:2' } as const;
const probe = 'readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}';

/** The fewest ready and the most pods, terminating ones aside, from a time on. */
function range(run: DryRun, fromMs: number): { ready: number; total: number } {
  let ready = Infinity;
  let total = 0;
  for (let moment = run.timeline.momentAt(fromMs); moment <= run.timeline.length; moment++) {
    run.timeline.seek(moment);
    const pods = run.timeline.view.list('pods').filter(pod => pod.metadata?.deletionTimestamp === undefined);
    ready = Math.min(ready, pods.filter(pod => isReady(pod as Pod)).length);
    total = Math.max(total, pods.length);
  }
  return { ready, total };
}

suite('Deployment', () => {
  const rows = [
    { name: 'one more and one fewer (story A7)', strategy: '{maxUnavailable: 1, maxSurge: 1}', replicas: 3, ready: 2, total: 4 },
    { name: 'the defaults of 25 % (story A8)', strategy: '{}', replicas: 3, ready: 3, total: 4 },
    { name: 'no surge', strategy: '{maxUnavailable: 50%, maxSurge: 0}', replicas: 4, ready: 2, total: 4 }
  ];
  for (const { name, strategy, replicas, ready, total } of rows) {
    test(`a rolling update keeps within ${name}`, () => {
      const run = story(deployment('web', { replicas, more: probe, spec: `strategy: {rollingUpdate: ${strategy}}` }), { untilMs: 300_000, actions: [{ atMs: 60_000, action: update }] });
      assert.deepEqual(range(run, 60_000), { ready, total });
      run.timeline.seek(run.timeline.length);
      const sets = run.timeline.view.list('apps/replicasets') as readonly ReplicaSet[];
      assert.deepEqual(sets.map(set => set.spec?.replicas ?? 0).sort(), [0, replicas]);
    }).timeout(20_000);
  }

  test('Recreate ends all old pods before the first new one begins (story A9)', () => {
    const run = story(deployment('web', { replicas: 3, more: probe, spec: 'strategy: {type: Recreate}' }), { untilMs: 300_000, actions: [{ atMs: 60_000, action: update }] });
    assert.deepEqual(range(run, 60_000), { ready: 0, total: 3 });
  });

  test('a rollout that cannot go on says so when its deadline has passed (story A10)', () => {
    const run = story(deployment('web', { replicas: 3, more: probe, spec: 'strategy: {rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}' }), {
      untilMs: 700_000, actions: [{ atMs: 60_000, action: update }], behaviours: [{ pod: 'web-', set: {} }]
    });
    const stuck = story(deployment('web', { replicas: 3, more: probe, spec: 'strategy: {rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}' }), {
      untilMs: 700_000, actions: [{ atMs: 60_000, action: { do: 'patch', resource: 'apps/deployments', namespace: 'default', name: 'web', patch: { spec: { template: { metadata: { annotations: { 'clusterville.dev/image-missing': 'true' } }, spec: { containers: [{ name: 'app', image: 'registry.example/none' }] } } } } } }]
    });
    const progress = (of: DryRun): string | undefined => (of.timeline.view.get('apps/deployments', 'default', 'web') as Deployment | undefined)?.status?.conditions?.find(condition => condition.type === 'Progressing')?.reason;
    assert.equal(progress(run), 'NewReplicaSetAvailable');
    assert.equal(progress(stuck), 'ProgressDeadlineExceeded');
  }).timeout(20_000);
});

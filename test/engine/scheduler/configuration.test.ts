import assert from 'node:assert/strict';
import { profilesOf } from '../../../engine/src/scheduler/configuration';
import { attempt, node, pod, schedulerWith } from './objects';

suite('KubeSchedulerConfiguration', () => {
  test('without profiles there is the default one', () => {
    for (const nothing of [undefined, null, 7, {}, { profiles: 'x' }]) assert.deepEqual(profilesOf(nothing).map(profile => profile.schedulerName), ['default-scheduler']);
  });

  test('a part of the nodes is looked at when asked for, the next pass begins behind it', () => {
    const parts = Array.from({ length: 300 }, (_, i) => node(`n${String(i).padStart(3, '0')}`, { labels: { 'topology.kubernetes.io/zone': i % 3 === 0 ? 'a' : 'b' } }));
    const looked = (configuration: unknown, startNodeIndex = 0): readonly [number, number | undefined] => {
      const result = schedulerWith(parts, profilesOf(configuration)).schedule(pod('p'), { atMs: 0, attempt: 1, startNodeIndex, choose: () => 0 });
      return [Object.keys(result.attempt.nodes).length, result.nextStartNodeIndex];
    };
    assert.deepEqual(looked({}), [300, undefined]);
    assert.deepEqual(looked({ percentageOfNodesToScore: 50 }), [150, 150]);
    assert.deepEqual(looked({ percentageOfNodesToScore: 50 }, 200), [150, 50]);
    assert.deepEqual(looked({ percentageOfNodesToScore: 0 }), [144, 144]);
    assert.deepEqual(looked({ percentageOfNodesToScore: 1 }), [100, 100]);
    assert.deepEqual(looked({ percentageOfNodesToScore: 10, profiles: [{ percentageOfNodesToScore: 100 }] }), [300, 0]);
    assert.deepEqual(looked({ percentageOfNodesToScore: 'many' }), [300, undefined]);
    const [first = ''] = Object.keys(schedulerWith(parts, profilesOf({ percentageOfNodesToScore: 34 })).schedule(pod('p'), { atMs: 0, attempt: 1, startNodeIndex: 1, choose: () => 0 }).attempt.nodes);
    assert.equal(first, 'n001');
  });

  test('a disabled plugin refuses nobody', () => {
    const profiles = profilesOf({ profiles: [{ plugins: { filter: { disabled: [{ name: 'NodeUnschedulable' }] } } }] });
    assert.equal(attempt([node('a', { spec: { unschedulable: true } })], pod('p'), profiles).node, 'a');
  });

  test('all of a point can be disabled and some enabled again', () => {
    const profiles = profilesOf({ profiles: [{ plugins: { score: { disabled: [{ name: '*' }], enabled: [{ name: 'NodeResourcesFit', weight: 7 }] } } }] });
    const outcome = attempt([node('a')], pod('p', { requests: { cpu: '2', memory: '4Gi' } }), profiles).nodes['a'];
    assert.deepEqual(outcome, { fits: true, scores: { NodeResourcesFit: 350 }, total: 350 });
  });

  test('a profile of its own takes the pods that name it, with its arguments', () => {
    const profiles = profilesOf({ profiles: [{}, { schedulerName: 'packer', pluginConfig: [{ name: 'NodeResourcesFit', args: { scoringStrategy: { type: 'MostAllocated' } } }] }] });
    const parts = [node('a'), node('b'), pod('old', { nodeName: 'a', requests: { cpu: '1', memory: '2Gi' } })];
    const incoming = { requests: { cpu: '1', memory: '2Gi' } };
    assert.equal(attempt(parts, pod('p', incoming), profiles).node, 'b');
    assert.equal(attempt(parts, pod('p', { ...incoming, schedulerName: 'packer' }), profiles).node, 'a');
    assert.equal(attempt(parts, pod('p', { ...incoming, schedulerName: 'nobody' }), profiles).gated, true);
  });

  test('requested to capacity follows its shape', () => {
    const scoringStrategy = { type: 'RequestedToCapacityRatio', requestedToCapacityRatio: { shape: [{ utilization: 0, score: 0 }, { utilization: 100, score: 10 }] } };
    const profiles = profilesOf({ profiles: [{ pluginConfig: [{ name: 'NodeResourcesFit', args: { scoringStrategy } }] }] });
    const outcome = attempt([node('a')], pod('p', { requests: { cpu: '1', memory: '2Gi' } }), profiles).nodes['a'];
    assert.equal(outcome?.fits === true ? outcome.scores['NodeResourcesFit'] : undefined, 25);
  });

  test('added affinity holds for every pod of the profile', () => {
    const addedAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'In', values: ['x'] }] }] } };
    const profiles = profilesOf({ profiles: [{ pluginConfig: [{ name: 'NodeAffinity', args: { addedAffinity } }] }] });
    const outcome = attempt([node('a'), node('b', { labels: { pool: 'x' } })], pod('p'), profiles);
    assert.deepEqual([outcome.node, outcome.nodes['a']], ['b', { fits: false, code: 'UnschedulableAndUnresolvable', plugin: 'NodeAffinity', reasons: ["node(s) didn't match scheduler-enforced node affinity"] }]);
  });
});

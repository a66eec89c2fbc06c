import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dryRun, parseManifests } from '../../../engine/src/index';
import { whyPending } from '../../../engine/src/explain/whyPending';
import { capacity } from '../../../engine/src/explain/capacity';
import { attempt, node, pod, verdicts, type ClusterPart } from './objects';
import type { Pod } from '../../../engine/generated/types';

const badQuantities: readonly (string | number)[] = ['', 'lots', '-5', '1e999', '9'.repeat(40), '0x10', NaN, -1];

suite('the scheduler and bad input', () => {
  for (const cpu of badQuantities) {
    test(`a request of ${JSON.stringify(cpu)} is answered`, () => {
      const { node: placed, message } = attempt([node('a')], pod('p', { requests: { cpu } }));
      assert.ok(placed === 'a' || /^0\/1 nodes are available: 1 Insufficient cpu\./u.test(message ?? ''), message);
    });

    test(`allocatable cpu of ${JSON.stringify(cpu)} is answered`, () => {
      const { node: placed, message } = attempt([node('a', { allocatable: { cpu } })], pod('p', { requests: { cpu: '1' } }));
      assert.ok(placed === 'a' || /^0\/1 nodes are available: 1 Insufficient cpu\./u.test(message ?? ''), message);
    });
  }

  test('a node without allocatable takes no pod', () => {
    const bare = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } };
    assert.deepEqual(verdicts([bare], pod('p')), { a: 'NodeResourcesFit: Too many pods' });
    assert.deepEqual(verdicts([bare], pod('p', { requests: { cpu: '1' } })), { a: 'NodeResourcesFit: Too many pods, Insufficient cpu' });
  });

  test('no nodes at all', () => {
    assert.equal(attempt([], pod('p')).message, 'no nodes available to schedule pods');
  });

  test('label values of every kind compare as texts', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
      const { node: placed } = attempt([node('a', { labels: { key: a } })], pod('p', { nodeSelector: { key: b } }));
      assert.equal(placed === 'a', a === b);
    }), { numRuns: 200 });
    for (const key of ['__proto__', 'constructor', 'toString']) assert.equal(attempt([node('a')], pod('p', { nodeSelector: JSON.parse(`{${JSON.stringify(key)}: "x"}`) as Record<string, string> })).node, undefined);
  });

  const term = (kind: 'podAffinity' | 'podAntiAffinity', labelSelector?: object): Pod => pod('p', {
    labels: { app: 'x' }, affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', ...(labelSelector === undefined ? {} : { labelSelector }) }] } }
  });
  const running: readonly ClusterPart[] = [node('a'), pod('old', { nodeName: 'a', labels: { app: 'y' } })];
  const rows: readonly [title: string, one: Pod, fits: boolean][] = [
    ['affinity to an empty selector means every pod', term('podAffinity', {}), true],
    ['affinity without a selector means no pod', term('podAffinity'), false],
    ['anti-affinity to an empty selector means every pod', term('podAntiAffinity', {}), false],
    ['anti-affinity without a selector means no pod', term('podAntiAffinity'), true]
  ];
  for (const [title, one, fits] of rows) test(title, () => { assert.equal(attempt(running, one).node === 'a', fits); });

  test('thousands of pods that never fit do not burn the clock', () => {
    const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: huge}\nspec:\n  replicas: 2000\n  selector: {matchLabels: {app: h}}\n  template: {metadata: {labels: {app: h}}, spec: {containers: [{name: a, image: b, resources: {requests: {cpu: "999"}}}]}}\n';
    const run = dryRun([{ name: 'f', file: parseManifests(text) }], { untilMs: 240_000 });
    const attempts = run.timeline.entries(0, run.timeline.length).filter(entry => entry.attempt !== undefined).length;
    assert.equal(run.verdicts()[0]?.pending.length, 2000);
    assert.ok(attempts <= 3 * 2000, `${attempts} attempts in four minutes`);
  }).timeout(60_000);

  test('questions about pods of any shape are answered', () => {
    const shapes: readonly Pod[] = [
      {}, { spec: {} }, { metadata: {}, spec: { containers: [] } }, pod('p', { nodeSelector: {}, affinity: {}, tolerations: [], topologySpreadConstraints: [] }), pod('p', { tolerations: [{}] }),
      pod('p', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } }, podAffinity: {}, podAntiAffinity: {} } }), pod('p', { containers: [{ name: 'a', resources: {} }] })
    ];
    const nodes = [node('a', { spec: { taints: [{ key: '', effect: 'NoSchedule' }] } })];
    const view = { nowMs: 0, revision: 0, list: (resource: string) => resource === 'nodes' ? nodes : [], get: () => undefined };
    for (const one of shapes) {
      for (const question of [whyPending, capacity]) assert.equal(typeof (question.explain(view, one)?.summary ?? ''), 'string');
    }
  });
});

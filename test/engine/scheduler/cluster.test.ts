import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Node, Pod } from '../../../engine/generated/types';
import { ClusterScheduler } from '../../../engine/src/scheduler/clusterScheduler';
import { node, pod } from './objects';

const name = fc.constantFrom('a', 'b', 'c');
const app = fc.constantFrom('x', 'y');
const zone = fc.constantFrom('1', '2');

const nodes: fc.Arbitrary<Node> = fc.record({ name, zone: fc.option(zone), cpu: fc.constantFrom('1', '2', '4'), taint: fc.boolean(), image: fc.option(fc.integer({ min: 1, max: 9 })) })
  .map(({ name: one, zone: value, cpu, taint, image }) => node(one, {
    labels: value === null ? {} : { zone: value }, allocatable: { cpu }, spec: taint ? { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } : {},
    images: image === null ? {} : { 'app:1': image * 100_000_000 }
  }));

const affinities = fc.constantFrom<NonNullable<Pod['spec']>['affinity']>(undefined,
  ...(['x', 'y'] as const).flatMap(value => {
    const term = { topologyKey: 'zone', labelSelector: { matchLabels: { app: value } } };
    return [{ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } }, { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 3, podAffinityTerm: term }] } }];
  }));

const pods: fc.Arbitrary<Pod> = fc.record({ id: fc.integer({ min: 0, max: 5 }), nodeName: name, app, affinity: affinities, cpu: fc.constantFrom('100m', '700m'), spread: fc.boolean(), port: fc.boolean() })
  .map(({ id, nodeName, app: value, affinity, cpu, spread, port }) => pod(`p${id}`, {
    nodeName, labels: { app: value }, ...(affinity === undefined ? {} : { affinity }),
    ...(spread ? { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: value } } }] } : {}),
    containers: [{ name: 'c', image: 'app:1', resources: { requests: { cpu } }, ...(port ? { ports: [{ containerPort: 80, hostPort: 80 }] } : {}) }]
  }));

type Step = { readonly resource: 'nodes' | 'pods'; readonly object: Node | Pod; readonly gone: boolean };
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ resource: fc.constant<'nodes'>('nodes'), object: nodes, gone: fc.boolean() }),
  fc.record({ resource: fc.constant<'pods'>('pods'), object: pods, gone: fc.boolean() })
);
const options = { atMs: 0, attempt: 1, choose: () => 0 };

function pending(one: Pod): Pod {
  const { nodeName: _node, ...spec } = one.spec ?? {};
  return { ...one, metadata: { ...one.metadata, name: 'incoming', uid: 'incoming' }, spec };
}

suite('the scheduler follows its cluster', () => {
  test('what it kept through any changes is what it would compute anew', () => {
    fc.assert(fc.property(fc.array(steps, { maxLength: 30 }), fc.array(pods, { minLength: 1, maxLength: 4 }), (changes, incoming) => {
      const followed = new ClusterScheduler();
      const present = new Map<string, Step>();
      for (const step of changes) {
        const key = `${step.resource} ${step.object.metadata?.name ?? ''}`;
        if (step.gone) { followed.cluster.remove(step.resource, step.object); present.delete(key); }
        else { followed.cluster.upsert(step.resource, step.object); present.set(key, step); }
        followed.schedule(pending(incoming[0] ?? {}), options);
      }
      const fresh = new ClusterScheduler();
      for (const { resource, object } of present.values()) fresh.cluster.upsert(resource, object);
      for (const one of incoming) {
        assert.deepEqual({ ...followed.schedule(pending(one), options).attempt }, { ...fresh.schedule(pending(one), options).attempt });
      }
    }), { numRuns: 300, seed: 36 });
  });

  test('a pod that was bound again counts once, one that ended not at all', () => {
    const scheduler = new ClusterScheduler();
    scheduler.cluster.upsert('pods', pod('early', { nodeName: 'a', requests: { cpu: '1' } }));
    scheduler.cluster.upsert('nodes', node('a'));
    scheduler.cluster.upsert('pods', pod('early', { nodeName: 'a', requests: { cpu: '2' } }));
    assert.equal(scheduler.cluster.node('a')?.requested.milliCPU, 2000);
    scheduler.cluster.upsert('pods', pod('early', { nodeName: 'a', requests: { cpu: '2' }, status: { phase: 'Succeeded' } }));
    assert.equal(scheduler.cluster.node('a')?.requested.milliCPU, 0);
    assert.equal(scheduler.cluster.node('a')?.pods.length, 0);
  });
});

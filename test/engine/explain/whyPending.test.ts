import assert from 'node:assert/strict';
import type { Pod } from '../../../engine/generated/types';
import type { KubeObject } from '../../../engine/src/api/object';
import { capacity } from '../../../engine/src/explain/capacity';
import { explanations } from '../../../engine/src/explain/explanations';
import { whyPending } from '../../../engine/src/explain/whyPending';
import type { WorldView } from '../../../engine/src/sim/timeline';
import { node, pod } from '../scheduler/objects';

function viewOf(...objects: readonly KubeObject[]): WorldView {
  const list = (resource: string): readonly KubeObject[] => objects.filter(object => resource === (object.kind === 'Node' ? 'nodes' : 'pods'));
  return { nowMs: 0, revision: 1, list, get: (resource, _namespace, name) => list(resource).find(object => object.metadata?.name === name) };
}

const tainted = { spec: { taints: [{ key: 'team', value: 'gpu', effect: 'NoSchedule' }] } };
const fixes = (view: WorldView, one: Pod): string[] => (whyPending.explain(view, one)?.suggestions ?? []).map(fix => `${fix.title} -> ${fix.node}`);

suite('why a pod is pending', () => {
  test('all that stands in the way is said, nodes that are alike together', () => {
    const view = viewOf(node('a', tainted), node('b', tainted), node('c', { labels: { disk: 'ssd' } }));
    const answer = whyPending.explain(view, pod('p', { nodeSelector: { disk: 'ssd' }, requests: { cpu: '5' } }));
    assert.deepEqual(answer?.because.map(({ text, nodes }) => [nodes.join(' '), text]), [
      ['c', 'Insufficient cpu'],
      ['a b', 'node(s) had untolerated taint(s)'], ['a b', "node(s) didn't match Pod's node affinity/selector"], ['a b', 'Insufficient cpu']
    ]);
    assert.match(answer.summary, /^0\/3 nodes are available: /);
    assert.deepEqual(answer.because[0]?.fields.map(String), ['spec.containers[0].resources.requests[cpu]']);
  });

  const rows: readonly [name: string, view: WorldView, one: Pod, expected: readonly string[]][] = [
    ['a taint', viewOf(node('a', tainted)), pod('p'), ['Tolerate team=gpu -> a']],
    ['too much cpu', viewOf(node('a')), pod('p', { requests: { cpu: '5' } }), ['Request less: cpu 4 -> a']],
    ['too much memory in two containers', viewOf(node('a')), pod('p', { containers: ['512Mi', '64Gi'].map((memory, i) => ({ name: `c${i}`, resources: { requests: { memory } } })) }), ['Request less: memory 7680Mi -> a']],
    ['a cordoned node', viewOf(node('a', { spec: { unschedulable: true } })), pod('p'), ['Uncordon node a -> a', 'Add a node like a -> a-2']],
    ['a selector and a taint', viewOf(node('a', tainted)), pod('p', { nodeSelector: { disk: 'ssd' } }), ['Tolerate team=gpu; Drop disk from nodeSelector -> a']],
    ['a host port', viewOf(node('a'), pod('old', { nodeName: 'a', containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] })),
      pod('p', { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] }), ['Drop the host port -> a', 'Add a node like a -> a-2']],
    ['affinity to nobody', viewOf(node('a')), pod('p', { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'db' } } }] } } }), ['Prefer the podAffinity instead of requiring it -> a', 'Drop the required podAffinity -> a']],
    ['spreading over a label that no node has', viewOf(node('a')), pod('p', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} }] }),
      ['Spread over zone only where possible (whenUnsatisfiable: ScheduleAnyway) -> a']],
    ['no nodes at all', viewOf(), pod('p'), ['Add a node -> node-1']],
    ['a gate', viewOf(node('a')), pod('p', { schedulingGates: [{ name: 'wait' }] }), ['Remove the scheduling gates -> a']],
    ['a full node', viewOf(node('a'), pod('old', { nodeName: 'a', requests: { cpu: '4' } })), pod('p', { requests: { cpu: '1' } }), ['Add a node like a -> a-2']],
    ['another label', viewOf(node('a', { labels: { disk: 'hdd' } })), pod('p', { nodeSelector: { disk: 'ssd' } }), ['Drop disk from nodeSelector -> a', 'Select disk=hdd -> a']]
  ];
  for (const [name, view, one, expected] of rows) test(`what would help against ${name} is proved`, () => { assert.deepEqual(fixes(view, one), expected); });

  test('the smallest change comes first', () => {
    const view = viewOf(node('a', tainted), node('b', { labels: { x: 'y' }, ...tainted }));
    assert.equal(fixes(view, pod('p', { nodeSelector: { x: 'y' } }))[0], 'Tolerate team=gpu -> b');
  });

  test('a pod that fits is not asked about; one for a foreign scheduler is told so', () => {
    assert.equal(whyPending.explain(viewOf(node('a')), pod('p')), undefined);
    assert.match(whyPending.explain(viewOf(node('a')), pod('p', { schedulerName: 'mine' }))?.summary ?? '', /^No scheduler called mine runs/);
  });

  test('capacity: how many more fit', () => {
    assert.equal(capacity.explain(viewOf(node('a'), node('b')), pod('p', { requests: { cpu: '1500m' } }))?.summary, '4 more pods of this kind fit');
    assert.equal(capacity.explain(viewOf(), pod('p'))?.summary, 'No more pods of this kind fit');
    assert.deepEqual(explanations.map(question => question.name), ['whyPending', 'capacity']);
  });
});

import assert from 'node:assert/strict';
import { attempt, node, pod, scores, verdicts } from '../objects';

suite('scheduler plugins: filters on a single node', () => {
  const rows: readonly [name: string, given: Parameters<typeof verdicts>, expected: Record<string, string>][] = [
    ['nodeName: only the node that the pod names', [[node('a'), node('b')], pod('p', { nodeName: 'b' })], { a: "NodeName: node(s) didn't match the requested node name", b: 'fits' }],
    ['nodeUnschedulable: a cordoned node takes no pods', [[node('a', { spec: { unschedulable: true } })], pod('p')], { a: 'NodeUnschedulable: node(s) were unschedulable' }],
    ['nodeUnschedulable: unless they tolerate it', [[node('a', { spec: { unschedulable: true } })], pod('p', { tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists' }] })], { a: 'fits' }],
    ['taintToleration: a NoSchedule taint', [[node('a', { spec: { taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] } })], pod('p')], { a: 'TaintToleration: node(s) had untolerated taint(s)' }],
    ['taintToleration: the wrong value', [[node('a', { spec: { taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] } })], pod('p', { tolerations: [{ key: 'k', value: 'w', effect: 'NoSchedule' }] })], { a: 'TaintToleration: node(s) had untolerated taint(s)' }],
    ['taintToleration: the right value', [[node('a', { spec: { taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] } })], pod('p', { tolerations: [{ key: 'k', value: 'v' }] })], { a: 'fits' }],
    ['nodeAffinity: nodeSelector', [[node('a', { labels: { disk: 'ssd' } }), node('b')], pod('p', { nodeSelector: { disk: 'ssd' } })], { a: 'fits', b: "NodeAffinity: node(s) didn't match Pod's node affinity/selector" }],
    ['nodePorts: a host port taken', [[node('a'), pod('old', { nodeName: 'a', containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] })],
      pod('p', { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' }] }] })], { a: "NodePorts: node(s) didn't have free ports for the requested pod ports" }],
    ['nodePorts: another address', [[node('a'), pod('old', { nodeName: 'a', containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80, hostIP: '10.0.0.2' }] }] })],
      pod('p', { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' }] }] })], { a: 'fits' }],
    ['nodeDeclaredFeatures: features that the pod needs', [[node('a'), { ...node('b'), status: { ...node('b').status, declaredFeatures: ['UserNamespacesHostNetworkSupport'] } }], pod('p', { hostNetwork: true, hostUsers: false })],
      { a: "NodeDeclaredFeatures: node(s) didn't match Pod's required features", b: 'fits' }],
    ['nodeResourcesFit: every resource that is short', [[node('a', { allocatable: { 'ephemeral-storage': '1Gi' } })], pod('p', { requests: { cpu: '5', memory: '9Gi', 'ephemeral-storage': '2Gi', 'nvidia.com/gpu': 1 } })],
      { a: 'NodeResourcesFit: Insufficient cpu, Insufficient memory, Insufficient ephemeral-storage, Insufficient nvidia.com/gpu' }],
    ['nodeResourcesFit: sidecars and init containers', [[node('a')], { ...pod('p', { requests: { cpu: '2' }, initContainers: [
      { name: 'side', restartPolicy: 'Always', resources: { requests: { cpu: '1500m' } } }, { name: 'init', resources: { requests: { cpu: '2500m' } } }] }) }], { a: 'fits' }],
    ['nodeResourcesFit: an init container beside a sidecar needs too much', [[node('a')], pod('p', { requests: { cpu: '2' }, initContainers: [
      { name: 'side', restartPolicy: 'Always', resources: { requests: { cpu: '1500m' } } }, { name: 'init', resources: { requests: { cpu: '2501m' } } }] })], { a: 'NodeResourcesFit: Insufficient cpu' }],
    ['nodeResourcesFit: requests at pod level and overhead', [[node('a')], pod('p', { resources: { requests: { cpu: '3' } }, overhead: { cpu: '1001m' } })], { a: 'NodeResourcesFit: Insufficient cpu' }],
    ['nodeResourcesFit: a node without allocatable takes nothing', [[{ metadata: { name: 'a' }, kind: 'Node' }], pod('p')], { a: 'NodeResourcesFit: Too many pods' }],
    ['nodeResourcesFit: an absurd quantity is only too much', [[node('a')], pod('p', { requests: { memory: '100Ei', cpu: '9E' } })], { a: 'NodeResourcesFit: Insufficient memory' }],
    ['nodeResourcesFit: one that overflows counts nothing, as for the real scheduler', [[node('a')], pod('p', { requests: { memory: '1e30', cpu: '100E' } })], { a: 'fits' }]
  ];
  for (const [name, given, expected] of rows) test(name, () => { assert.deepEqual(verdicts(...given), expected); });

  test('nodeAffinity: terms that name nodes leave the others out, and say so', () => {
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['b'] }], matchExpressions: [{ key: 'x', operator: 'Exists' }] }] } } };
    const result = attempt([node('a'), node('b'), node('c')], pod('p', { affinity }));
    assert.deepEqual(Object.keys(result.nodes), ['b']);
    assert.deepEqual(result.otherNodes?.reasons, ["node(s) didn't satisfy plugin(s) [NodeAffinity]"]);
    assert.equal(result.message, "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. "
      + 'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.');
  });

  test('schedulingGates: a gated pod is not attempted', () => {
    const result = attempt([node('a')], pod('p', { schedulingGates: [{ name: 'wait' }] }));
    assert.equal(result.gated, true);
    assert.equal(result.message, undefined);
  });

  test('a pod of a scheduler that nobody runs is not attempted', () => {
    assert.equal(attempt([node('a')], pod('p', { schedulerName: 'mine' })).gated, true);
  });

  test('without nodes there is nothing to say but that', () => {
    assert.equal(attempt([], pod('p')).message, 'no nodes available to schedule pods');
  });
});

suite('scheduler plugins: scores of a single node', () => {
  const rows: readonly [name: string, given: Parameters<typeof scores>, expected: Record<string, number>][] = [
    ['nodeResourcesFit: the emptier node', [[node('a'), node('b'), pod('old', { nodeName: 'a', requests: { cpu: '2', memory: '4Gi' } })], pod('p', { requests: { cpu: '1', memory: '2Gi' } }), 'NodeResourcesFit'], { a: 25, b: 75 }],
    ['nodeResourcesBalancedAllocation: what evens out use', [[node('a'), node('b'), pod('old', { nodeName: 'a', requests: { cpu: '2' } })], pod('p', { requests: { memory: '4Gi' } }), 'NodeResourcesBalancedAllocation'], { a: 87, b: 62 }],
    ['taintToleration: PreferNoSchedule taints', [[node('a', { spec: { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } }), node('b')], pod('p'), 'TaintToleration'], { a: 0, b: 300 }],
    ['nodeAffinity: preferred terms', [[node('a', { labels: { x: '1' } }), node('b')],
      pod('p', { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 3, preference: { matchExpressions: [{ key: 'x', operator: 'Gt', values: ['0'] }] } }] } } }), 'NodeAffinity'], { a: 200, b: 0 }],
    ['imageLocality: the node that has the image', [[node('a', { images: { 'app:1': 1024 * 1024 * 500 } }), node('b')], pod('p'), 'ImageLocality'], { a: 23, b: 0 }]
  ];
  for (const [name, given, expected] of rows) test(name, () => { assert.deepEqual(scores(...given), expected); });
});

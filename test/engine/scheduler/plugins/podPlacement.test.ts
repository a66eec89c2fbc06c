import assert from 'node:assert/strict';
import { attempt, node, pod, schedulerWith, scores, verdicts } from '../objects';

const zone = (value: string): { labels: Record<string, string> } => ({ labels: { zone: value } });
const web = { labels: { app: 'web' } };
const selectsWeb = { matchLabels: { app: 'web' } };

suite('scheduler plugins: podTopologySpread', () => {
  const spread = { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: selectsWeb }] };
  const two = [node('a', zone('1')), node('b', zone('2')), node('c')];

  test('a full domain and a node without the label are refused', () => {
    assert.deepEqual(verdicts([...two, pod('old', { nodeName: 'a', ...web })], pod('p', { ...web, ...spread })), {
      a: "PodTopologySpread: node(s) didn't match pod topology spread constraints", b: 'fits',
      c: "PodTopologySpread: node(s) didn't match pod topology spread constraints (missing required label)"
    });
  });

  test('with fewer domains than minDomains the minimum is zero', () => {
    const constraints = spread.topologySpreadConstraints.map(one => ({ ...one, minDomains: 3 }));
    const parts = [...two, pod('x', { nodeName: 'a', ...web }), pod('y', { nodeName: 'b', ...web })];
    assert.equal(verdicts(parts, pod('p', { ...web, topologySpreadConstraints: constraints }))['a'], "PodTopologySpread: node(s) didn't match pod topology spread constraints");
    assert.equal(verdicts(parts, pod('p', { ...web, ...spread }))['a'], 'fits');
  });

  test('nodes that the pod cannot tolerate count unless the policy honors taints', () => {
    const parts = [node('a', zone('1')), node('b', { ...zone('2'), spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } }), pod('old', { nodeName: 'a', ...web })];
    assert.equal(verdicts(parts, pod('p', { ...web, ...spread }))['a'], "PodTopologySpread: node(s) didn't match pod topology spread constraints");
    const honoring = spread.topologySpreadConstraints.map(one => ({ ...one, nodeTaintsPolicy: 'Honor' }));
    assert.equal(verdicts(parts, pod('p', { ...web, topologySpreadConstraints: honoring }))['a'], 'fits');
  });

  test('pods of a Service are spread without constraints of their own', () => {
    const service = { resource: 'services', object: { metadata: { name: 's', namespace: 'default' }, spec: { selector: { app: 'web' } } } };
    assert.deepEqual(scores([node('a'), node('b'), service, pod('old', { nodeName: 'a', ...web })], pod('p', web), 'PodTopologySpread'), { a: 132, b: 200 });
  });
});

suite('scheduler plugins: interPodAffinity', () => {
  const term = { labelSelector: selectsWeb, topologyKey: 'zone' };
  const near = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
  const far = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
  const three = [node('a', zone('1')), node('b', zone('2')), node('c')];

  test('required affinity wants a matching pod in the domain', () => {
    assert.deepEqual(verdicts([...three, pod('old', { nodeName: 'a', ...web })], pod('p', near)), {
      a: 'fits', b: "InterPodAffinity: node(s) didn't match pod affinity rules", c: "InterPodAffinity: node(s) didn't match pod affinity rules"
    });
  });

  test('the first of a group may go anywhere that has the label', () => {
    assert.deepEqual(verdicts(three, pod('p', { ...web, ...near })), { a: 'fits', b: 'fits', c: "InterPodAffinity: node(s) didn't match pod affinity rules" });
  });

  test('anti-affinity holds in both directions', () => {
    assert.equal(verdicts([...three, pod('old', { nodeName: 'a', ...web })], pod('p', far))['a'], "InterPodAffinity: node(s) didn't match pod anti-affinity rules");
    assert.equal(verdicts([...three, pod('old', { nodeName: 'a', ...far })], pod('p', web))['a'], "InterPodAffinity: node(s) didn't satisfy existing pods anti-affinity rules");
  });

  test('an empty selector means every pod of the namespace, an absent one none', () => {
    const anti = (labelSelector: object | undefined): object => ({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...(labelSelector === undefined ? {} : { labelSelector }), topologyKey: 'zone' }] } } });
    const parts = [...three, pod('old', { nodeName: 'a' })];
    assert.equal(verdicts(parts, pod('p', anti({})))['a'], "InterPodAffinity: node(s) didn't match pod anti-affinity rules");
    assert.equal(verdicts(parts, pod('p', anti(undefined)))['a'], 'fits');
  });

  test('a namespace selector reaches other namespaces by their labels', () => {
    const other = { resource: 'namespaces', object: { metadata: { name: 'other', labels: { team: 'x' } } } };
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, namespaceSelector: { matchLabels: { team: 'x' } } }] } };
    const parts = [...three, other, pod('old', { namespace: 'other', nodeName: 'a', ...web }), pod('same', { nodeName: 'b', ...web })];
    assert.deepEqual([verdicts(parts, pod('p', { affinity }))['a'], verdicts(parts, pod('p', { affinity }))['b']], ["InterPodAffinity: node(s) didn't match pod anti-affinity rules", 'fits']);
  });

  test('preferences score domains from 0 to 100, those of running pods too', () => {
    const preferred = { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, podAffinityTerm: term }] } };
    assert.deepEqual(scores([...three, pod('old', { nodeName: 'a', ...web })], pod('p', { affinity: preferred }), 'InterPodAffinity'), { a: 200, b: 0, c: 0 });
    assert.deepEqual(scores([...three, pod('old', { nodeName: 'b', affinity: preferred })], pod('p', web), 'InterPodAffinity'), { a: 0, b: 200, c: 0 });
  });
});

suite('scheduler plugins: defaultPreemption', () => {
  const big = { requests: { cpu: '3' } };
  const low = (name: string, nodeName: string, startTime: string, more: object = {}): ReturnType<typeof pod> => pod(name, { nodeName, priority: 1, ...big, status: { startTime }, ...more });

  test('the pods that started last go, and the node is nominated', () => {
    const result = attempt([node('a'), node('b'), low('old-a', 'a', '2026-01-01T00:00:00Z'), low('old-b', 'b', '2026-01-02T00:00:00Z')], pod('p', { priority: 10, ...big }));
    assert.equal(result.nominatedNode, 'b');
    assert.deepEqual(result.victims, ['default/old-b']);
    assert.equal(result.message, '0/2 nodes are available: 2 Insufficient cpu.');
  });

  test('a budget sends preemption elsewhere', () => {
    const budget = { resource: 'policy/poddisruptionbudgets', object: { metadata: { name: 'b', namespace: 'default' }, spec: { selector: selectsWeb }, status: { disruptionsAllowed: 0 } } };
    const result = attempt([node('a'), node('b'), budget, low('old-a', 'a', '2026-01-01T00:00:00Z'), low('old-b', 'b', '2026-01-02T00:00:00Z', web)], pod('p', { priority: 10, ...big }));
    assert.equal(result.nominatedNode, 'a');
  });

  test('only as many as are needed go', () => {
    const result = attempt([node('a'), pod('s', { nodeName: 'a', priority: 1, requests: { cpu: '1' } }), low('t', 'a', '2026-01-01T00:00:00Z')], pod('p', { priority: 10, requests: { cpu: '2' } }));
    assert.deepEqual(result.victims, ['default/t']);
  });

  test('a pod that may not preempt says so; one that cannot, why', () => {
    const parts = [node('a'), low('old', 'a', '2026-01-01T00:00:00Z')];
    assert.equal(attempt(parts, pod('p', { priority: 10, preemptionPolicy: 'Never', ...big })).message,
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.');
    assert.equal(attempt(parts, pod('p', { priority: 1, ...big })).message,
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.');
  });

  test('nominated pods keep their place against lower ones', () => {
    const scheduler = schedulerWith([node('a')]);
    const promised = pod('promised', { priority: 10, ...big });
    scheduler.nominator.add(scheduler.schedule(promised, { atMs: 0, attempt: 1, choose: () => 0 }).pod, 'a');
    const outcome = scheduler.schedule(pod('p', { priority: 5, ...big }), { atMs: 0, attempt: 1, choose: () => 0 }).attempt.nodes['a'];
    assert.equal(outcome?.fits, false);
  });
});

import assert from 'node:assert/strict';
import { attempt, node, object, pod, schedulerWith, verdicts, type ClusterPart } from '../objects';

const gpus = (nodeName: string, ...models: string[]): ClusterPart => object('resource.k8s.io/resourceslices', { name: `gpus-${nodeName}` }, {
  spec: { driver: 'gpu.example.com', nodeName, pool: { name: nodeName, generation: 1, resourceSliceCount: 1 }, devices: models.map((model, i) => ({ name: `gpu-${i}`, attributes: { model: { string: model } }, capacity: { memory: { value: '40Gi' } } })) }
});
const gpuClass = (expression = 'device.driver == "gpu.example.com"'): ClusterPart => object('resource.k8s.io/deviceclasses', { name: 'gpu' }, { spec: { selectors: [{ cel: { expression } }] } });
const claim = (requests: readonly object[], status: object = {}): ClusterPart => object('resource.k8s.io/resourceclaims', { name: 'mine', namespace: 'default' }, { spec: { devices: { requests } }, status });
const exactly = (more: object = {}): object => ({ name: 'r', exactly: { deviceClassName: 'gpu', allocationMode: 'ExactCount', count: 1, ...more } });
const wants = pod('p', { resourceClaims: [{ name: 'gpu', resourceClaimName: 'mine' }] });
const two = [node('a'), node('b')];
const refused = 'DynamicResources: cannot allocate all claims';

suite('scheduler plugins: dynamicResources', () => {
  test('a node must offer as many devices as the claim asks for', () => {
    assert.deepEqual(verdicts([...two, gpuClass(), gpus('a', 'x', 'x'), gpus('b', 'x'), claim([exactly({ count: 2 })])], wants), { a: 'fits', b: refused });
  });

  test('attributes and capacities select', () => {
    const selectors = [{ cel: { expression: 'device.attributes["gpu.example.com"].model == "y" && device.capacity["gpu.example.com"].memory.compareTo(quantity("40Gi")) >= 0' } }];
    assert.deepEqual(verdicts([...two, gpuClass(), gpus('a', 'x'), gpus('b', 'y'), claim([exactly({ selectors })])], wants), { a: refused, b: 'fits' });
  });

  test('a device is given away once, and the claim is written with it', () => {
    const scheduler = schedulerWith([...two, gpuClass(), gpus('a', 'x'), claim([exactly()])]);
    const options = { atMs: 0, attempt: 1, choose: () => 0 };
    const [write] = scheduler.bindingWrites(wants, scheduler.schedule(wants, options));
    assert.equal(write?.how, 'status');
    scheduler.cluster.upsert('resource.k8s.io/resourceclaims', write?.object ?? {});
    scheduler.cluster.upsert('resource.k8s.io/resourceclaims', { metadata: { name: 'other', namespace: 'default' }, spec: { devices: { requests: [exactly()] } } });
    const second = scheduler.schedule(pod('q', { resourceClaims: [{ name: 'gpu', resourceClaimName: 'other' }] }), options).attempt;
    assert.deepEqual(second.message, '0/2 nodes are available: 2 cannot allocate all claims. still not schedulable, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.');
    const shared = scheduler.schedule(wants, options).attempt;
    assert.deepEqual([shared.node, shared.nodes['b']?.fits], ['a', false]);
  });

  test('alternatives are tried in order, and earlier ones score higher', () => {
    const alternative = (name: string, model: string): object => ({ name, deviceClassName: 'gpu', count: 1, selectors: [{ cel: { expression: `device.attributes["gpu.example.com"].model == "${model}"` } }] });
    const result = attempt([...two, gpuClass(), gpus('a', 'y'), gpus('b', 'x'), claim([{ name: 'r', firstAvailable: [alternative('best', 'x'), alternative('other', 'y')] }])], wants);
    assert.equal(result.node, 'b');
  });

  test('a claim or class that is not there is said before any node is looked at', () => {
    assert.equal(attempt(two, wants).preFilter?.message, 'could not find ResourceClaim "default/mine"');
    assert.equal(attempt([...two, claim([exactly()])], wants).preFilter?.message, 'request r: device class gpu does not exist');
    assert.match(attempt(two, pod('p', { resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 't' }] })).message ?? '', /^0\/2 nodes are available: pod "default\/p": ResourceClaim not created yet\. no new claims to deallocate, preemption: /);
  });

  test('an extended resource that a class provides is taken from devices, by a claim of its own', () => {
    const byClass = object('resource.k8s.io/deviceclasses', { name: 'gpu' }, { spec: { extendedResourceName: 'example.com/gpu', selectors: [{ cel: { expression: 'device.driver == "gpu.example.com"' } }] } });
    const scheduler = schedulerWith([...two, byClass, gpus('b', 'x')]);
    const incoming = pod('p', { requests: { 'example.com/gpu': 1 } });
    const result = scheduler.schedule(incoming, { atMs: 0, attempt: 1, choose: () => 0 });
    assert.equal(result.attempt.node, 'b');
    assert.deepEqual(scheduler.bindingWrites(incoming, result).map(write => [write.object.metadata?.name, write.how]), [['p-extended-resources', 'create'], ['p-extended-resources', 'status']]);
    assert.deepEqual(verdicts([...two, byClass, gpus('b', 'x')], pod('p', { requests: { 'example.com/gpu': 2 } })), { a: refused, b: refused });
  });

  test('an expression that cannot be judged is an error, not a guess', () => {
    assert.match(attempt([...two, gpuClass('device.attributes.exists(a, true)'), gpus('a', 'x'), claim([exactly()])], wants).message ?? '', /cannot be judged/);
  });
});

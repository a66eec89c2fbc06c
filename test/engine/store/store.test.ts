import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Store, type Change } from '../../../engine/src/store/store';
import type { KubeObject } from '../../../engine/src/api/object';

const key = (name: string, namespace = 'default') => ({ resource: 'pods', namespace, name });
const pod = (name: string, extra: Partial<KubeObject> = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Pod', ...extra, metadata: { name, namespace: 'default', ...extra.metadata } });

suite('store', () => {
  test('each write takes the next revision and shows it as resourceVersion', () => {
    const store = new Store();
    store.create(key('a'), pod('a'));
    store.create(key('b'), pod('b'));
    assert.equal(store.get(key('b'))?.metadata?.resourceVersion, '2');
    assert.deepEqual(store.changesSince(1).map(change => [change.type, change.key.name]), [['ADDED', 'b']]);
  });

  test('a create of a taken name, an update of an old version and a delete of nothing are refused', () => {
    const store = new Store();
    store.create(key('a'), pod('a'));
    assert.deepEqual(store.create(key('a'), pod('a')), { ok: false, reason: 'exists' });
    assert.deepEqual(store.update(key('a'), pod('a'), '7'), { ok: false, reason: 'conflict' });
    assert.deepEqual(store.update(key('z'), pod('z')), { ok: false, reason: 'notFound' });
    assert.deepEqual(store.delete(key('z')), { ok: false, reason: 'notFound' });
    assert.equal(store.revision, 1);
  });

  test('objects are frozen to the last leaf', () => {
    const store = new Store();
    store.create(key('a'), pod('a', { spec: { containers: [{ name: 'c' }] } }));
    const stored = store.get(key('a')) as { spec: { containers: { name: string }[] } };
    assert.throws(() => { stored.spec.containers.push({ name: 'd' }); }, TypeError);
  });

  test('a list is sorted by namespace and name, and the same array until a write', () => {
    const store = new Store();
    for (const [name, namespace] of [['b', 'z'], ['c', 'a'], ['a', 'z'], ['a-b', 'a']] as const) store.create(key(name, namespace), pod(name, { metadata: { namespace } }));
    const list = store.list('pods');
    assert.deepEqual(list.map(object => `${object.metadata?.namespace}/${object.metadata?.name}`), ['a/a-b', 'a/c', 'z/a', 'z/b']);
    assert.equal(store.list('pods'), list);
    const ofZ = store.list('pods', 'z');
    store.delete(key('c', 'a'));
    assert.equal(store.list('pods').length, 3);
    assert.equal(list.length, 4);
    assert.equal(store.list('pods', 'z'), ofZ);
  });

  test('indexes follow owners and nodes', () => {
    const store = new Store();
    const owner = (uid: string) => ({ ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'r', uid, controller: true }] });
    store.create(key('a'), pod('a', { metadata: owner('u1') }));
    store.create(key('b'), pod('b'));
    const names = (index: 'controller' | 'owner' | 'node', value: string) => store.indexed('pods', index, value).map(object => object.metadata?.name);
    assert.deepEqual(names('controller', 'u1'), ['a']);
    assert.deepEqual(names('controller', ''), ['b']);
    assert.deepEqual(names('node', ''), ['a', 'b']);
    store.update(key('b'), pod('b', { metadata: owner('u1'), spec: { nodeName: 'n1' } }));
    assert.deepEqual(names('controller', 'u1'), ['a', 'b']);
    assert.deepEqual(names('controller', ''), []);
    assert.deepEqual(names('node', 'n1'), ['b']);
    store.delete(key('a'));
    assert.deepEqual(names('owner', 'u1'), ['b']);
  });

  test('any run of writes: snapshots stay as they were, and replaying the changes gives the same store', () => {
    const write = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), namespace: fc.constantFrom('x', 'y'), what: fc.constantFrom('create', 'update', 'delete', 'list'), value: fc.nat(5) });
    fc.assert(fc.property(fc.array(write, { maxLength: 40 }), fc.nat(40), (writes, cut) => {
      const store = new Store();
      const copy = new Store();
      const changes: Change[] = [];
      let kept: { text: string; snapshot: ReturnType<Store['snapshot']> } | undefined;
      writes.forEach((step, at) => {
        if (at === cut) kept = { text: dump(store), snapshot: store.snapshot() };
        const where = { resource: 'pods', namespace: step.namespace, name: step.name };
        const object = pod(step.name, { metadata: { namespace: step.namespace }, value: step.value });
        if (step.what === 'create') store.create(where, object);
        else if (step.what === 'update') store.update(where, object);
        else if (step.what === 'delete') store.delete(where);
        else store.list('pods', step.namespace);
      });
      changes.push(...store.changesSince(0));
      for (const change of changes) copy.replay(change);
      assert.equal(dump(copy), dump(store));
      if (kept !== undefined) {
        copy.restore(kept.snapshot);
        assert.equal(dump(copy), kept.text);
      }
    }));
  });
});

function dump(store: Store): string {
  return JSON.stringify([store.revision, store.list('pods'), store.list('pods', 'x'), store.list('pods', 'y')]);
}

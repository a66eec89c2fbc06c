import assert from 'node:assert/strict';
import type { Event, Node, Pod } from '../../../engine/generated/types';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import { ApiServer } from '../../../engine/src/apiserver/server';
import type { ApiClient } from '../../../engine/src/apiserver/client';
import type { KubeObject } from '../../../engine/src/api/object';
import { schedulerComponent } from '../../../engine/src/scheduler/component';
import { World, worldFingerprint } from '../../../engine/src/sim/world';
import { node, pod } from './objects';

const schemas = schemasFor('1.36');
assert(schemas !== undefined);
const registry = kindRegistry(schemas);

class Run {
  readonly world = new World({ seed: 1, components: [schedulerComponent()], api: (store, environment) => new ApiServer(store, environment, registry) });
  private entries = 0;

  constructor(objects: readonly KubeObject[]) {
    this.at(0, api => { api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }); });
    this.create(0, objects);
  }

  at(atMs: number, act: (api: ApiClient) => void): void {
    this.until(atMs);
    this.world.perform(atMs, act);
  }

  /** Nodes are there, ready, without the taint that a new one gets. */
  create(atMs: number, objects: readonly KubeObject[]): void {
    this.until(atMs);
    this.world.perform(atMs, (api, store) => {
      for (const object of objects) {
        if (object.kind === 'Node') store.create({ resource: 'nodes', namespace: '', name: object.metadata?.name ?? '' }, object);
        else {
          const result = api.create('pods', object);
          assert(result.ok, result.ok ? '' : result.error.message);
        }
      }
    });
  }

  /** Everything that happens until then. Returns how many events that took. */
  until(atMs: number): number {
    const before = this.entries;
    while ((this.world.nextAtMs ?? Infinity) <= atMs) this.world.step(++this.entries);
    return this.entries - before;
  }

  pod(name: string): Pod | undefined {
    return this.world.api.get<Pod>('pods', 'default', name);
  }

  events(name: string): string[] {
    return this.world.api.list<Event>('events').filter(event => event.involvedObject?.name === name).map(event => `${event.reason ?? ''}: ${event.message ?? ''}`);
  }
}

const bare = (one: Pod): Pod => ({ ...one, metadata: { name: one.metadata?.name ?? '', namespace: 'default' } });

suite('scheduler component', () => {
  test('a pod that fits is bound, with the words of the real scheduler', () => {
    const run = new Run([node('a'), bare(pod('p'))]);
    run.until(1000);
    assert.equal(run.pod('p')?.spec?.nodeName, 'a');
    assert.deepEqual(run.events('p'), ['Scheduled: Successfully assigned default/p to a']);
  });

  test('a pod that fits nowhere says why, and is placed when a node comes that can take it', () => {
    const run = new Run([node('a'), bare(pod('p', { requests: { cpu: '5' } }))]);
    run.until(1000);
    const message = '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
    assert.deepEqual(run.events('p'), [`FailedScheduling: ${message}`]);
    const condition = run.pod('p')?.status?.conditions?.find(one => one.type === 'PodScheduled');
    assert.deepEqual([condition?.status, condition?.reason, condition?.message], ['False', 'Unschedulable', message]);
    run.create(2000, [node('b', { allocatable: { cpu: '8' } })]);
    run.until(2100);
    assert.equal(run.pod('p')?.spec?.nodeName, 'b');
  });

  test('a node that would not take it either does not wake it', () => {
    const run = new Run([node('a'), bare(pod('p', { requests: { cpu: '5' } }))]);
    run.create(2000, [node('b')]);
    run.until(60_000);
    assert.equal(run.events('p').length, 1);
  });

  test('the more important pod takes the place of the lesser one', () => {
    const run = new Run([node('a')]);
    run.at(0, api => { for (const [name, value] of [['high', 1000], ['low', 1]] as const) api.create('scheduling.k8s.io/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value }); });
    run.create(0, [bare(pod('lesser', { priorityClassName: 'low', priority: 1, requests: { cpu: '3' } }))]);
    run.create(1000, [bare(pod('greater', { priorityClassName: 'high', priority: 1000, requests: { cpu: '3' } }))]);
    run.until(1500);
    assert.match(run.events('lesser').at(-1) ?? '', /^Preempted: Preempted by pod \S+ on node a$/);
    assert.equal(run.pod('greater')?.status?.nominatedNodeName, 'a');
    assert.notEqual(run.pod('lesser')?.metadata?.deletionTimestamp, undefined);
    run.at(3000, api => { api.delete('pods', 'default', 'lesser', { gracePeriodSeconds: 0 }); });
    run.until(3100);
    assert.equal(run.pod('greater')?.spec?.nodeName, 'a');
  });

  test('a gated pod waits until its gates are gone', () => {
    const run = new Run([node('a'), bare(pod('p', { schedulingGates: [{ name: 'example.com/wait' }] }))]);
    run.until(10_000);
    assert.deepEqual(run.events('p'), []);
    run.at(10_000, api => {
      const { schedulingGates: _gates, ...spec } = run.pod('p')?.spec ?? {};
      const result = api.update<Pod>('pods', { ...run.pod('p'), spec });
      assert(result.ok, result.ok ? '' : result.error.message);
    });
    run.until(10_100);
    assert.equal(run.pod('p')?.spec?.nodeName, 'a');
  });

  test('a pod for a scheduler that nobody runs stays as it is', () => {
    const run = new Run([node('a'), bare(pod('p', { schedulerName: 'mine' }))]);
    run.until(10_000);
    assert.equal(run.pod('p')?.spec?.nodeName, undefined);
    assert.deepEqual(run.events('p'), []);
  });

  test('a pod whose claim waits for a volume is bound when the volume is there', () => {
    const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', resource: 'storage.k8s.io/storageclasses', metadata: { name: 'wait' }, provisioner: 'csi', volumeBindingMode: 'WaitForFirstConsumer' };
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims', metadata: { name: 'data', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'wait', resources: { requests: { storage: '1Gi' } } } };
    const run = new Run([node('a')]);
    run.at(0, api => { for (const { resource, ...object } of [storageClass, claim]) assert(api.create<KubeObject>(resource, object).ok); });
    run.create(0, [bare(pod('p', { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }))]);
    run.until(1000);
    const waiting = run.world.api.get('persistentvolumeclaims', 'default', 'data');
    assert.equal(waiting?.metadata?.annotations?.['volume.kubernetes.io/selected-node'], 'a');
    assert.equal(run.pod('p')?.spec?.nodeName, undefined);
    run.at(2000, api => {
      const bound = { ...waiting, metadata: { ...waiting?.metadata, annotations: { ...waiting?.metadata?.annotations, 'pv.kubernetes.io/bind-completed': 'yes' } }, spec: { ...waiting?.['spec'] as object, volumeName: 'pv' } };
      const result = api.update<KubeObject>('persistentvolumeclaims', bound);
      assert(result.ok, result.ok ? '' : result.error.message);
    });
    run.until(2100);
    assert.equal(run.pod('p')?.spec?.nodeName, 'a');
  });

  test('pods that never fit cost an attempt in five minutes, not the clock', () => {
    const run = new Run([node('a'), ...Array.from({ length: 200 }, (_, i) => bare(pod(`p${i}`, { requests: { cpu: '9' } })))]);
    run.until(1000);
    const more = run.until(290_000);
    assert(more < 20, `${more} events`);
    assert(run.until(310_000) >= 200);
  });

  test('walking back and forth does not change the run', () => {
    const parts = [node('a'), node('b'), ...Array.from({ length: 12 }, (_, i) => bare(pod(`p${i}`, { requests: { cpu: '700m' } })))];
    const whole = new Run(parts), broken = new Run(parts);
    for (let atMs = 1; atMs < 20; atMs++) {
      broken.until(atMs);
      broken.world.restore(broken.world.snapshot());
    }
    whole.until(1000);
    broken.until(1000);
    assert.equal(worldFingerprint(broken.world.snapshot()), worldFingerprint(whole.world.snapshot()));
  });

  test('a cluster without nodes says so', () => {
    const run = new Run([bare(pod('p'))]);
    run.until(1000);
    assert.deepEqual(run.events('p'), ['FailedScheduling: no nodes available to schedule pods']);
    const first: Node = node('a');
    run.create(2000, [first]);
    run.until(2100);
    assert.equal(run.pod('p')?.spec?.nodeName, 'a');
  });
});

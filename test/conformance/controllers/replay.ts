import assert from 'node:assert/strict';
import { controllerComponent } from '../../../engine/src/controllers/controller';
import { persistentVolumeController } from '../../../engine/src/controllers/persistentVolume/persistentVolume';
import type { Component } from '../../../engine/src/sim/component';
import { components } from '../../../engine/src/sim/components';
import { bootstrapCluster } from '../../../engine/src/sim/bootstrap';
import { bootstrapRoles } from '../../../engine/src/apiserver/authorization/bootstrap/seed';
import { nodeLifecycleController } from '../../../engine/src/controllers/node/nodeLifecycle';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import { ApiServer } from '../../../engine/src/apiserver/server';
import { World } from '../../../engine/src/sim/world';
import type { KubeObject } from '../../../engine/src/api/object';
import type { Change } from '../../../engine/src/store/store';
import type { CaseOutcome } from '../family';
import type { Actor } from './actor';
import { Comparison } from './compare';
import { observe, type Observation } from './effects';
import { FakeKubelet } from './fakeKubelet';
import { nodesOf } from './nodes';
import type { RecordedEntry, Recording } from './recording';
import { Roles } from './roles';
import { createObject, evictPod, podOf, podsOnNode, userActions } from './userActions';

/** How long a request of a client that sends one after the other takes at least. */
const requestMs = 15;

/** Families whose controllers wait a second for more; in them quiescence was longer. */
const slowFamilies: ReadonlySet<string> = new Set(['job', 'cronjob', 'node']);

/**
 * Plays a recording: the controllers run to a fixpoint, then the next input of the recording is given, and so on; after each
 * what happened is compared. Timers fire when the recording says that one did.
 */
export function replay(recording: Recording): CaseOutcome {
  const first = play(recording, new Roles());
  const lastParts = first.roles.lastParts();
  return lastParts.size === 0 ? first.outcome : play(recording, new Roles(lastParts)).outcome;
}

function play(recording: Recording, roles: Roles): { readonly outcome: CaseOutcome; readonly roles: Roles } {
  const comparison = new Comparison(recording);
  const run = new Run(recording, roles);
  for (const entry of recording.recorded) comparison.entry(entry, run.play(entry));
  run.lookOn();
  comparison.events(run.events(), roles);
  return { outcome: comparison.outcome(), roles };
}

const schemas = schemasFor('1.36');
assert(schemas !== undefined, 'the schemas of 1.36 are built in');
const registry = kindRegistry(schemas);

/** Controllers that the recorded controller manager ran with flags of its own. */
function flagged(family: string): ReadonlyMap<string, Component> {
  return new Map([
    persistentVolumeController({ syncPeriodMs: 3000 }),
    nodeLifecycleController({ graceMs: family === 'node' ? 6000 : 40_000, periodMs: 1000 })
  ].map(controller => [controller.name, controllerComponent(controller)]));
}

class Run {
  private readonly world: World;
  private readonly actor: Actor;
  private readonly quietMs: number;
  /** Where the recording's time begins: on a second of its own choice, or so that Jobs, whose times are cut to seconds, begin on a whole one. */
  private readonly offsetMs: number;
  private readonly told = new Map<string, KubeObject>();

  constructor(private readonly recording: Recording, private readonly roles: Roles) {
    const withFlags = flagged(recording.family);
    const taking = components.filter(component => component.name !== 'kubelet').map(component => withFlags.get(component.name) ?? component);
    this.world = new World({ seed: 1, components: taking, api: (store, environment) => new ApiServer(store, { get nowMs() { return environment.nowMs; }, random: () => environment.random(), disabledAdmissions: ['ServiceAccount'] }, registry) });
    const nowMs = (): number => this.world.nowMs;
    this.actor = { api: this.world.api, store: this.world.store, kubelet: new FakeKubelet(this.world.api, nowMs), roles, namespace: recording.namespace, nowMs };
    this.quietMs = slowFamilies.has(recording.family) ? 1150 : 450;
    const firstMs = Math.round((recording.recorded[0]?.t ?? 0) * 1000) - this.quietMs;
    this.offsetMs = recording.alignSecond !== undefined ? recording.alignSecond * 1000 : recording.family === 'job' ? Math.ceil(firstMs / 1000) * 1000 - firstMs : 0;
    this.world.perform(0, (api, store) => {
      api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: recording.namespace, ...(recording.namespaceLabels === undefined ? {} : { labels: recording.namespaceLabels }) } });
      bootstrapCluster(api, store, nodesOf(recording.nodes ?? []));
      bootstrapRoles(api);
    });
    this.settle([]);
  }

  play(entry: RecordedEntry): Observation {
    const changes: Change[] = [];
    const atMs = Math.max(this.world.nowMs, Math.round(entry.t * 1000) + this.offsetMs - this.quietMs);
    let response: unknown;
    if (entry.input.type === 'time') this.runToTimer(changes);
    else {
      this.runSilently(atMs - 800, changes);
      response = entry.input.action === 'drain' ? this.drain(entry, atMs, changes) : this.perform(atMs, changes, () => this.act(entry));
    }
    this.settle(changes);
    return observe(changes, this.world.store, this.roles, { namespace: this.recording.namespace, response });
  }

  /** The recorder waited for more after the last input, and noted what Events were written meanwhile. */
  lookOn(): void {
    this.runSilently(this.world.nowMs + 4000, []);
  }

  /** The Events of the namespace's objects, those too that have gone with the namespace. */
  events(): readonly KubeObject[] {
    return [...this.told.values()].filter(event => event.metadata?.namespace === this.recording.namespace || event.metadata?.namespace === 'default');
  }

  private perform(atMs: number, changes: Change[], act: () => unknown): unknown {
    return this.world.perform(atMs, (_api, store) => {
      const before = store.revision;
      const result = act();
      changes.push(...store.changesSince(before));
      return result;
    });
  }

  /** One request a pod, as kubectl drain sends them: the controllers see each before the next. */
  private drain({ input }: RecordedEntry, atMs: number, changes: Change[]): unknown {
    const answers: unknown[] = [];
    for (const pod of podsOnNode(this.actor, String(input.node))) {
      answers.push(this.perform(Math.max(this.world.nowMs, atMs), changes, () => evictPod(this.actor, pod)));
      this.runVisibly(this.world.nowMs + requestMs, changes);
    }
    return answers;
  }

  private runVisibly(untilMs: number, changes: Change[]): void {
    while ((this.world.nextAtMs ?? Infinity) <= untilMs) this.step(changes);
  }

  private act(entry: RecordedEntry): unknown {
    const { input } = entry;
    if (input.type === 'apply') {
      const results = this.recording.objects.map(object => createObject(this.actor, object));
      return results.every(result => result.ok) ? undefined : results.map(result => result.ok ? { code: result.code } : { code: result.error.code, message: result.error.message });
    }
    if (input.type === 'kubelet') {
      const pod = podOf(this.actor, input.pod);
      if (pod !== undefined) this.actor.kubelet.act(pod, input.event ?? '', input.exitCode ?? 0);
      return undefined;
    }
    return userActions[input.action ?? '']?.(this.actor, input);
  }

  /** Timers that are surely due by now; those near to it may have been later in reality. */
  private runSilently(untilMs: number, changes: Change[]): void {
    while ((this.world.nextAtMs ?? Infinity) <= untilMs) this.step(changes);
  }

  /** Waits for the timer that the recording saw: until something is written that a person would notice. */
  private runToTimer(changes: Change[]): void {
    const before = changes.length;
    for (let steps = 0; steps < 10_000 && changes.length === before && this.world.nextAtMs !== undefined; steps++) this.step(changes);
  }

  /** Runs until nothing has changed for as long as the recorder waited. */
  private settle(changes: Change[]): void {
    let quietFrom = this.world.nowMs;
    for (let steps = 0; steps < 100_000 && (this.world.nextAtMs ?? Infinity) <= quietFrom + this.quietMs; steps++) {
      if (this.step(changes)) quietFrom = this.world.nowMs;
    }
  }

  private step(changes: Change[]): boolean {
    const entry = this.world.step(0);
    if (entry === undefined || entry === 'silent') return false;
    for (const { key, object, type } of entry.changes) if (key.resource === 'events' && type !== 'DELETED') this.told.set(`${key.namespace}/${key.name}`, object);
    const visible = entry.changes.filter(change => change.key.resource !== 'events');
    changes.push(...visible);
    return visible.length > 0;
  }
}

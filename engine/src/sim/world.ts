import { assert } from '../core/assert';
import { EventQueue, type QueueSnapshot } from '../core/eventQueue';
import { fingerprint } from '../core/fingerprint';
import { deepFreeze } from '../core/json';
import { canonicalState, cloneState } from '../core/plainState';
import { nextRandom, seededRng, type RngState } from '../core/rng';
import type { Millis } from '../core/time';
import type { ApiClient } from '../apiserver/client';
import type { ServerEnvironment } from '../apiserver/environment';
import { defaultProfile, type Profile } from '../scheduler/profile';
import { Store, type Change, type StoreSnapshot } from '../store/store';
import type { Component, SimEvent } from './component';
import type { Context, TraceEvent } from './context';
import { newRecorderState, recordEvent, type RecorderState } from './eventRecorder';
import type { Entry } from './timeline';

/** Everything that changes in a world, as plain data. Two worlds with equal snapshots have the same future. */
export interface WorldSnapshot {
  readonly nowMs: Millis;
  readonly nextId: number;
  readonly rng: RngState;
  readonly queue: QueueSnapshot<SimEvent>;
  readonly store: StoreSnapshot;
  readonly recorder: RecorderState;
  readonly states: readonly unknown[];
}

/** What a world is made of. `api` is called once and gets the world's clock and generator. */
export interface WorldParts {
  readonly seed: number;
  readonly components: readonly Component[];
  /** The schedulers that run, for those who ask; undefined for the default one alone. */
  readonly schedulerProfiles?: readonly Profile[];
  readonly api: (store: Store, environment: ServerEnvironment) => ApiClient;
}

/**
 * The simulated cluster at its present moment: a store, an API server over it, the components and the queue of what will
 * happen. `step` takes the next event, lets its component handle it, tells the others what was written, and says what was done.
 */
export class World {
  readonly store = new Store();
  readonly api: ApiClient;
  private clockMs: Millis = 0;
  private nextId = 1;
  private rng: RngState;
  private readonly queue = new EventQueue<SimEvent>();
  private recorder = newRecorderState();
  private states: unknown[];
  private readonly contexts: readonly Context[];
  private readonly watchers = new Map<string, readonly number[]>();
  private readonly indexOf = new Map<string, number>();
  /** The revision up to which components have been told. */
  private delivered = 0;
  /** What the event in progress has said and scheduled so far. */
  private trace: TraceEvent[] = [];
  private outbox: SimEvent[] = [];

  constructor(private readonly parts: WorldParts) {
    this.rng = seededRng(parts.seed);
    const now = (): Millis => this.clockMs;
    this.api = parts.api(this.store, { get nowMs() { return now(); }, random: () => this.random() });
    this.states = parts.components.map(component => component.initialState());
    this.contexts = parts.components.map(component => this.contextFor(component.name));
    parts.components.forEach((component, index) => this.indexOf.set(component.name, index));
  }

  get nowMs(): Millis {
    return this.clockMs;
  }

  /** The schedulers that run in it. */
  get schedulerProfiles(): readonly Profile[] {
    return this.parts.schedulerProfiles ?? [defaultProfile];
  }

  /** When the next event happens; undefined when nothing waits. */
  get nextAtMs(): Millis | undefined {
    return this.queue.peek()?.atMs;
  }

  /** Puts an event in from outside; a time in the past means now. */
  inject(event: { readonly atMs: Millis; readonly target: string; readonly type: string; readonly data?: unknown }): void {
    this.queue.push(deepFreeze({ ...event, atMs: Math.max(event.atMs, this.clockMs), id: this.nextId++ }));
  }

  /**
   * Acts from outside at once, before whatever is due, and tells the components of it: no part of the log.
   * For the cluster's first objects, and for those who replay what somebody else has recorded.
   */
  perform<T>(atMs: Millis, act: (api: ApiClient, store: Store) => T): T {
    this.clockMs = Math.max(this.clockMs, atMs);
    const result = act(this.api, this.store);
    this.deliver(this.store.changesSince(this.delivered));
    for (const event of this.outbox) this.queue.push(deepFreeze(event));
    this.outbox = [];
    this.trace = [];
    return result;
  }

  /** Handles the next event as entry `id` of the log. Nothing to handle: undefined. Nothing visible done: `silent`. */
  step(id: number): Entry | 'silent' | undefined {
    const event = this.queue.pop();
    if (event === undefined) return undefined;
    this.clockMs = Math.max(this.clockMs, event.atMs);
    const index = this.indexOf.get(event.target) ?? -1;
    const component = this.parts.components[index];
    const ctx = this.contexts[index];
    assert(component !== undefined && ctx !== undefined, `no component is called ${event.target}`);
    component.handle(ctx, this.states[index], event);
    const changes = this.store.changesSince(this.delivered);
    this.deliver(changes);
    const { trace, outbox } = this;
    this.trace = [];
    this.outbox = [];
    const silent = changes.length === 0 && trace.length === 0;
    const cause = silent ? event.cause : id;
    for (const scheduled of outbox) this.queue.push(Object.freeze(cause === undefined ? scheduled : { ...scheduled, cause }));
    return silent ? 'silent' : entryOf(id, event, trace, changes);
  }

  snapshot(): WorldSnapshot {
    return {
      nowMs: this.clockMs, nextId: this.nextId, rng: this.rng, queue: this.queue.snapshot(),
      store: this.store.snapshot(), recorder: cloneState(this.recorder), states: this.states.map(cloneState)
    };
  }

  restore(snapshot: WorldSnapshot): void {
    this.clockMs = snapshot.nowMs;
    this.nextId = snapshot.nextId;
    this.rng = snapshot.rng;
    this.queue.restore(snapshot.queue);
    this.store.restore(snapshot.store);
    this.delivered = this.store.revision;
    this.recorder = cloneState(snapshot.recorder);
    this.states = snapshot.states.map(cloneState);
    for (const component of this.parts.components) component.restored?.();
  }

  /** Lets the present stand, watchers told, in order of revision and then of the registry. */
  private deliver(changes: readonly Change[]): void {
    for (const change of changes) {
      for (const index of this.watchersOf(change.key.resource)) {
        const component = this.parts.components[index];
        const ctx = this.contexts[index];
        if (component !== undefined && ctx !== undefined) component.onChange(ctx, this.states[index], change);
      }
    }
    this.delivered = this.store.revision;
    this.store.compact();
  }

  /** The components that listen to a resource, in order of the registry. */
  private watchersOf(resource: string): readonly number[] {
    const known = this.watchers.get(resource);
    if (known !== undefined) return known;
    const found = this.parts.components.flatMap(({ watches }, index) => watches.includes(resource) || (resource !== 'events' && watches.includes('*')) ? [index] : []);
    this.watchers.set(resource, found);
    return found;
  }

  private contextFor(name: string): Context {
    const now = (): Millis => this.clockMs;
    const { store } = this;
    return {
      get nowMs() { return now(); },
      get revision() { return store.revision; },
      api: this.api,
      random: () => this.random(),
      schedule: (afterMs, type, data, target) => {
        const id = this.nextId++;
        this.outbox.push({ id, atMs: this.clockMs + Math.max(0, Math.round(afterMs)), target: target ?? name, type, ...(data === undefined ? {} : { data: deepFreeze(data) }) });
        return id;
      },
      cancel: id => this.queue.cancel(id),
      recordEvent: (about, event) => recordEvent({ store: this.store, state: this.recorder, nowMs: this.clockMs }, about, event),
      trace: event => { this.trace.push(event); }
    };
  }

  private random(): number {
    const next = nextRandom(this.rng);
    this.rng = next.state;
    return next.value;
  }
}

function entryOf(id: number, event: SimEvent, trace: readonly TraceEvent[], changes: readonly Change[]): Entry {
  const attempt = trace.find(line => line.attempt !== undefined)?.attempt;
  return {
    id, atMs: event.atMs, component: event.target, type: event.type, trace, changes,
    ...(event.cause === undefined ? {} : { cause: event.cause }), ...(attempt === undefined ? {} : { attempt })
  };
}

/** Equal for worlds that nobody can tell apart, now or later. */
export function worldFingerprint(snapshot: WorldSnapshot): string {
  const { store, queue, ...rest } = snapshot;
  const waiting = queue.heap.filter(event => !queue.cancelled.includes(event.id)).sort((a, b) => a.atMs - b.atMs || a.id - b.id);
  const objects = [...store.objects].filter(([, rows]) => rows.size > 0);
  return fingerprint(canonicalState({ ...rest, revision: store.revision, objects: new Map(objects), waiting }));
}

import { assert } from '../core/assert';
import type { Millis } from '../core/time';
import type { KubeObject } from '../api/object';
import type { Profile } from '../scheduler/profile';
import { Store, type StoreSnapshot } from '../store/store';
import type { Entry, Timeline, WorldView } from './timeline';
import { worldFingerprint, type World, type WorldSnapshot } from './world';

/** An action that a person or a scenario puts into the run. */
export interface Injection { readonly atMs: Millis; readonly target: string; readonly type: string; readonly data?: unknown }

interface Keyframe { readonly moment: number; readonly world: WorldSnapshot }

/**
 * A timeline over a world that always stands at the end. Looking at another moment sets a second store to the nearest
 * keyframe and repeats the recorded writes; only a fork (or a fingerprint) of the past runs the components again.
 */
export class WorldTimeline implements Timeline {
  private readonly shown = new Store();
  private shownMoment = -1;
  private world: World;

  private constructor(
    private readonly newWorld: () => World,
    private readonly log: Entry[],
    private readonly keyframes: Keyframe[],
    start: WorldSnapshot
  ) {
    this.world = newWorld();
    this.world.restore(start);
    this.show(log.length);
  }

  /** A run from the moment 0 that `start` describes. `newWorld` makes empty worlds of the same parts. */
  static from(newWorld: () => World, start: WorldSnapshot): WorldTimeline {
    return new WorldTimeline(newWorld, [], [{ moment: 0, world: start }], start);
  }

  get length(): number {
    return this.log.length;
  }

  get position(): number {
    return this.shownMoment;
  }

  get settled(): boolean {
    return this.world.nextAtMs === undefined || this.world.nextAtMs > this.horizonMs;
  }

  private horizonMs: Millis = 0;

  readonly view: WorldView = this.viewOf();

  private viewOf(): WorldView {
    const nowMs = (): Millis => this.timeAt(this.shownMoment);
    const profiles = (): readonly Profile[] => this.world.schedulerProfiles;
    const { shown } = this;
    return {
      get nowMs() { return nowMs(); },
      get revision() { return shown.revision; },
      get schedulerProfiles() { return profiles(); },
      get: (resource, namespace, name): KubeObject | undefined => shown.get({ resource, namespace, name }),
      list: (resource, namespace): readonly KubeObject[] => shown.list(resource, namespace)
    };
  }

  seek(moment: number): void {
    if (!Number.isNaN(moment)) this.show(Math.min(Math.max(0, Math.round(moment)), this.log.length));
  }

  step(by: 1 | -1): void {
    this.seek(this.shownMoment + by);
  }

  momentAt(atMs: Millis): number {
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.log[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  entries(from: number, to: number): readonly Entry[] {
    return this.log.slice(Math.max(0, from), Math.max(0, to));
  }

  runUntil(atMs: Millis, maxEntries: number = Number.MAX_SAFE_INTEGER): void {
    this.horizonMs = Math.max(this.horizonMs, atMs);
    const atEnd = this.shownMoment === this.log.length;
    const limit = this.log.length + maxEntries;
    while (this.log.length < limit && (this.world.nextAtMs ?? Infinity) <= atMs) this.advance();
    if (atEnd) this.show(this.log.length);
  }

  fork(): WorldTimeline {
    const start = this.worldAt(this.shownMoment);
    const keyframes = this.keyframes.filter(frame => frame.moment <= this.shownMoment);
    const forked = new WorldTimeline(this.newWorld, this.log.slice(0, this.shownMoment), keyframes, start);
    forked.horizonMs = this.horizonMs;
    return forked;
  }

  fingerprint(): string {
    return worldFingerprint(this.replayTo(this.shownMoment));
  }

  /** Puts an action in at a time not before the position. What had been simulated after the position is forgotten and made anew. */
  act(injection: Injection): void {
    if (this.shownMoment < this.log.length) {
      const start = this.worldAt(this.shownMoment);
      this.log.length = this.shownMoment;
      while ((this.keyframes.at(-1)?.moment ?? 0) > this.shownMoment) this.keyframes.pop();
      this.world.restore(start);
    }
    while ((this.world.nextAtMs ?? Infinity) <= injection.atMs) this.advance();
    this.world.inject(injection);
    this.show(this.log.length);
    this.keyframes.push({ moment: this.log.length, world: this.world.snapshot() });
  }

  /** One event on at the end; a keyframe where enough has been written since the last. */
  private advance(): void {
    const entry = this.world.step(this.log.length);
    if (entry === 'silent' || entry === undefined) return;
    this.log.push(entry);
    const last = this.keyframes.at(-1)?.moment ?? 0;
    if (this.log.length - last >= this.keyframeDistance()) this.keyframes.push({ moment: this.log.length, world: this.world.snapshot() });
  }

  /** A keyframe costs about as much as there are objects, so large clusters keep them further apart. */
  private keyframeDistance(): number {
    return Math.max(256, this.world.store.size >> 1);
  }

  private timeAt(moment: number): Millis {
    return moment === 0 ? 0 : this.log[moment - 1]?.atMs ?? 0;
  }

  private keyframeBefore(moment: number): Keyframe {
    let best: Keyframe | undefined;
    for (const frame of this.keyframes) if (frame.moment <= moment) best = frame;
    assert(best !== undefined, 'there is a keyframe at moment 0');
    return best;
  }

  private show(moment: number): void {
    if (moment === this.shownMoment) return;
    const frame = this.keyframeBefore(moment);
    if (this.shownMoment < frame.moment || this.shownMoment > moment) {
      this.shown.restore(frame.world.store satisfies StoreSnapshot);
      this.shownMoment = frame.moment;
    }
    for (const entry of this.log.slice(this.shownMoment, moment)) for (const change of entry.changes) this.shown.replay(change);
    this.shownMoment = moment;
  }

  /** A world from which the future after a moment follows. */
  private worldAt(moment: number): WorldSnapshot {
    return moment === this.log.length ? this.world.snapshot() : this.replayTo(moment);
  }

  /** The world right after the entry before a moment: the nearest keyframe, run again up to there. */
  private replayTo(moment: number): WorldSnapshot {
    const frame = this.keyframeBefore(moment);
    const world = this.newWorld();
    world.restore(frame.world);
    for (let at = frame.moment; at < moment;) {
      const entry = world.step(at);
      assert(entry !== undefined, 'a replay has as many entries as the run that it repeats');
      if (entry !== 'silent') at++;
    }
    return world.snapshot();
  }
}

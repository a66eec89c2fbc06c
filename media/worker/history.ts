import type { Change, Entry, KubeObject, SchedulingAttempt } from '../../engine/src/index';
import type { MarkModel } from '../src/model/run';
import type { KnownAttempt } from './selectors/attempt';
import { MarkCollector } from './selectors/marks';
import { TrackCollector, type Track } from './selectors/tracks';

/** All that is kept of a run beside its timeline: built once, entry by entry, while the simulation goes on. */
export class History {
  private readonly attempts = new Map<string, { readonly attempt: SchedulingAttempt; readonly moment: number }[]>();
  private readonly marking = new MarkCollector();
  private readonly tracking = new TrackCollector();
  /** The moments' times: entry n happens at `times[n]`. */
  readonly times: number[] = [];

  /** Takes in the next entry; they must come without a gap. */
  add(entry: Entry): void {
    this.times.push(entry.atMs);
    const moment = this.times.length;
    if (entry.attempt !== undefined) this.addAttempt(entry.attempt, moment);
    this.marking.add(entry, moment);
    this.tracking.add(entry);
  }

  /** What was there before the first entry. */
  addInitial(objects: readonly { readonly resource: string; readonly object: KubeObject }[]): void {
    for (const { resource, object } of objects) {
      const change: Change = { revision: 0, type: 'ADDED', object, key: { resource, namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' } };
      this.tracking.addChange(change, 0);
    }
  }

  get marks(): readonly MarkModel[] { return this.marking.marks; }
  get tracks(): ReadonlyMap<string, Track> { return this.tracking.tracks; }

  /** The last attempt of a pod at or before a moment, or its first one when that comes later. */
  attemptAt(uid: string, moment: number): KnownAttempt | undefined {
    const all = this.attempts.get(uid) ?? [];
    const past = all.filter(candidate => candidate.moment <= moment);
    const chosen = past.at(-1) ?? all[0], first = all[0];
    if (chosen === undefined || first === undefined) return undefined;
    return { ...chosen, attempts: Math.max(past.length, 1), firstAtMs: first.attempt.atMs };
  }

  private addAttempt(attempt: SchedulingAttempt, moment: number): void {
    const known = this.attempts.get(attempt.pod.uid);
    if (known === undefined) this.attempts.set(attempt.pod.uid, [{ attempt, moment }]);
    else known.push({ attempt, moment });
  }
}

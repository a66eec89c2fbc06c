import type { Millis } from '../core/time';
import type { KubeObject } from '../api/object';
import type { StatusError } from '../apiserver/client';
import type { SchedulingAttempt } from '../scheduler/attempt';
import type { Profile } from '../scheduler/profile';
import type { Change } from '../store/store';
import type { TraceEvent } from './context';

/**
 * One handled event of the log and all that it did. Entry n leads from moment n to moment n + 1. Events that did nothing
 * that anybody could see have no entry; what they caused is put down to their own cause.
 */
export interface Entry {
  /** Its place in the log. */
  readonly id: number;
  readonly atMs: Millis;
  readonly component: string;
  readonly type: string;
  /** The entry during whose handling this one was scheduled; undefined for what came from outside. */
  readonly cause?: number;
  readonly trace: readonly TraceEvent[];
  readonly changes: readonly Change[];
  readonly attempt?: SchedulingAttempt;
}

/** Read access to the cluster at one moment. */
export interface WorldView {
  readonly nowMs: Millis;
  readonly revision: number;
  /** The schedulers that run; undefined for the default one alone. */
  readonly schedulerProfiles?: readonly Profile[];
  get(resource: string, namespace: string, name: string): KubeObject | undefined;
  list(resource: string, namespace?: string): readonly KubeObject[];
}

/**
 * A run that can be walked in both directions. Moment 0 is before the first event, moment `length` the end of what has been
 * simulated so far. Going back restores the nearest keyframe and runs again: there are no inverse operations.
 */
export interface Timeline {
  /** Number of entries simulated so far. */
  readonly length: number;
  /** Moment shown now, 0 … length. */
  readonly position: number;
  readonly view: WorldView;
  /** True when nothing is left that would happen before the horizon given to `runUntil`. */
  readonly settled: boolean;
  seek(moment: number): void;
  step(by: 1 | -1): void;
  /** The moment after the last entry at or before that time. */
  momentAt(atMs: Millis): number;
  entries(from: number, to: number): readonly Entry[];
  /** Simulates on from the end until the time given or until `maxEntries` more were made. */
  runUntil(atMs: Millis, maxEntries?: number): void;
  /** Another timeline that shares the past up to the present position and whose future is its own. */
  fork(): Timeline;
  /** Fingerprint of the world at the position: equal seeds and inputs give equal ones, whatever the way there. */
  fingerprint(): string;
}

/** How the API server answered one document of the files. */
export interface AppliedDocument {
  readonly file: string;
  readonly document: number;
  readonly kind: string; readonly namespace: string; readonly name: string;
  readonly result: 'created' | 'configured' | 'refused' | 'skipped';
  readonly error?: StatusError;
  readonly warnings: readonly string[];
}

/** What became of one workload (or bare pod) of the files: the sentence of the code lens. */
export interface WorkloadVerdict {
  readonly file: string;
  readonly document: number;
  readonly kind: string; readonly namespace: string; readonly name: string;
  readonly desired: number;
  readonly ready: number;
  /** When the last wanted replica became ready; undefined while some are not. */
  readonly readyAtMs?: Millis;
  readonly pending: readonly { readonly pod: string; readonly message: string; readonly attempt?: SchedulingAttempt }[];
  readonly failing: readonly { readonly pod: string; readonly reason: string; readonly message: string }[];
}

import type { Millis } from '../core/time';
import type { KubeObject } from '../api/object';
import type { SchedulingAttempt } from '../scheduler/attempt';
import type { ApiClient } from '../apiserver/client';

/** What a person sees in the log beside the writes: one line of the story. */
export interface TraceEvent {
  readonly type: string;
  readonly about?: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly message: string;
  readonly data?: unknown;
  /** The scheduler's pass that this line is about; it becomes the entry's. */
  readonly attempt?: SchedulingAttempt;
}

/** An Event to write about an object. `source` is the component's name; kubelets add the node as `host` and the container's path. */
export interface EventToRecord {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly source: string;
  readonly host?: string;
  /** `spec.containers{name}` where the event is about one container. */
  readonly fieldPath?: string;
}

/** All that a component may touch. */
export interface Context {
  readonly nowMs: Millis;
  /** Number of writes to the cluster so far. */
  readonly revision: number;
  readonly api: ApiClient;
  /** The next number in [0, 1) of the world's seeded generator. */
  random(): number;
  /** Puts an event into the queue, `afterMs` from now, for the component that calls (or for `target`). Returns its id. */
  schedule(afterMs: Millis, type: string, data?: unknown, target?: string): number;
  /** Takes an event back; nothing happens when it is gone already. */
  cancel(id: number): void;
  /** Writes a core/v1 Event (merged with an equal one as the real recorder does) and a line of the log. */
  recordEvent(about: KubeObject, event: EventToRecord): void;
  trace(event: TraceEvent): void;
}

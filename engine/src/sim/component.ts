import type { Millis } from '../core/time';
import type { Change } from '../store/store';
import type { Context } from './context';

/** Something that will happen: data, never a closure, so that a keyframe can hold it and a replay repeats it. */
export interface SimEvent {
  readonly id: number;
  readonly atMs: Millis;
  /** Name of the component that handles it. */
  readonly target: string;
  readonly type: string;
  readonly data?: unknown;
  /** The log entry during whose making this event was scheduled (its `Entry.id`): 'why?' is a walk up `cause`. */
  readonly cause?: number;
}

/**
 * A part of the cluster that acts by itself: the scheduler, a controller, a kubelet. Components meet in the API server only
 * and never import each other. All that a component must remember is its `State`: plain data, replaced or changed only
 * inside `onChange` and `handle`, cloned into keyframes: objects, arrays, Map, Set, and CopyOnWriteMap for what is large;
 * frozen parts are shared, not cloned. What can be computed again from the store may be cached outside it,
 * provided `restored` drops it.
 */
export interface Component<State = unknown> {
  readonly name: string;
  /** The resources whose changes `onChange` wants (`pods`, `apps/replicasets`); `*` stands for all but Events. */
  readonly watches: readonly string[];
  initialState(): State;
  /** Called after the event that wrote the change, in order of revision. Must not write: it schedules work for itself. */
  onChange(ctx: Context, state: State, change: Change): void;
  handle(ctx: Context, state: State, event: SimEvent): void;
  /** The world was set back or forked: drop what was cached. */
  restored?(): void;
}

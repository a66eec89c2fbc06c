import type { Millis } from '../core/time';
import type { Component, SimEvent } from '../sim/component';
import type { Context } from '../sim/context';
import type { Change } from '../store/store';
import { add, addAfter, addRateLimited, newWorkQueueState, synced, type RetryDelays, type WorkQueueState } from './workQueue';

/** A resource that a controller listens to, and whose work a change there is. Keys are `namespace/name` of what is synced. */
export interface Watch {
  readonly resource: string;
  /** Keys wait that long before they are synced; absent: they do not. */
  readonly afterMs?: Millis;
  keysFor(ctx: Context, change: Change): readonly string[];
}

/** What a sync wants next: nothing, to look again later, or (the write was refused) to try again with growing delays. */
export type SyncResult = { readonly requeueAfterMs?: Millis; readonly retry?: string } | undefined;

/**
 * A level-triggered controller: changes become keys, and `sync` makes the world match what the object of that key wants,
 * whatever happened before. `Memory` is what upstream keeps in the process between syncs; most need none.
 */
export interface Controller<Memory = unknown> {
  readonly name: string;
  readonly watches: readonly Watch[];
  /** How long to wait after the first failed sync in a row, and at most; 5 ms and 1000 s where absent. */
  readonly retryDelays?: RetryDelays;
  initialMemory?(): Memory;
  sync(ctx: Context, key: string, memory: Memory): SyncResult;
}

/** A controller as a part of the world: its queue and its memory. */
export interface ControllerState { readonly queue: WorkQueueState; readonly memory: unknown }

export function controllerComponent(controller: Controller): Component<ControllerState> {
  const watches = new Map<string, Watch[]>();
  for (const watch of controller.watches) watches.set(watch.resource, [...watches.get(watch.resource) ?? [], watch]);
  return {
    name: controller.name,
    watches: [...watches.keys()],
    initialState: () => ({ queue: newWorkQueueState(), memory: controller.initialMemory?.() }),
    onChange(ctx, state, change) {
      for (const watch of watches.get(change.key.resource) ?? watches.get('*') ?? []) {
        for (const key of watch.keysFor(ctx, change)) {
          if (watch.afterMs === undefined) add(ctx, state.queue, key);
          else addAfter(ctx, state.queue, key, watch.afterMs);
        }
      }
    },
    handle(ctx, state, event) {
      handle(controller, ctx, state, event);
    }
  };
}

function handle(controller: Controller, ctx: Context, state: ControllerState, event: SimEvent): void {
  const { queue } = state;
  const key = String(event.data);
  if (event.type === 'due') {
    queue.delayed.delete(key);
    if (queue.waiting.has(key)) return;
  } else queue.waiting.delete(key);
  const before = ctx.revision;
  const result = controller.sync(ctx, key, state.memory);
  synced(ctx, queue, key, ctx.revision - before);
  if (result?.retry !== undefined) return addRateLimited(ctx, queue, key, controller.retryDelays);
  queue.failures.delete(key);
  if (result?.requeueAfterMs !== undefined) addAfter(ctx, queue, key, result.requeueAfterMs);
}

/** The key of an object. */
export function keyOf(object: { readonly metadata?: { readonly namespace?: string; readonly name?: string } }): string {
  return `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}

export function splitKey(key: string): { readonly namespace: string; readonly name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The watch of the resource that a controller syncs: each object is its own key. */
export function watchOwn(resource: string): Watch {
  return { resource, keysFor: (_ctx, change) => [keyOf({ metadata: change.key })] };
}

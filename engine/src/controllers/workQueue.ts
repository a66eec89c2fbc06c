import type { Millis } from '../core/time';
import type { Context } from '../sim/context';

/** What a work queue remembers. The keys themselves wait in the world's event queue, so that each sync is an event of its own. */
export interface WorkQueueState {
  /** Keys with a sync on its way: adding them again changes nothing. */
  readonly waiting: Set<string>;
  /** Keys that come back later, with the event that brings them. */
  readonly delayed: Map<string, { readonly eventId: number; readonly atMs: Millis }>;
  /** How often in a row the sync of a key has failed. */
  readonly failures: Map<string, number>;
  /** Until when the last sync of a key keeps its worker busy, for as long as that matters. */
  readonly busyUntilMs: Map<string, Millis>;
}

export function newWorkQueueState(): WorkQueueState {
  return { waiting: new Set(), delayed: new Map(), failures: new Map(), busyUntilMs: new Map() };
}

/** The first delay after a failure, and the longest. */
export interface RetryDelays { readonly firstMs: Millis; readonly mostMs: Millis }

const usualDelays: RetryDelays = { firstMs: 5, mostMs: 1_000_000 };

/** How long a sync takes, and each write in it: what changes meanwhile is handled by one sync afterwards, not by one for each change. */
const syncMs = 10;
const writeMs = 2;
const longestMs = 300;

/** Puts a key in, once however often it is added before its turn. */
export function add(ctx: Context, queue: WorkQueueState, key: string): void {
  if (queue.waiting.has(key)) return;
  queue.waiting.add(key);
  ctx.schedule(Math.max(0, (queue.busyUntilMs.get(key) ?? 0) - ctx.nowMs), 'sync', key);
}

/** Notes that a key has been synced now, with so many writes. */
export function synced(ctx: Context, queue: WorkQueueState, key: string, writes: number): void {
  if (queue.busyUntilMs.size > 100) for (const [other, untilMs] of queue.busyUntilMs) if (untilMs <= ctx.nowMs) queue.busyUntilMs.delete(other);
  queue.busyUntilMs.set(key, ctx.nowMs + Math.min(longestMs, syncMs + writes * writeMs));
}

/** Puts a key in after a time; of several times asked for, the earliest holds (util/workqueue/delaying_queue.go, v1.36). */
export function addAfter(ctx: Context, queue: WorkQueueState, key: string, afterMs: Millis): void {
  if (afterMs <= 0) return add(ctx, queue, key);
  const atMs = ctx.nowMs + afterMs;
  const known = queue.delayed.get(key);
  if (known !== undefined && known.atMs <= atMs) return;
  if (known !== undefined) ctx.cancel(known.eventId);
  queue.delayed.set(key, { eventId: ctx.schedule(afterMs, 'due', key), atMs });
}

/** Puts a key in again after a failure: 5 ms, doubling to 1000 s (util/workqueue/default_rate_limiters.go, v1.36). */
export function addRateLimited(ctx: Context, queue: WorkQueueState, key: string, delays: RetryDelays = usualDelays): void {
  const failures = queue.failures.get(key) ?? 0;
  queue.failures.set(key, failures + 1);
  addAfter(ctx, queue, key, Math.min(delays.mostMs, delays.firstMs * 2 ** Math.min(failures, 30)));
}

import type { Pod } from '../../generated/types';
import type { CopyOnWriteMap } from '../core/copyOnWriteMap';
import type { Millis } from '../core/time';
import { isInterested, type ClusterEvent, type EventRegistration } from './clusterEvent';
import type { QueuedPod } from './framework';
import { Heap } from './heap';
import { podInfoOf, type PodInfo } from './podInfo';

/** A pod that waits to be scheduled. Rows are replaced, never changed. */
export interface QueueEntry extends QueuedPod {
  readonly uid: string;
  /** Ready; paying for a failure; until something changes in the cluster; until the pod itself changes. */
  readonly place: 'active' | 'backoff' | 'unschedulable' | 'gated';
  /** Attempts so far. */
  readonly attempts: number;
  readonly unschedulableCount: number;
  readonly errorCount: number;
  /** Before this moment it counts as backing off. */
  readonly backoffUntilMs: Millis;
  /** The plugins that refused it last: only their events wake it. */
  readonly rejectedBy: readonly string[];
}

/** What the queue must remember: plain data. */
export type QueueState = CopyOnWriteMap<QueueEntry>;

const initialBackoffMs = 1_000;
const maxBackoffMs = 10_000;
const orderingWindowMs = 1_000;
const maxUnschedulableMs = 300_000;

/** How plugins registered for events, by plugin. */
export type Registrations = ReadonlyMap<string, readonly EventRegistration[]>;

/**
 * Active, back-off, unschedulable and gated pods (pkg/scheduler/backend/queue, v1.36) over a state of rows; what is kept beside
 * the rows can be built from them again.
 */
export class SchedulingQueue {
  private readonly active: Heap<QueueEntry>;
  private readonly backingOff: Heap<QueueEntry>;
  /** Keys of unschedulable pods by the plugin that refused them; '' where none did. */
  private readonly unschedulable = new Map<string, Set<string>>();

  private readonly inBackoff = new Set<string>();
  /** Keys of all unschedulable pods. */
  private readonly waiting = new Set<string>();

  constructor(private readonly rows: QueueState, compare: (a: QueuedPod, b: QueuedPod) => number) {
    this.active = new Heap<QueueEntry>(compare);
    this.backingOff = new Heap<QueueEntry>((a, b) => a.backoffUntilMs - b.backoffUntilMs || compare(a, b));
    for (const row of rows.values()) this.index(row);
  }

  get(key: string): QueueEntry | undefined {
    return this.rows.get(key);
  }

  /** Takes in a new pod: ready, or gated. */
  add(pod: PodInfo, nowMs: Millis, place: 'active' | 'gated'): void {
    this.put({ key: pod.key, uid: pod.uid, priority: pod.priority, timestampMs: nowMs, place, attempts: 0, unschedulableCount: 0, errorCount: 0, backoffUntilMs: 0, rejectedBy: [] });
  }

  remove(key: string): void {
    const row = this.rows.get(key);
    if (row !== undefined) this.unindex(row);
    this.rows.delete(key);
  }

  /** A gate fell: the pod becomes ready. */
  ungate(key: string): void {
    const row = this.rows.get(key);
    if (row?.place === 'gated') this.put({ ...row, place: 'active' });
  }

  /** The next pod to attempt; where none is ready, one that is only backing off from a refusal (SchedulerPopFromBackoffQ). */
  pop(): QueueEntry | undefined {
    const row = this.next(this.active, 'active') ?? this.next(this.backingOff, 'backoff');
    if (row === undefined) return undefined;
    this.remove(row.key);
    return { ...row, attempts: row.attempts + 1 };
  }

  /** Whether `pop` would give a pod. */
  get isReady(): boolean {
    return this.first(this.active, 'active') !== undefined || this.first(this.backingOff, 'backoff') !== undefined;
  }

  /** Puts a pod back that no node could take: it waits for what its plugins said may help. */
  putUnschedulable(row: QueueEntry, nowMs: Millis, rejectedBy: readonly string[]): void {
    const unschedulableCount = row.unschedulableCount + 1;
    this.put({ ...row, place: 'unschedulable', timestampMs: nowMs, unschedulableCount, errorCount: 0, rejectedBy, backoffUntilMs: backoffEnd(nowMs, unschedulableCount) });
  }

  /** Puts a pod back whose attempt broke off: it is tried again after a back-off. */
  putFailed(row: QueueEntry, nowMs: Millis): void {
    const errorCount = row.errorCount + 1;
    this.put({ ...row, place: 'backoff', timestampMs: nowMs, errorCount, rejectedBy: [], backoffUntilMs: backoffEnd(nowMs, errorCount) });
  }

  /** Wakes the pods that the event may help. */
  onEvent(event: ClusterEvent, nowMs: Millis, registrations: Registrations, podOf: (key: string) => Pod | undefined): void {
    const woken = new Set<string>(this.unschedulable.get(''));
    for (const [plugin, keys] of this.unschedulable) {
      const interested = (registrations.get(plugin) ?? []).filter(registration => isInterested(registration, event));
      if (interested.length === 0) continue;
      for (const key of keys) {
        const pod = woken.has(key) ? undefined : podOf(key);
        if (pod !== undefined && interested.some(registration => registration.hint?.(podInfoOf(pod), event) ?? true)) woken.add(key);
      }
    }
    for (const key of woken) this.wake(key, nowMs);
  }

  /** Moves pods whose back-off is over. */
  flushBackoff(nowMs: Millis): void {
    for (const key of [...this.inBackoff]) {
      const row = this.rows.get(key);
      if (row !== undefined && !isBackingOff(row, nowMs)) this.put({ ...row, place: 'active' });
    }
  }

  /** When back-offs are to be looked at next: at whole seconds, while there are any. */
  nextBackoffFlush(nowMs: Millis): Millis | undefined {
    return this.inBackoff.size === 0 ? undefined : window(nowMs) + orderingWindowMs;
  }

  /** Moves pods that have waited for five minutes. */
  flushUnschedulable(nowMs: Millis): void {
    for (const key of [...this.waiting]) if ((this.rows.get(key)?.timestampMs ?? nowMs) + maxUnschedulableMs < nowMs) this.wake(key, nowMs);
  }

  /** When the pod that has waited longest will have waited for five minutes. */
  nextLeftoverFlush(): Millis | undefined {
    let dueMs: Millis | undefined;
    for (const key of this.waiting) dueMs = Math.min(dueMs ?? Infinity, (this.rows.get(key)?.timestampMs ?? 0) + maxUnschedulableMs + 1);
    return dueMs;
  }

  /** An unschedulable pod is worth another attempt. */
  wake(key: string, nowMs: Millis): void {
    const row = this.rows.get(key);
    if (row?.place === 'unschedulable') this.put({ ...row, place: isBackingOff(row, nowMs) ? 'backoff' : 'active' });
  }

  private put(row: QueueEntry): void {
    const before = this.rows.get(row.key);
    if (before !== undefined) this.unindex(before);
    const frozen = Object.freeze(row);
    this.rows.set(row.key, frozen);
    this.index(frozen);
  }

  private index(row: QueueEntry): void {
    if (row.place === 'active') this.active.push(row);
    else if (row.place === 'backoff') {
      this.inBackoff.add(row.key);
      // Pods whose attempt broke off sit their back-off out.
      if (row.rejectedBy.length > 0) this.backingOff.push(row);
    } else if (row.place === 'unschedulable') {
      this.waiting.add(row.key);
      for (const plugin of row.rejectedBy.length === 0 ? [''] : row.rejectedBy) {
        const keys = this.unschedulable.get(plugin);
        if (keys === undefined) this.unschedulable.set(plugin, new Set([row.key]));
        else keys.add(row.key);
      }
    }
  }

  /** Heaps are left alone: a row that is no longer the present one is passed over when it comes up. */
  private unindex(row: QueueEntry): void {
    this.inBackoff.delete(row.key);
    this.waiting.delete(row.key);
    if (row.place === 'unschedulable') for (const plugin of row.rejectedBy.length === 0 ? [''] : row.rejectedBy) this.unschedulable.get(plugin)?.delete(row.key);
  }

  private first(heap: Heap<QueueEntry>, place: QueueEntry['place']): QueueEntry | undefined {
    for (;;) {
      const row = heap.peek();
      if (row === undefined || (this.rows.get(row.key) === row && row.place === place)) return row;
      heap.pop();
    }
  }

  private next(heap: Heap<QueueEntry>, place: QueueEntry['place']): QueueEntry | undefined {
    const row = this.first(heap, place);
    if (row !== undefined) heap.pop();
    return row;
  }
}

/** One second, doubled with every failure up to ten, cut down to a whole second (backoff_queue.go, v1.36). */
function backoffEnd(nowMs: Millis, failures: number): Millis {
  return window(nowMs + Math.min(initialBackoffMs * 2 ** (failures - 1), maxBackoffMs));
}

function isBackingOff(row: QueueEntry, nowMs: Millis): boolean {
  return row.unschedulableCount + row.errorCount > 0 && row.backoffUntilMs >= window(nowMs);
}

function window(atMs: Millis): Millis {
  return Math.floor(atMs / orderingWindowMs) * orderingWindowMs;
}

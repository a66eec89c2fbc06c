import { CopyOnWriteMap } from '../core/copyOnWriteMap';
import { epochMs, type Millis } from '../core/time';
import { timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import type { Store } from '../store/store';
import type { EventToRecord } from './context';

/** What the recorder remembers: plain data, rows are replaced, never changed. */
export interface RecorderState {
  /** Equal events by key: the object that stands for them and how often it was seen. */
  readonly seen: CopyOnWriteMap<{ readonly name: string; readonly count: number; readonly firstMs: Millis }>;
  /** Distinct messages of similar events, for aggregation. */
  readonly similar: CopyOnWriteMap<{ readonly messages: readonly string[]; readonly lastMs: Millis }>;
  /** Token buckets by source and object. */
  readonly budgets: CopyOnWriteMap<{ readonly tokens: number; readonly atMs: Millis }>;
  written: number;
}

export function newRecorderState(): RecorderState {
  return { seen: new CopyOnWriteMap(), similar: new CopyOnWriteMap(), budgets: new CopyOnWriteMap(), written: 0 };
}

const maxSimilar = 10;
const similarIntervalMs = 600_000;
const burst = 25;
const refillMs = 300_000;

/** What an Event is written with: where to, what was written before, and when. */
interface Recorder { readonly store: Store; readonly state: RecorderState; readonly nowMs: Millis }

/**
 * Writes an Event as a component's recorder does: similar ones are combined, equal ones counted, and a source that says too
 * much about one object is silenced (25 at once, then one in five minutes). Mirrors
 * client-go/tools/record/{event,events_cache}.go, v1.36. Says whether anything was written.
 */
export function recordEvent({ store, state, nowMs }: Recorder, about: KubeObject, event: EventToRecord): boolean {
  const reference = referenceOf(about, event.fieldPath);
  const sourceKey = `${event.source}/${event.host ?? ''}/${reference.kind}/${reference.namespace}/${reference.name}/${reference.uid}`;
  const { key, message } = aggregate(state, nowMs, `${sourceKey}/${event.type}/${event.reason}`, event);
  const seen = state.seen.get(key);
  const namespace = reference.namespace === '' ? 'default' : reference.namespace;
  const name = seen?.name ?? eventName(reference.name, nowMs, state.written++);
  const next = { name, count: (seen?.count ?? 0) + 1, firstMs: seen?.firstMs ?? nowMs };
  state.seen.set(key, next);
  if (!takeToken(state, nowMs, sourceKey)) return false;
  const object = {
    apiVersion: 'v1', kind: 'Event',
    metadata: { name, namespace, uid: `event-${name}`, creationTimestamp: timestamp(next.firstMs) },
    involvedObject: reference,
    reason: event.reason, message,
    source: { component: event.source, ...(event.host === undefined ? {} : { host: event.host }) },
    firstTimestamp: timestamp(next.firstMs), lastTimestamp: timestamp(nowMs), count: next.count, type: event.type,
    eventTime: null, reportingComponent: event.source, reportingInstance: event.host ?? ''
  };
  const where = { resource: 'events', namespace, name };
  if (store.get(where) === undefined) store.create(where, object);
  else store.update(where, object);
  return true;
}

interface ObjectReference {
  readonly kind: string; readonly namespace: string; readonly name: string; readonly uid: string;
  readonly apiVersion: string; readonly resourceVersion: string; readonly fieldPath?: string;
}

function referenceOf(about: KubeObject, fieldPath: string | undefined): ObjectReference {
  const metadata = about.metadata ?? {};
  return {
    kind: about.kind ?? '', namespace: metadata.namespace ?? '', name: metadata.name ?? '', uid: metadata.uid ?? '',
    apiVersion: about.apiVersion ?? '', resourceVersion: metadata.resourceVersion ?? '', ...(fieldPath === undefined ? {} : { fieldPath })
  };
}

/** EventAggregator: the tenth distinct message within ten minutes and all new ones after it count as one. */
function aggregate(state: RecorderState, nowMs: Millis, group: string, event: EventToRecord): { key: string; message: string } {
  const known = state.similar.get(group);
  const recent = known === undefined || nowMs - known.lastMs > similarIntervalMs ? [] : known.messages;
  const messages = recent.includes(event.message) ? recent : [...recent, event.message];
  // Upstream forgets a random one of the ten; here it is the newest.
  state.similar.set(group, { messages: messages.slice(0, maxSimilar - 1), lastMs: nowMs });
  if (messages.length < maxSimilar) return { key: `${group}/${event.fieldPath ?? ''}/${event.message}`, message: event.message };
  return { key: group, message: `(combined from similar events): ${event.message}` };
}

function takeToken(state: RecorderState, nowMs: Millis, key: string): boolean {
  const bucket = state.budgets.get(key) ?? { tokens: burst, atMs: nowMs };
  const tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) / refillMs);
  const granted = tokens >= 1;
  state.budgets.set(key, { tokens: granted ? tokens - 1 : tokens, atMs: nowMs });
  return granted;
}

/** `name.` and the nanoseconds of the first occurrence, which must differ between events of one millisecond. */
function eventName(name: string, nowMs: Millis, serial: number): string {
  const nanos = BigInt(epochMs + nowMs) * 1_000_000n + BigInt(serial % 1_000_000);
  return `${name}.${nanos.toString(16)}`;
}

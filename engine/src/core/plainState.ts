import { CopyOnWriteMap } from './copyOnWriteMap';
import { compareText } from './order';

/** A copy of a component's state that later changes of the original do not reach. Frozen parts are shared. */
export function cloneState<T>(state: T): T {
  return copy(state) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof CopyOnWriteMap) return new CopyOnWriteMap(value.share());
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copy(item)]));
  if (value instanceof Set) return new Set(value);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) result[key] = copy(item);
  return result;
}

/** The state as JSON-like data for a fingerprint: maps and sets in sorted order. */
export function canonicalState(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonicalState);
  if (value instanceof CopyOnWriteMap || value instanceof Map) {
    return [...value.entries()].map(([key, item]) => [String(key), canonicalState(item)] as const).sort((a, b) => compareText(a[0], b[0]));
  }
  if (value instanceof Set) return [...value].map(String).sort(compareText);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canonicalState(item)]));
}

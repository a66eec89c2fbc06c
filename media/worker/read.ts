/** Readers for objects whose fields may be anything: a missing or wrong value answers as an empty one, never with a throw. */
import { isObject, own } from '../../engine/src/index';

export type Step = string | number;

export function at(value: unknown, ...path: readonly Step[]): unknown {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current)) current = typeof step === 'number' ? current[step] : undefined;
    else current = isObject(current) ? own(current, String(step)) : undefined;
  }
  return current;
}

/** The string there, or ''. */
export function textAt(value: unknown, ...path: readonly Step[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The finite number there, or undefined. */
export function numberAt(value: unknown, ...path: readonly Step[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The list there, or an empty one. */
export function listAt(value: unknown, ...path: readonly Step[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The keys and string values of the map there, in order of the keys. */
export function mapAt(value: unknown, ...path: readonly Step[]): readonly (readonly [string, string])[] {
  const found = at(value, ...path);
  if (!isObject(found)) return [];
  return Object.keys(found).sort().map(key => [key, textAt(found, key)] as const);
}

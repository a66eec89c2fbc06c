/**
 * JSON as the API server stores it. Objects never carry a prototype's keys: whoever parses input builds them with
 * `Object.create(null)` or own properties only, and readers use `own()` for keys that come from people.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** An object of JSON; a key that is not there reads as undefined. */
export interface JsonObject { readonly [key: string]: Json | undefined }

/** A deep-mutable view, for the one owner of a fresh copy (decoding, defaulting). */
export type Mutable<T> = T extends (...args: never) => unknown ? T
  : T extends readonly (infer E)[] ? Mutable<E>[]
  : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

/** True for a JSON object: not for null, not for an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON array; unlike `Array.isArray` it keeps the type of the items. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The own property of that name, or undefined: `constructor` and `__proto__` are ordinary keys here. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

/** A deep copy that the caller may change. Keys named `__proto__` survive as own properties. */
export function clone<T>(value: T): Mutable<T> {
  return copy(value) as Mutable<T>;
}

/**
 * A copy that shares what is frozen already: the store's own parts, which nobody may change. Only the rest, and the outermost
 * object in any case, is the caller's to change.
 */
export function cloneUnfrozen<T extends object>(value: T): Mutable<T> {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) setOwn(result, key, copyUnfrozen(item));
  return result as Mutable<T>;
}

function copyUnfrozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  return Array.isArray(value) ? value.map(copyUnfrozen) : cloneUnfrozen(value);
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) setOwn(result, key, copy(item));
  return result;
}

/** Sets an own property whatever its name. */
export function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
}

/** Freezes a value and everything under it; already frozen parts are taken as done. Returns the same value. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}

/** Structural equality as `apiequality.Semantic.DeepEqual` sees it on JSON: an absent key equals an undefined one. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  for (const key of Object.keys(a)) if (!equal(own(a, key), own(b, key))) return false;
  for (const key of Object.keys(b)) if (own(a, key) === undefined && own(b, key) !== undefined) return false;
  return true;
}

import type { GoUrl } from '../../core/goUrl';
import type { IpAddress, IpPrefix } from '../../core/ipAddress';
import type { Quantity } from '../../core/quantity';
import type { CelType } from './celType';

/**
 * A value of CEL: a bigint is an int, a number a double, an array a list. Times are nanoseconds (since 1970, UTC).
 * A failure is a value, too: `||`, `&&` and `?:` may do without it.
 */
export type CelValue = null | boolean | bigint | number | string | readonly CelValue[] | TaggedValue;

export type TaggedValue =
  | CelMap
  | { readonly kind: 'uint'; readonly value: bigint }
  | { readonly kind: 'bytes'; readonly bytes: readonly number[] }
  | { readonly kind: 'timestamp' | 'duration'; readonly nanos: bigint }
  | { readonly kind: 'optional'; readonly value: CelValue | undefined }
  | { readonly kind: 'type'; readonly type: CelType }
  | { readonly kind: 'url'; readonly url: GoUrl; readonly text: string }
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  | { readonly kind: 'ip'; readonly ip: IpAddress }
  | { readonly kind: 'cidr'; readonly prefix: IpPrefix }
  | { readonly kind: 'semver'; readonly version: Semver }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'authorizer' | 'pathCheck' | 'groupCheck' | 'resourceCheck'; readonly question: AuthorizerQuestion }
  | { readonly kind: 'decision'; readonly decision: AuthorizerDecision }
  | CelFailure;

/** A map, or an object with named fields; keys by `keyId`. */
export interface CelMap { readonly kind: 'map'; readonly entries: ReadonlyMap<string, readonly [CelValue, CelValue]>; readonly variables?: (name: string) => CelValue | undefined }

export interface CelFailure { readonly kind: 'failure'; readonly message: string }

export interface Semver { readonly major: bigint; readonly minor: bigint; readonly patch: bigint; readonly pre: readonly string[]; readonly build: string }

/** What the authorizer is asked. */
export interface AuthorizerQuestion {
  readonly serviceAccount?: { readonly namespace: string; readonly name: string };
  readonly path?: string; readonly group?: string; readonly resource?: string; readonly subresource?: string;
  readonly namespace?: string; readonly name?: string; readonly fieldSelector?: string; readonly labelSelector?: string; readonly verb?: string;
}

export interface AuthorizerDecision { readonly allowed: boolean; readonly reason: string; readonly error?: string }

export function failure(message: string): CelFailure {
  return { kind: 'failure', message };
}

/** No function takes values of these types: types that only show at run time do not fit. */
export const noSuchOverload = failure('no such overload');

export function isFailure(value: CelValue): value is CelFailure {
  return isTagged(value) && value.kind === 'failure';
}

export function isTagged(value: CelValue): value is TaggedValue {
  return typeof value === 'object' && value !== null && !isListValue(value);
}

export function isListValue(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}

export function isMapValue(value: CelValue): value is CelMap {
  return isTagged(value) && value.kind === 'map';
}

/** Tells keys apart: numbers by value whatever their type, all else by type and value. Undefined for what can be no key. */
export function keyId(key: CelValue): string | undefined {
  if (typeof key === 'string') return `s${key}`;
  if (typeof key === 'boolean') return `b${String(key)}`;
  if (typeof key === 'bigint') return `n${String(key)}`;
  if (typeof key === 'number') return Number.isInteger(key) ? `n${String(BigInt(key))}` : `n${String(key)}`;
  return isTagged(key) && key.kind === 'uint' ? `n${String(key.value)}` : undefined;
}

export function mapValue(entries: Iterable<readonly [CelValue, CelValue]>): CelMap {
  const result = new Map<string, readonly [CelValue, CelValue]>();
  for (const entry of entries) result.set(keyId(entry[0]) ?? '', entry);
  return { kind: 'map', entries: result };
}

export const none: TaggedValue = { kind: 'optional', value: undefined };

export function some(value: CelValue): TaggedValue {
  return { kind: 'optional', value };
}

/** A function at run time: its arguments, the target of a member call first. Never throws; what cannot be is a failure. */
export type CelFunction = (args: readonly CelValue[]) => CelValue;

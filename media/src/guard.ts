/** Decides whether a value that came over a border has a shape; the type follows from it, so that shape and type cannot drift apart. */
export type Guard<T> = (value: unknown) => value is T;

/** The type that a guard lets through. */
export type Guarded<G> = G extends Guard<infer T> ? T : never;

/** A field that may be missing. */
interface OptionalGuard<T> extends Guard<T | undefined> { readonly optional: true }

type Fields = Readonly<Record<string, Guard<unknown>>>;
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type Shape<F extends Fields> =
  { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Guarded<F[K]> } &
  { readonly [K in OptionalKeys<F>]?: Exclude<Guarded<F[K]>, undefined> };
type Flat<T> = { readonly [K in keyof T]: T[K] };

export const text: Guard<string> = (value): value is string => typeof value === 'string';
export const flag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
/** A finite number: no message may carry NaN or an infinity into a picture. */
export const number: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
/** An integer from 0. */
export const count: Guard<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export function literal<const T extends string>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.includes(value as T);
}

export function list<T>(item: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(item);
}

/** An object with any keys and values of one shape. */
export function dictionary<T>(item: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isRecord(value) && Object.values(value).every(item);
}

export function optional<T>(item: Guard<T>): OptionalGuard<T> {
  const guard = (value: unknown): value is T | undefined => value === undefined || item(value);
  return Object.assign(guard, { optional: true as const });
}

/** An object with at least these fields as own properties; further ones are let through unseen. */
export function object<const F extends Fields>(fields: F): Guard<Flat<Shape<F>>> {
  const entries = Object.entries(fields);
  return (value): value is Flat<Shape<F>> => isRecord(value) && entries.every(([key, guard]) => guard(Object.hasOwn(value, key) ? value[key] : undefined));
}

/** A union told apart by `type`: the key names the variant, the guard its other fields. */
export function union<const V extends Readonly<Record<string, Guard<unknown>>>>(variants: V): Guard<{ [K in keyof V]: Flat<{ readonly type: K } & Guarded<V[K]>> }[keyof V]> {
  return (value): value is never => {
    if (!isRecord(value) || typeof value['type'] !== 'string' || !Object.hasOwn(variants, value['type'])) return false;
    return variants[value['type']]?.(value) ?? false;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { clone, equal } from '../core/json';

/**
 * What most strategies of the API server do to an object on its way in (pkg/registry/…/strategy.go, v1.36):
 * status belongs to controllers, generation counts changes of what people asked for.
 */
interface Managed { metadata?: { generation?: number } }

/** A create starts without status. */
export function clearStatus(object: { status?: unknown }): void {
  delete object.status;
}

/** An update of the main resource keeps the status that is there. */
export function keepStatus<T>(object: { status?: T }, old: { readonly status?: unknown }): void {
  keepField(object, old, 'status');
}

/** A create is generation 1. */
export function startGeneration(object: Managed): void {
  (object.metadata ??= {}).generation = 1;
}

/** A change in any of the fields is a new generation. */
export function countGeneration<Field extends string = 'spec'>(
  object: Managed & { readonly [field in Field]?: unknown },
  old: Readonly<Managed> & { readonly [field in Field]?: unknown },
  fields: readonly (Field | 'spec')[] = ['spec']
): void {
  const before: { readonly [field: string]: unknown } = old, after: { readonly [field: string]: unknown } = object;
  if (fields.every(field => equal(after[field], before[field]))) return;
  (object.metadata ??= {}).generation = (old.metadata?.generation ?? 0) + 1;
}

/** Takes a field as it was before the request. */
export function keepField<Field extends string>(object: { [field in Field]?: unknown }, old: { readonly [field in Field]?: unknown }, field: Field): void {
  if (old[field] === undefined) delete object[field];
  else object[field] = clone(old[field]);
}

/** Whether an update changed what people asked for, by the count of it. */
export function isNewGeneration(object: Readonly<Managed>, old: Readonly<Managed>): boolean {
  return object.metadata?.generation !== old.metadata?.generation;
}

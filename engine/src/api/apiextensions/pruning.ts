import { isList, isObject, own, setOwn, type Json } from '../../core/json';
import { compareText } from '../../core/order';
import { itemsOf, propertyOf, schemaOrBool, type Schema } from './schema';

const metaFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** A value without what its schema does not speak of, and the paths of what went, sorted. */
export interface Pruned { readonly value: Json; readonly unknownFields: readonly string[] }

/** Whether a value is a whole resource, with apiVersion, kind and metadata of its own. */
export type PrunedAs = 'resource' | 'value';

/** Drops the fields that a structural schema does not specify (apiserver/schema/pruning, v1.36). The value given stays as it is. */
export function prune(value: Json, schema: Schema, as: PrunedAs): Pruned {
  const unknown: string[] = [];
  const start: Schema = as === 'resource' && schema['x-kubernetes-embedded-resource'] !== true ? { ...schema, 'x-kubernetes-embedded-resource': true } : schema;
  return { value: pruned(value, start, { path: '', unknown }), unknownFields: unknown.sort(compareText) };
}

interface Trail { readonly path: string; readonly unknown: string[] }

function below({ path, unknown }: Trail, key: string): Trail {
  return { path: path === '' ? key : `${path}.${key}`, unknown };
}

function pruned(value: Json, schema: Schema | undefined, trail: Trail): Json {
  if (isList(value)) {
    return value.map((item, i) => schema !== undefined && preserves(schema) ? preserved(item, itemsOf(schema), at(trail, i)) : pruned(item, schema === undefined ? undefined : itemsOf(schema), at(trail, i)));
  }
  if (!isObject(value)) return value;
  const result: Record<string, Json> = {}, keeps = schema !== undefined && preserves(schema);
  const additional = schema === undefined ? undefined : schemaOrBool(schema.additionalProperties);
  for (const key of Object.keys(value)) {
    const item = own(value, key) ?? null;
    if (schema?.['x-kubernetes-embedded-resource'] === true && metaFields.has(key)) { setOwn(result, key, item); continue; }
    const property = schema === undefined ? undefined : propertyOf(schema, key);
    if (property !== undefined || additional !== undefined) setOwn(result, key, pruned(item, property ?? additional?.schema, below(trail, key)));
    else if (keeps) setOwn(result, key, item);
    else if (schema === undefined || !metaFields.has(key) || trail.path !== '') trail.unknown.push(below(trail, key).path);
  }
  return result;
}

/** Items of a list that is kept are pruned only where their own schemas say so. */
function preserved(value: Json, schema: Schema | undefined, trail: Trail): Json {
  return schema === undefined ? value : pruned(value, { ...schema, 'x-kubernetes-preserve-unknown-fields': true }, trail);
}

function at({ path, unknown }: Trail, i: number): Trail {
  return { path: `${path}[${i}]`, unknown };
}

function preserves(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

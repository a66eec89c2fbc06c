import type { FieldPath } from '../../core/fieldPath';
import { goJson } from '../../core/goText';
import { isObject, own, setOwn, type Json, type JsonObject } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { duplicate, invalid, type FieldError } from '../fieldError';
import { itemsOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** Lists that are sets or maps hold nothing twice (apiserver/schema/listtype, v1.36). */
export function validateListTypes(value: Json, schema: Schema, path: FieldPath): FieldError[] {
  if (Array.isArray(value)) return validateList(value, schema, path);
  if (!isObject(value)) return [];
  const additional = schemaOrBool(schema.additionalProperties)?.schema;
  return sortedKeys(value).flatMap(key => {
    const item = own(value, key) ?? null, property = propertyOf(schema, key);
    return [
      ...(additional === undefined ? [] : validateListTypes(item, additional, path.key(key))),
      ...(property === undefined ? [] : validateListTypes(item, property, path.child(key)))
    ];
  });
}

function validateList(list: readonly Json[], schema: Schema, path: FieldPath): FieldError[] {
  const items = itemsOf(schema), errors: FieldError[] = [];
  if (schema['x-kubernetes-list-type'] === 'set') errors.push(...duplicatesOf(list).map(i => duplicate(path.index(i), list[i])));
  if (schema['x-kubernetes-list-type'] === 'map') errors.push(...validateListMap(list, schema['x-kubernetes-list-map-keys'] ?? [], path));
  return items === undefined ? errors : [...errors, ...list.flatMap((item, i) => validateListTypes(item, items, path.index(i)))];
}

function validateListMap(list: readonly Json[], keys: readonly string[], path: FieldPath): FieldError[] {
  const strange = list.findIndex(item => item !== null && !isObject(item));
  if (strange >= 0) return [invalid(path.index(strange), list[strange], 'must be an object for an array of list-type map')];
  const found = list.map(item => keyOf(item, keys));
  return duplicatesOf(found).map(i => duplicate(path.index(i), found[i]));
}

/** The key fields of an item, those that are there. */
function keyOf(item: Json, keys: readonly string[]): JsonObject {
  const key: Record<string, Json> = {};
  for (const name of keys) {
    const value = isObject(item) ? own(item, name) : undefined;
    if (value !== undefined) setOwn(key, name, value);
  }
  return key;
}

/** The second place of each value that is there more than once. */
function duplicatesOf(list: readonly Json[]): number[] {
  const times = new Map<string, number>();
  return list.flatMap((item, i) => {
    const text = goJson(item, 'sorted'), seen = times.get(text) ?? 0;
    times.set(text, seen + 1);
    return seen === 1 ? [i] : [];
  });
}

import { clone, isList, isObject, own, setOwn, type Json } from '../../core/json';
import { itemsOf, propertiesOf, propertyOf, schemaOrBool, type Schema } from './schema';

/**
 * A value with its schema's defaults: first nulls that may not be null and have no default go, then defaults take the place of what
 * is missing or null (apiserver/schema/defaulting, v1.36). The value given stays as it is.
 */
export function withDefaults(value: Json, schema: Schema): Json {
  return filled(withoutNulls(value, schema), schema);
}

function isForbiddenNull(value: Json | undefined, schema: Schema | undefined): boolean {
  return value === null && schema !== undefined && schema.nullable !== true;
}

function withoutNulls(value: Json, schema: Schema | undefined): Json {
  if (schema === undefined) return value;
  if (isList(value)) return value.map(item => withoutNulls(item, itemsOf(schema)));
  if (!isObject(value)) return value;
  const result: Record<string, Json> = {}, additional = schemaOrBool(schema.additionalProperties)?.schema;
  for (const key of Object.keys(value)) {
    const item = own(value, key) ?? null, part = propertyOf(schema, key) ?? additional;
    if (isForbiddenNull(item, part) && part?.default === undefined) continue;
    setOwn(result, key, withoutNulls(item, part));
  }
  return result;
}

function filled(value: Json, schema: Schema | undefined): Json {
  if (schema === undefined) return value;
  if (isList(value)) {
    const items = itemsOf(schema);
    return value.map(item => filled(isForbiddenNull(item, items) && items?.default !== undefined ? copy(items.default) : item, items));
  }
  if (!isObject(value)) return value;
  const result: Record<string, Json> = {}, additional = schemaOrBool(schema.additionalProperties)?.schema;
  for (const key of Object.keys(value)) {
    const item = own(value, key) ?? null, part = propertyOf(schema, key) ?? additional;
    setOwn(result, key, filled(isForbiddenNull(item, part) && part?.default !== undefined ? copy(part.default) : item, part));
  }
  for (const [key, property] of propertiesOf(schema)) {
    if (property.default !== undefined && own(result, key) === undefined) setOwn(result, key, filled(copy(property.default), property));
  }
  return result;
}

function copy(value: Json): Json {
  return clone(value);
}

import { decodeBase64 } from '../../core/base64';
import { isList, isObject, own, type Json } from '../../core/json';
import { timeNanos } from '../cel/conversions';
import { parseDuration } from '../cel/durations';
import { escapedName } from '../cel/fieldNames';
import { valueOfJson } from '../cel/jsonValues';
import { failure, mapValue, type CelValue } from '../cel/values';
import { itemsOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** A JSON value as the rules of its schema see it (`UnstructuredToVal`, apiserver/pkg/cel/common/values.go, v1.36). */
export function valueOfSchema(json: Json | undefined, schema: Schema): CelValue {
  if (json === undefined || json === null) return schema.nullable === true ? null : failure('invalid data, got null for schema with nullable=false');
  if (schema['x-kubernetes-int-or-string'] === true) return typeof json === 'string' || typeof json === 'number' ? valueOfJson(json) : failure('invalid data, expected XIntOrString value to be either a string or integer');
  switch (schema.type) {
    case 'object': return objectValue(json, schema);
    case 'array': return isList(json) ? json.map(item => valueOfSchema(item, itemsOf(schema) ?? {})) : failure(`invalid data, expected an array`);
    case 'string': return typeof json === 'string' ? textValue(json, schema.format ?? '') : failure('invalid data, expected string');
    case 'number': return typeof json === 'number' ? json : failure('invalid data, expected double');
    case 'integer': return typeof json === 'number' && Number.isInteger(json) ? BigInt(json) : failure('invalid data, expected int');
    case 'boolean': return typeof json === 'boolean' ? json : failure('invalid data, expected bool');
    default: return valueOfJson(json);
  }
}

function objectValue(json: Json, schema: Schema): CelValue {
  if (!isObject(json)) return failure('invalid data, expected a map');
  const additional = schemaOrBool(schema.additionalProperties)?.schema, entries: [CelValue, CelValue][] = [];
  const isResource = schema['x-kubernetes-embedded-resource'] === true;
  for (const key of Object.keys(json)) {
    const item = own(json, key), property = propertyOf(schema, key);
    if (property !== undefined) {
      const name = escapedName(key);
      if (name !== undefined) entries.push([name, valueOfSchema(item, property)]);
    } else if (additional !== undefined) {
      entries.push([key, valueOfSchema(item, additional)]);
    } else if (isResource && (key === 'apiVersion' || key === 'kind' || key === 'metadata')) {
      entries.push([key, valueOfJson(item)]);
    }
  }
  return mapValue(entries);
}

function textValue(text: string, format: string): CelValue {
  switch (format) {
    case 'duration': {
      const nanos = parseDuration(text);
      return nanos === undefined ? failure(`Invalid duration ${text}`) : { kind: 'duration', nanos };
    }
    case 'date': case 'date-time': {
      const nanos = timeNanos(format === 'date' ? `${text}T00:00:00Z` : text);
      return nanos === undefined ? failure(`Invalid ${format} formatted string ${text}`) : { kind: 'timestamp', nanos };
    }
    case 'byte': return { kind: 'bytes', bytes: decodeBase64(text) };
    default: return text;
  }
}

import { escapedName } from '../cel/fieldNames';
import { bool, bytes, double, duration, dyn, int, listOf, mapOf, string, timestamp, type CelType } from '../cel/celType';
import { itemsOf, propertiesOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** The type of a schema's values in expressions, and how large they can get: what costs are estimated from. */
export interface SchemaType {
  readonly type: CelType;
  /** The most characters, items or entries that a value can have. */
  readonly maxElements: number;
  /** The fewest bytes that a value takes in JSON. */
  readonly minSize: number;
  readonly item?: SchemaType;
  /** By their names in expressions. */
  readonly fields?: ReadonlyMap<string, SchemaType>;
}

const maxRequestBytes = 3 * 1024 * 1024, noLimit = Number.MAX_SAFE_INTEGER;
const text = (maxElements: number): SchemaType => ({ type: string, maxElements, minSize: 2 });

/**
 * The type of a schema (`SchemaDeclType`, apiserver/pkg/cel/common/schemas.go, v1.36); undefined where expressions cannot see its values.
 * `isResource` gives it apiVersion, kind and the names of its metadata.
 */
export function schemaType(schema: Schema, isResource: boolean): SchemaType | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return { type: dyn, maxElements: stringElements(schema), minSize: 1 };
  const shape = isResource ? withMeta(schema) : schema;
  switch (shape.type) {
    case 'array': return arrayType(shape);
    case 'object': return objectType(shape);
    case 'string': return stringType(shape);
    case 'boolean': return { type: bool, maxElements: noLimit, minSize: 4 };
    case 'number': return { type: double, maxElements: noLimit, minSize: 1 };
    case 'integer': return { type: int, maxElements: noLimit, minSize: 1 };
    default: return undefined;
  }
}

function isEmbedded(schema: Schema): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function arrayType(schema: Schema): SchemaType | undefined {
  const items = itemsOf(schema), item = items === undefined ? undefined : schemaType(items, isEmbedded(items));
  if (item === undefined) return undefined;
  const maxElements = schema.maxItems === undefined ? Math.floor((maxRequestBytes - 2) / (item.minSize + 1)) : Math.max(0, schema.maxItems);
  return { type: listOf(item.type), maxElements, minSize: 2, item };
}

function objectType(schema: Schema): SchemaType | undefined {
  const additional = schemaOrBool(schema.additionalProperties)?.schema;
  if (additional !== undefined) {
    const item = schemaType(additional, isEmbedded(additional));
    if (item === undefined) return undefined;
    const maxElements = schema.maxProperties === undefined ? Math.floor((maxRequestBytes - 2) / (item.minSize + 6)) : Math.max(0, schema.maxProperties);
    return { type: mapOf(string, item.type), maxElements, minSize: 2, item };
  }
  const fields = new Map<string, SchemaType>(), required = new Set(schema.required ?? []);
  let minSize = 2;
  for (const [name, property] of propertiesOf(schema)) {
    const type = schemaType(property, isEmbedded(property)), known = escapedName(name);
    if (type === undefined) continue;
    if (known !== undefined) fields.set(known, type);
    if (required.has(name) && property.default === undefined) minSize += name.length + type.minSize + 4;
  }
  return { type: { kind: 'object', name: 'object', fields: new Map([...fields].map(([name, field]) => [name, field.type])) }, maxElements: noLimit, minSize, fields };
}

function stringType(schema: Schema): SchemaType {
  switch (schema.format) {
    case 'byte': return { type: bytes, maxElements: schema.maxLength === undefined ? maxRequestBytes - 2 : Math.max(0, schema.maxLength), minSize: 2 };
    case 'duration': return { type: duration, maxElements: 32, minSize: 3 };
    case 'date': return { type: timestamp, maxElements: 12, minSize: 12 };
    case 'date-time': return { type: timestamp, maxElements: 32, minSize: 21 };
    default: return text(stringElements(schema));
  }
}

/** A character may take four bytes. */
function stringElements({ maxLength, enum: values = [], type }: Schema): number {
  if (maxLength !== undefined) return Math.max(0, maxLength) * 4;
  if (type !== 'string' || values.length === 0) return maxRequestBytes - 2;
  return Math.max(0, ...values.map(value => typeof value === 'string' ? value.length : 0));
}

function withMeta(schema: Schema): Schema {
  const metadata = propertyOf(schema, 'metadata'), names = ['name', 'generateName'];
  const complete = ['kind', 'apiVersion'].every(name => propertyOf(schema, name)?.type === 'string') && metadata?.type === 'object'
    && names.every(name => propertyOf(metadata, name)?.type === 'string');
  if (complete) return schema;
  const word: Schema = { type: 'string' };
  return { ...schema, properties: { ...schema.properties, kind: word, apiVersion: word, metadata: { type: 'object', properties: { name: word, generateName: word } } } };
}

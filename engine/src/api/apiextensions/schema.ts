import type { JSONSchemaProps, ValidationRule } from '../../../generated/types';
import { isList, isObject, own, type Json } from '../../core/json';
import { sortedKeys } from '../../core/order';

/** A schema in a CustomResourceDefinition, as decoding has left it: fields have their types, unions are told apart here. */
export type Schema = JSONSchemaProps;

/** The one schema of `items`; undefined when it is a list of schemas. */
export function itemsOf(schema: Schema): Schema | undefined {
  return asSchema(schema.items);
}

/** `items` as a list of schemas, which no CRD may have. */
export function itemListOf(schema: Schema): readonly Schema[] {
  return isList(schema.items) ? schema.items.flatMap(item => asSchema(item) ?? []) : [];
}

/** `additionalProperties` or `additionalItems`: a schema, or a mere permission. */
export interface SchemaOrBool { readonly allows: boolean; readonly schema: Schema | undefined }

export function schemaOrBool(value: Json | undefined): SchemaOrBool | undefined {
  if (value === undefined || value === null) return undefined;
  return { allows: value !== false, schema: asSchema(value) };
}

/** The properties by name, sorted where Go's order is random. */
export function propertiesOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const properties = schema.properties ?? {};
  return sortedKeys(properties).map(name => [name, properties[name] ?? {}] as const);
}

export function propertyOf(schema: Schema, name: string): Schema | undefined {
  const properties = schema.properties ?? {};
  return Object.prototype.hasOwnProperty.call(properties, name) ? properties[name] : undefined;
}

export function rulesOf(schema: Schema): readonly ValidationRule[] {
  return schema['x-kubernetes-validations'] ?? [];
}

/** The schemas that `dependencies` hold. */
export function dependencySchemas(schema: Schema): readonly (readonly [string, Schema | undefined])[] {
  const dependencies = schema.dependencies ?? {};
  return sortedKeys(dependencies).map(name => [name, asSchema(dependencies[name])] as const);
}

/** Whether a schema or any schema in it has a property (`SchemaHas`, apiextensions/validation, v1.36). */
export function someSchema(schema: Schema | undefined, test: (schema: Schema) => boolean): boolean {
  if (schema === undefined) return false;
  return test(schema) || partsOf(schema).some(part => someSchema(part, test));
}

function partsOf(schema: Schema): readonly Schema[] {
  return [
    itemsOf(schema), ...itemListOf(schema), ...schema.allOf ?? [], ...schema.anyOf ?? [], ...schema.oneOf ?? [], schema.not,
    ...Object.values(schema.properties ?? {}), schemaOrBool(schema.additionalProperties)?.schema,
    ...Object.values(schema.patternProperties ?? {}), schemaOrBool(schema.additionalItems)?.schema,
    ...Object.values(schema.definitions ?? {}), ...dependencySchemas(schema).map(([, part]) => part)
  ].filter(part => part !== undefined);
}

// Decoding has read it against JSONSchemaProps.
function asSchema(value: Json | undefined): Schema | undefined {
  return isObject(value) ? value : undefined;
}

/** The own field of a JSON value; undefined when it is no object. */
export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? own(value, name) : undefined;
}

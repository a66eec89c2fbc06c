import { compileGoRegexp } from '../../core/goRegexp';
import { equal } from '../../core/json';
import { compareText } from '../../core/order';
import type { FieldPath } from '../../core/fieldPath';
import { errorText, forbidden, invalid, required, type FieldError } from '../fieldError';
import { itemListOf, itemsOf, propertiesOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** Where a schema stands: it decides how a missing type is called. */
type Level = 'root' | 'item' | 'field';

const missingType: Record<Level, string> = {
  root: 'must not be empty at the root', item: 'must not be empty for specified array items', field: 'must not be empty for specified object fields'
};
const intOrString = [{ type: 'integer' }, { type: 'string' }];

/** What keeps a schema from being made structural at all (`NewStructural`, apiserver/schema/convert.go, v1.36). */
export function structuralError(schema: Schema): string | undefined {
  const unsupported = unsupportedField(schema);
  if (unsupported !== undefined) return `OpenAPIV3Schema '${unsupported}' is not supported`;
  const nested = [schema.not, ...schema.allOf ?? [], ...schema.anyOf ?? [], ...schema.oneOf ?? []];
  for (const part of nested) {
    const error = part === undefined ? undefined : structuralError(part);
    if (error !== undefined) return error;
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined";
  if (itemListOf(schema).length > 0) return "OpenAPIV3Schema 'items' must be a schema, but is an array";
  for (const part of [itemsOf(schema), ...propertiesOf(schema).map(([, property]) => property), schemaOrBool(schema.additionalProperties)?.schema]) {
    const error = part === undefined ? undefined : structuralError(part);
    if (error !== undefined) return error;
  }
  return undefined;
}

function unsupportedField(schema: Schema): string | undefined {
  if ((schema.id ?? '') !== '') return 'id';
  if ((schema.$schema ?? '') !== '') return 'schema';
  if ((schema.$ref ?? '') !== '') return '$ref';
  if (Object.keys(schema.patternProperties ?? {}).length > 0) return 'patternProperties';
  if (Object.keys(schema.dependencies ?? {}).length > 0) return 'dependencies';
  if (schema.additionalItems !== undefined) return 'additionalItems';
  return Object.keys(schema.definitions ?? {}).length > 0 ? 'definitions' : undefined;
}

/** The invariants of a structural schema (apiserver/schema/validation.go and complete.go, v1.36), sorted by their texts. */
export function validateStructural(schema: Schema, path: FieldPath): FieldError[] {
  const errors = [...validateInvariants(schema, 'root', path), ...validateCompleteness(schema, schema, { schema: path, validation: path })];
  return errors.sort((a, b) => compareText(errorText(a), errorText(b)));
}

function validateInvariants(schema: Schema, level: Level, path: FieldPath): FieldError[] {
  const { type = '' } = schema, items = itemsOf(schema), additional = schemaOrBool(schema.additionalProperties);
  const errors = type === 'array' && items === undefined ? [required(path.child('items'), 'must be specified')] : [];
  if (items !== undefined) errors.push(...validateInvariants(items, 'item', path.child('items')));
  for (const [name, property] of propertiesOf(schema)) errors.push(...validateInvariants(property, 'field', path.child('properties').key(name)));
  if (additional !== undefined && level === 'root') errors.push(forbidden(path.child('additionalProperties'), 'must not be used at the root'));
  if (additional?.schema !== undefined) errors.push(...validateInvariants(additional.schema, 'field', path.child('additionalProperties')));
  errors.push(...validateExtensions(schema, path));
  errors.push(...validateValueValidation(schema, intOrStringPlace(schema), path));
  errors.push(...validateType(schema, level, path));
  errors.push(...validateMeta(schema, level, path));
  if (schema['x-kubernetes-embedded-resource'] === true && !preserves(schema) && propertiesOf(schema).length === 0) {
    errors.push(required(path.child('properties'), 'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields'));
  }
  return errors;
}

function preserves(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

function validateExtensions(schema: Schema, path: FieldPath): FieldError[] {
  if (schema['x-kubernetes-int-or-string'] !== true) return [];
  return (['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const).filter(field => schema[field] === true)
    .map(field => invalid(path.child(field), true, 'must be false if x-kubernetes-int-or-string is true'));
}

function validateType(schema: Schema, level: Level, path: FieldPath): FieldError[] {
  const { type = '' } = schema, at = path.child('type'), errors: FieldError[] = [];
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  if (embedded && type !== 'object') {
    const detail = 'must be object if x-kubernetes-embedded-resource is true';
    errors.push(type === '' ? required(at, detail) : invalid(at, type, detail));
  } else if (type === '' && schema['x-kubernetes-int-or-string'] !== true && !preserves(schema)) {
    errors.push(required(at, missingType[level]));
  }
  if (embedded && schema.additionalProperties !== undefined) errors.push(forbidden(path.child('additionalProperties'), 'must not be used if x-kubernetes-embedded-resource is set'));
  if (level === 'root' && type !== '' && type !== 'object') errors.push(invalid(at, type, 'must be object at the root'));
  return errors;
}

/** `kind`, `apiVersion` and `metadata` of a resource are what they always are. */
function validateMeta(schema: Schema, level: Level, path: FieldPath): FieldError[] {
  const resource = level === 'root' || schema['x-kubernetes-embedded-resource'] === true, errors: FieldError[] = [];
  for (const name of ['kind', 'apiVersion']) {
    const property = propertyOf(schema, name);
    if (property !== undefined && resource && property.type !== 'string') errors.push(invalid(path.child('properties').key(name).child('type'), property.type ?? '', 'must be string'));
  }
  const metadata = propertyOf(schema, 'metadata'), at = path.child('properties').key('metadata');
  if (metadata === undefined) return errors;
  if (resource && metadata.type !== 'object') errors.push(invalid(at.child('type'), metadata.type ?? '', 'must be object'));
  if (level === 'root' && !isBareMetadata(metadata)) errors.push(forbidden(at, 'must not specify anything other than name and generateName, but metadata is implicitly specified'));
  return errors;
}

function isBareMetadata({ type: _, default: __, properties = {}, ...rest }: Schema): boolean {
  return Object.keys(properties).every(name => name === 'name' || name === 'generateName') && Object.keys(rest).length === 0;
}

/** Where the pattern "integer or string" stands, the one place in which types may be nested. */
type IntOrStringPlace = 'anyOf' | 'firstAllOf' | 'both' | 'none';

function intOrStringPlace(schema: Schema): IntOrStringPlace {
  const anyOf = equal(schema.anyOf, intOrString), firstAllOf = equal(schema.allOf?.[0]?.anyOf, intOrString);
  return anyOf && firstAllOf ? 'both' : anyOf ? 'anyOf' : firstAllOf ? 'firstAllOf' : 'none';
}

function validateValueValidation(schema: Schema, place: IntOrStringPlace, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (place !== 'anyOf' && place !== 'both') (schema.anyOf ?? []).forEach((part, i) => errors.push(...validateNested(part, 'none', path.child('anyOf').index(i))));
  (schema.allOf ?? []).forEach((part, i) => {
    const first = i === 0 && (place === 'firstAllOf' || place === 'both');
    errors.push(...validateNested(part, first ? 'anyOf' : 'none', path.child('allOf').index(i)));
  });
  (schema.oneOf ?? []).forEach((part, i) => errors.push(...validateNested(part, 'none', path.child('oneOf').index(i))));
  if (schema.not !== undefined) errors.push(...validateNested(schema.not, 'none', path.child('not')));
  const pattern = schema.pattern ?? '', compiled = compileGoRegexp(pattern);
  if (!compiled.ok) errors.push(invalid(path.child('pattern'), pattern, `must be a valid regular expression, but isn't: ${compiled.error}`));
  return errors;
}

/** Fields that shape an object and have no place under `allOf`, `anyOf`, `oneOf`, `not`, with what must be said of them. */
const shaping: readonly (readonly [keyof Schema, string])[] = [
  ['type', 'empty'], ['additionalProperties', 'undefined'], ['default', 'undefined'], ['title', 'empty'], ['description', 'empty'], ['nullable', 'false'],
  ['x-kubernetes-preserve-unknown-fields', 'false'], ['x-kubernetes-embedded-resource', 'false'], ['x-kubernetes-int-or-string', 'false'],
  ['x-kubernetes-list-map-keys', 'empty'], ['x-kubernetes-list-type', 'undefined'], ['x-kubernetes-map-type', 'undefined'], ['x-kubernetes-validations', 'empty']
];

function validateNested(schema: Schema, place: IntOrStringPlace, path: FieldPath): FieldError[] {
  const errors = validateValueValidation(schema, place, path), items = itemsOf(schema);
  if (items !== undefined) errors.push(...validateNested(items, 'none', path.child('items')));
  for (const [name, property] of propertiesOf(schema)) errors.push(...validateNested(property, 'none', path.child('properties').key(name)));
  for (const [field, state] of shaping) {
    // `additionalProperties: false` leaves no trace in a nested schema.
    if (schema[field] !== undefined && !(field === 'additionalProperties' && schema[field] === false)) errors.push(forbidden(path.child(field), `must be ${state} to be structural`));
  }
  if (propertyOf(schema, 'metadata') !== undefined) errors.push(forbidden(path.child('properties').key('metadata'), 'must not be specified in a nested context'));
  return errors;
}

interface BothPaths { readonly schema: FieldPath; readonly validation: FieldPath }

/** Every field that a nested schema speaks of is specified outside of it, too. */
function validateCompleteness(validation: Schema, schema: Schema, paths: BothPaths): FieldError[] {
  const at = (field: string, i: number): BothPaths => ({ schema: paths.schema, validation: paths.validation.child(field).index(i) });
  return [
    ...(validation.not === undefined ? [] : validateNestedCompleteness(validation.not, schema, { schema: paths.schema, validation: paths.validation.child('not') })),
    ...(['allOf', 'anyOf', 'oneOf'] as const).flatMap(field => (validation[field] ?? []).flatMap((part, i) => validateNestedCompleteness(part, schema, at(field, i))))
  ];
}

function validateNestedCompleteness(validation: Schema, schema: Schema | undefined, paths: BothPaths): FieldError[] {
  if (schema === undefined) return [required(paths.schema, `because it is defined in ${paths.validation.toString()}`)];
  const errors = validateCompleteness(validation, schema, paths), items = itemsOf(validation);
  if (items !== undefined) errors.push(...validateNestedCompleteness(items, itemsOf(schema), { schema: paths.schema.child('items'), validation: paths.validation.child('items') }));
  for (const [name, property] of propertiesOf(validation)) {
    const below: BothPaths = { schema: paths.schema.child('properties').key(name), validation: paths.validation.child('properties').key(name) };
    errors.push(...validateNestedCompleteness(property, propertyOf(schema, name), below));
  }
  return errors;
}

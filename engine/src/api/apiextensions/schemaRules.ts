import type { ValidationRule } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, notSupported, required, type FieldError } from '../fieldError';
import { validateListSchema } from './listSchemas';
import { dependencySchemas, itemListOf, itemsOf, propertiesOf, rulesOf, schemaOrBool, type Schema } from './schema';
import { schemaFieldPath } from './schemaFieldPath';
import { structuralError } from './structural';
import type { RuleChecker } from './ruleChecker';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const ruleReasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];

/** What is asked of every schema of a definition; an update does not ask what the stored one does not hold to. */
export interface SchemaOptions {
  readonly types: 'judged' | 'any';
  readonly setItems: 'atomic' | 'any';
  readonly mapKeys: 'required' | 'any';
}

/** Where a schema stands. */
export interface SchemaPlace {
  readonly options: SchemaOptions;
  readonly isRoot: boolean;
  /** Why defaults may not be set here. */
  readonly noDefaults: string | undefined;
  readonly insideMeta: boolean;
  /** The nearest place above whose old and new values cannot be told together, so that rules cannot speak of `oldSelf`. */
  readonly uncorrelatable: FieldPath | undefined;
  /** Checks the rules; undefined where the schema is not structural, or under `allOf` and the like. */
  readonly rules: RuleChecker | undefined;
}

/** Errors of a schema and of its rules: rules are only judged where the schemas below them are sound. */
export interface SchemaErrors { readonly schema: FieldError[]; readonly rules: FieldError[] }

/** The rules of a CRD's schema, part by part (`ValidateCustomResourceDefinitionOpenAPISchema`, apiextensions/validation, v1.36). */
export function validateSchema(schema: Schema, path: FieldPath, place: SchemaPlace): SchemaErrors {
  const errors: SchemaErrors = { schema: validateSupport(schema, path, place), rules: [] };
  if (schema.uniqueItems === true) errors.schema.push(forbidden(path.child('uniqueItems'), 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'));
  validateParts(schema, path, { place, errors });
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) errors.schema.push(invalid(path.child('x-kubernetes-preserve-unknown-fields'), false, 'must be true or undefined'));
  errors.schema.push(...validateMapType(schema, path), ...validateListSchema(schema, path, place.options));
  rulesOf(schema).forEach((rule, i) => errors.schema.push(...validateRule(rule, schema, path.child('x-kubernetes-validations').index(i))));
  if (rulesOf(schema).length > 0 && errors.schema.length === 0 && place.rules !== undefined) errors.rules.push(...place.rules.check(path, place.uncorrelatable));
  return errors;
}

interface Visit { readonly place: SchemaPlace; readonly errors: SchemaErrors }

function descend(schema: Schema | undefined, path: FieldPath, { place, errors }: Visit): void {
  if (schema === undefined) return;
  const found = validateSchema(schema, path, { ...place, isRoot: false });
  errors.schema.push(...found.schema);
  errors.rules.push(...found.rules);
}

function validateParts(schema: Schema, path: FieldPath, visit: Visit): void {
  const { place, errors } = visit, additional = schemaOrBool(schema.additionalProperties);
  if (additional !== undefined) {
    const at = path.child('additionalProperties');
    if (Object.keys(schema.properties ?? {}).length > 0 && (!additional.allows || additional.schema !== undefined)) errors.schema.push(forbidden(at, 'additionalProperties and properties are mutual exclusive'));
    const noDefaults = place.insideMeta ? 'inside additionalProperties applying to object metadata' : place.noDefaults;
    descend(additional.schema, at, { errors, place: { ...place, noDefaults, rules: place.rules?.additional() } });
  }
  for (const [name, property] of propertiesOf(schema)) descend(property, path.child('properties').key(name), { errors, place: propertyPlace(name, schema, path, place) });
  const nested: Visit = { errors, place: { ...place, rules: undefined } };
  descend(schema.not, path.child('not'), nested);
  for (const field of ['allOf', 'oneOf', 'anyOf'] as const) (schema[field] ?? []).forEach((part, i) => { descend(part, path.child(field).index(i), nested); });
  for (const name of Object.keys(schema.definitions ?? {})) descend(schema.definitions?.[name], path.child('definitions').key(name), nested);
  const uncorrelatable = schema['x-kubernetes-list-type'] === 'map' ? place.uncorrelatable : place.uncorrelatable ?? path;
  const items: Visit = { errors, place: { ...place, uncorrelatable, rules: place.rules?.items() } };
  descend(itemsOf(schema), path.child('items'), items);
  itemListOf(schema).forEach((part, i) => { descend(part, path.child('items').index(i), items); });
  for (const [name, part] of dependencySchemas(schema)) descend(part, path.child('dependencies').key(name), nested);
}

function propertyPlace(name: string, schema: Schema, path: FieldPath, place: SchemaPlace): SchemaPlace {
  const mapType = schema['x-kubernetes-map-type'], correlatable = mapType === undefined || mapType === 'granular' || mapType === 'atomic';
  const meta = (place.isRoot || schema['x-kubernetes-embedded-resource'] === true) && (name === 'metadata' || name === 'kind' || name === 'apiVersion');
  return {
    ...place,
    uncorrelatable: correlatable ? place.uncorrelatable : place.uncorrelatable ?? path,
    insideMeta: place.insideMeta || meta,
    noDefaults: meta && place.isRoot ? `in top-level ${name}` : place.noDefaults,
    rules: place.rules?.property(name)
  };
}

/** What OpenAPI has and Kubernetes has not. */
function validateSupport(schema: Schema, path: FieldPath, place: SchemaPlace): FieldError[] {
  const errors: FieldError[] = [], { type = '' } = schema;
  if (place.options.types === 'judged' && type !== '' && !types.includes(type)) errors.push(notSupported(path.child('type'), type, types));
  if (schema.default !== undefined && place.noDefaults !== undefined) errors.push(forbidden(path.child('default'), `must not be set ${place.noDefaults}`));
  if ((schema.id ?? '') !== '') errors.push(forbidden(path.child('id'), 'id is not supported'));
  for (const field of ['additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref'] as const) {
    if (schema[field] !== undefined) errors.push(forbidden(path.child(field), `${field} is not supported`));
  }
  if (type === 'null') errors.push(forbidden(path.child('type'), 'type cannot be set to null, use nullable as an alternative'));
  if (itemListOf(schema).length > 0) errors.push(forbidden(path.child('items'), 'items must be a schema object and not an array'));
  if (place.insideMeta && schema['x-kubernetes-embedded-resource'] === true) errors.push(forbidden(path.child('x-kubernetes-embedded-resource'), 'must not be used inside of resource meta'));
  return errors;
}

function validateMapType(schema: Schema, path: FieldPath): FieldError[] {
  const mapType = schema['x-kubernetes-map-type'], { type = '' } = schema, errors: FieldError[] = [], detail = 'must be object if x-kubernetes-map-type is specified';
  if (mapType === undefined) return [];
  if (type !== 'object') errors.push(type === '' ? required(path.child('type'), detail) : invalid(path.child('type'), type, detail));
  if (mapType !== 'atomic' && mapType !== 'granular') errors.push(notSupported(path.child('x-kubernetes-map-type'), mapType, ['atomic', 'granular']));
  return errors;
}

function validateRule(validation: ValidationRule, schema: Schema, path: FieldPath): FieldError[] {
  const { rule = '', message = '', messageExpression = '', reason, fieldPath = '' } = validation, errors: FieldError[] = [];
  const messagePath = path.child('message'), fieldPathPath = path.child('fieldPath');
  if (rule.trim() === '') errors.push(required(path.child('rule'), 'rule is not specified'));
  else if (message !== '' && message.trim() === '') errors.push(invalid(messagePath, message, 'must be non-empty if specified'));
  else if (hasNewlines(message.trim())) errors.push(invalid(messagePath, message, 'must not contain line breaks'));
  else if (hasNewlines(rule.trim()) && message.trim() === '') errors.push(required(messagePath, 'message must be specified if rule contains line breaks'));
  if (messageExpression !== '' && messageExpression.trim() === '') errors.push(required(path.child('messageExpression'), 'messageExpression must be non-empty if specified'));
  if (reason !== undefined && !ruleReasons.includes(reason)) errors.push(notSupported(path.child('reason'), reason, ruleReasons));
  if (fieldPath !== '' && fieldPath.trim() === '') errors.push(invalid(fieldPathPath, fieldPath, 'must be non-empty if specified'));
  if (hasNewlines(fieldPath)) errors.push(invalid(fieldPathPath, fieldPath, 'must not contain line breaks'));
  if (fieldPath !== '' && structuralError(schema) === undefined && !schemaFieldPath(fieldPath, schema).ok) errors.push(invalid(fieldPathPath, fieldPath, 'must be a valid path'));
  return errors;
}

function hasNewlines(text: string): boolean {
  return /[\n\r]/.test(text);
}

import type { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { compileGoRegexp } from '../../core/goRegexp';
import { equal, isObject, own, type Json, type JsonObject } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { invalid, notSupported, required, tooLong, tooMany, typeInvalid, type FieldError } from '../fieldError';
import { formatCheck, isRecognizedFormat } from './formats';
import { itemsOf, propertiesOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** What kube-openapi's validator finds in a value: its errors, and how many checks it made (`MatchCount` chooses among alternatives). */
interface Outcome { readonly errors: Finding[]; count: number }
/** An error at a dotted name below the start; without a name it lies at the start itself. */
interface Finding { readonly name: string | undefined; make(path: FieldPath): FieldError }

/**
 * Validates a value against a schema as kube-openapi's `SchemaValidator` does (k8s.io/kube-openapi/pkg/validation/validate, as of v1.36),
 * and reports as `ValidateCustomResource` does: names below `path` are one dotted step.
 */
export function validateValue(value: Json, schema: Schema, path: FieldPath): FieldError[] {
  return validate(value, schema, '').errors.map(({ name, make }) => make(name === undefined || name === '' || name === '.' ? path : path.child(name.replace(/^\./, ''))));
}

/** The same on update: what is wrong with a part that did not change is let through, as CRD validation ratcheting does. Lists change as a whole. */
export function validateValueUpdate(value: Json, old: Json, schema: Schema, path: FieldPath): FieldError[] {
  const errors = validate(value, schema, '').errors.filter(({ name }) => name === undefined ? !equal(value, old) : !isUnchanged(name, value, old));
  return errors.map(({ name, make }) => make(name === undefined || name === '' || name === '.' ? path : path.child(name.replace(/^\./, ''))));
}

/** Whether the nearest part above a name (or the part itself) that both values have is the same in both. */
function isUnchanged(name: string, value: Json, old: Json): boolean {
  let now: Json | undefined = value, before: Json | undefined = old;
  for (const step of name.replace(/^\./, '').split('.')) {
    const key = step.replace(/\[.*$/, ''), next: Json | undefined = isObject(now) ? own(now, key) : undefined;
    if (next === undefined || !isObject(before)) break;
    now = next;
    before = own(before, key);
    if (step.includes('[')) break;
  }
  return before !== undefined && equal(now, before);
}

function validate(value: Json | undefined, schema: Schema, name: string): Outcome {
  const outcome: Outcome = { errors: [], count: 0 };
  if (value === null || value === undefined) {
    validateType(null, schema, { name, outcome });
    validateEnum(null, schema, { name, outcome });
    return outcome;
  }
  const here: Here = { name, outcome };
  validateType(value, schema, here);
  validateAlternatives(value, schema, here);
  if (typeof value === 'string') validateString(value, schema, here);
  if (typeof value === 'number') validateNumber(value, schema, here);
  if (Array.isArray(value)) validateArray(value, schema, here);
  validateEnum(value, schema, here);
  if (isObject(value)) validateObject(value, schema, here);
  outcome.count++;
  return outcome;
}

interface Here { readonly name: string; readonly outcome: Outcome }

function report({ outcome, name }: Here, make: Finding['make'], at = name): void {
  outcome.errors.push({ name: at, make });
}

/** Said of no field at all: these errors have no place in the server's answer. */
function reportNowhere({ outcome }: Here, text: string): void {
  outcome.errors.push({ name: undefined, make: path => invalid(path, '', text) });
}

function merge({ outcome }: Here, other: Outcome): void {
  outcome.errors.push(...other.errors);
  outcome.count += other.count + 1;
}

function typesOf(schema: Schema): readonly string[] {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  return (schema.type ?? '') === '' ? [] : [schema.type ?? ''];
}

/** The JSON type of a value, a whole number being an integer. */
function typeName(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}

function formatOf(schema: Schema): string {
  const format = schema.format ?? '', types = typesOf(schema);
  return format !== '' && isRecognizedFormat(format, types.length === 1 ? types[0] ?? '' : '') ? format : '';
}

function validateType(value: Json, schema: Schema, here: Here): void {
  const types = typesOf(schema), format = formatOf(schema), found = typeName(value), { name } = here;
  if (types.length === 0 && format === '') return;
  here.outcome.count++;
  if (value === null && (types.length === 0 || schema.nullable === true)) return;
  if (typeof value === 'string' && format !== '' && !types.includes('number') && !types.includes('integer')) return;
  if (types.includes(found) || (found === 'integer' && types.includes('number'))) return;
  const expected = types.join(',');
  report(here, path => typeInvalid(path, found, `${name} in body must be of type ${expected}: ${goQuote(found)}`));
}

function validateAlternatives(value: Json, schema: Schema, here: Here): void {
  const quoted = goQuote(here.name), anyOf = (schema.anyOf ?? []).map(part => validate(value, part, here.name));
  if (anyOf.length > 0 && !anyOf.some(isValid)) {
    reportNowhere(here, `${quoted} must validate at least one schema (anyOf)`);
    merge(here, closest(anyOf));
  }
  const oneOf = (schema.oneOf ?? []).map(part => validate(value, part, here.name)), valid = oneOf.filter(isValid).length;
  if (oneOf.length > 0 && valid !== 1) {
    reportNowhere(here, `${quoted} must validate one and only one schema (oneOf). ${valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`}`);
    if (valid === 0) merge(here, closest(oneOf));
  }
  const allOf = (schema.allOf ?? []).map(part => validate(value, part, here.name)), passed = allOf.filter(isValid).length;
  for (const outcome of allOf) merge(here, outcome);
  if (passed < allOf.length) reportNowhere(here, `${quoted} must validate all the schemas (allOf)${passed === 0 ? '. None validated' : ''}`);
  if (schema.not !== undefined && isValid(validate(value, schema.not, here.name))) reportNowhere(here, `${quoted} must not validate the schema (not)`);
  here.outcome.count++;
}

function isValid(outcome: Outcome): boolean {
  return outcome.errors.length === 0;
}

/** The failed alternative with the most checks made, the first of equals. */
function closest(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((best, outcome) => outcome.count > best.count ? outcome : best);
}

function validateString(value: string, schema: Schema, here: Here): void {
  const { name } = here, { maxLength, minLength, pattern = '' } = schema;
  const problem = stringProblem(value, schema, name);
  if (maxLength !== undefined || minLength !== undefined || pattern !== '') here.outcome.count++;
  if (problem !== undefined) report(here, problem);
  const format = formatOf(schema), check = formatCheck(format);
  if (check === undefined) return;
  here.outcome.count++;
  if (!check(value)) report(here, path => typeInvalid(path, value, `${name} in body must be of type ${format}: ${goQuote(value)}`));
}

/** Length and pattern: the first that is wrong. Characters are counted, not bytes. */
function stringProblem(value: string, { maxLength, minLength, pattern = '' }: Schema, name: string): Finding['make'] | undefined {
  const length = maxLength === undefined && minLength === undefined ? 0 : [...value].length;
  if (maxLength !== undefined && length > maxLength) return path => tooLong(path, maxLength);
  if (minLength !== undefined && length < minLength) return path => invalid(path, value, `${name} in body should be at least ${minLength} chars long`);
  if (pattern === '') return undefined;
  const compiled = compileGoRegexp(pattern);
  if (!compiled.ok) return path => invalid(path, value, `${name} in body should match '${pattern}, but pattern is invalid: ${compiled.error}'`);
  return compiled.regexp.test(value) ? undefined : path => invalid(path, value, `${name} in body should match '${pattern}'`);
}

function validateNumber(value: number, schema: Schema, here: Here): void {
  const { name } = here, { multipleOf, maximum, minimum } = schema, type = typesOf(schema)[0] ?? '', format = formatOf(schema);
  here.outcome.count++;
  const whole = Number.isInteger(value), limit = (bound: number): string => whole ? String(Math.trunc(bound)) : goFloat(bound);
  if (type === 'integer' && (!whole || (format === 'int32' && (value > 2147483647 || value < -2147483648)))) {
    reportNowhere(here, `Checked value must be of type integer ${format === '' ? '(default format)' : `with format ${format}`} in ${name}`);
  }
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) report(here, path => invalid(path, value, `${name} in body should be a multiple of ${limit(multipleOf)}`));
  if (maximum !== undefined && (value > maximum || (schema.exclusiveMaximum === true && value >= maximum))) {
    const words = schema.exclusiveMaximum === true ? 'less than' : 'less than or equal to';
    report(here, path => invalid(path, value, `${name} in body should be ${words} ${limit(maximum)}`));
  }
  if (minimum !== undefined && (value < minimum || (schema.exclusiveMinimum === true && value <= minimum))) {
    const words = schema.exclusiveMinimum === true ? 'greater than' : 'greater than or equal to';
    report(here, path => invalid(path, value, `${name} in body should be ${words} ${limit(minimum)}`));
  }
}

function isMultiple(value: number, factor: number): boolean {
  return factor === 0 || Number.isInteger(factor < 1 ? 1 / factor * value : value / factor);
}

/** `%v` of a float: an exponent from 1e21 on. */
function goFloat(value: number): string {
  return Math.abs(value) >= 1e21 ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2') : String(value);
}

function validateArray(items: readonly Json[], schema: Schema, here: Here): void {
  const { name } = here, { minItems, maxItems } = schema, itemSchema = itemsOf(schema), size = items.length;
  if (itemSchema !== undefined) items.forEach((item, i) => { merge(here, validate(item, itemSchema, `${name}[${i}]`)); });
  if (minItems !== undefined && size < minItems) report(here, path => invalid(path, size, `${name} in body should have at least ${minItems} items`));
  if (maxItems !== undefined && size > maxItems) report(here, path => tooMany(path, size, maxItems));
  here.outcome.count++;
}

function validateEnum(value: Json, schema: Schema, here: Here): void {
  const allowed = schema.enum ?? [];
  here.outcome.count++;
  if (allowed.length === 0 || allowed.some(item => equal(item, value))) return;
  report(here, path => notSupported(path, value ?? '', allowed.map(item => typeof item === 'string' ? item : JSON.stringify(item))));
}

function validateObject(value: JsonObject, schema: Schema, here: Here): void {
  const { name } = here, { minProperties, maxProperties } = schema, keys = sortedKeys(value), size = keys.length;
  if (minProperties !== undefined && size < minProperties) {
    report(here, path => invalid(path, size, `${name} in body should have at least ${minProperties} properties`));
    return;
  }
  if (maxProperties !== undefined && size > maxProperties) { report(here, path => tooMany(path, size, maxProperties)); return; }
  const additional = schemaOrBool(schema.additionalProperties);
  for (const key of keys) {
    if (additional === undefined || propertyOf(schema, key) !== undefined) continue;
    if (!additional.allows) report(here, path => invalid(path, '', `${name}.${key} in body is a forbidden property`), name);
    else if (additional.schema !== undefined) merge(here, validate(own(value, key), additional.schema, `${name}.${key}`));
  }
  for (const [key, property] of propertiesOf(schema)) {
    if (Object.prototype.hasOwnProperty.call(value, key)) merge(here, validate(own(value, key), property, name === '' ? key : `${name}.${key}`));
  }
  for (const key of schema.required ?? []) {
    const defaulted = propertyOf(schema, key)?.default !== undefined;
    if (!Object.prototype.hasOwnProperty.call(value, key) && !defaulted) report(here, path => required(path), `${name}.${key}`);
  }
  here.outcome.count++;
}

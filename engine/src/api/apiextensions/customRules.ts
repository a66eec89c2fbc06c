import { FieldPath } from '../../core/fieldPath';
import { equal, isList, isObject, own, type Json } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { evaluate } from '../cel/interpreter';
import type { Program } from '../cel/compile';
import { isFailure, none, some, type CelValue } from '../cel/values';
import { duplicate, forbidden, invalid, required, type FieldError } from '../fieldError';
import { byteLength } from '../validation/names';
import { itemsOf, propertyOf, rulesOf, schemaOrBool, someSchema, type Schema } from './schema';
import { rulePrograms, type RuleProgram } from './rulePrograms';
import { valueOfSchema } from './schemaValues';

const budgetPerObject = 10_000_000, maxMessageBytes = 5 * 1024;

/** A value and what stood in its place before, if anything can be told to. */
interface Change { readonly value: Json; readonly old: Json | undefined }

/** What is left to spend, and the errors so far. */
interface Run { budget: number; readonly errors: FieldError[]; readonly warnings: string[]; exhausted: boolean; readonly ratchet: boolean }

/** Errors of rules, and those that an unchanged value is merely warned of. */
export interface RuleFindings { readonly errors: readonly FieldError[]; readonly warnings: readonly string[] }

/** Runs the rules of a schema on an object, on update beside the old one (apiserver/schema/cel/validation.go, v1.36). */
export function validateRules(change: Change, schema: Schema, update: boolean): RuleFindings {
  const run: Run = { budget: budgetPerObject, errors: [], warnings: [], exhausted: false, ratchet: update };
  if (someSchema(schema, part => rulesOf(part).length > 0)) visit(change, schema, { path: FieldPath.root, isResource: true, run });
  return run;
}

/** Runs the rules of a schema on its own default value: as an update to itself, then as something new. */
export function validateRulesOnDefault(value: Json, schema: Schema, path: FieldPath): FieldError[] {
  const attempt = (old: Json | undefined): FieldError[] => {
    const run: Run = { budget: budgetPerObject, errors: [], warnings: [], exhausted: false, ratchet: false };
    visit({ value, old }, schema, { path, isResource: schema['x-kubernetes-embedded-resource'] === true, run });
    return run.errors;
  };
  const errors = attempt(value);
  return errors.length > 0 ? errors : attempt(undefined);
}

interface At { readonly path: FieldPath; readonly isResource: boolean; readonly run: Run }

function visit(change: Change, schema: Schema, at: At): void {
  const { value, old } = change, { run, path } = at;
  if (value === null || run.exhausted) return;
  runRules(change, schema, at);
  const part = (item: Json | undefined, before: Json | undefined, below: Schema | undefined, where: FieldPath): void => {
    if (below !== undefined && item !== undefined) visit({ value: item, old: before }, below, { path: where, isResource: below['x-kubernetes-embedded-resource'] === true, run });
  };
  if (isList(value)) {
    value.forEach((item, i) => { part(item, correlated(item, old, schema), itemsOf(schema), path.index(i)); });
    return;
  }
  if (!isObject(value)) return;
  const additional = schemaOrBool(schema.additionalProperties)?.schema, before = isObject(old) ? old : {};
  for (const key of sortedKeys(value)) {
    part(own(value, key), own(before, key), additional, path.key(key));
    part(own(value, key), own(before, key), propertyOf(schema, key), path.child(key));
  }
}

/** The old item of the same keys, in lists that are maps. */
function correlated(item: Json, old: Json | undefined, schema: Schema): Json | undefined {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (schema['x-kubernetes-list-type'] !== 'map' || !isList(old) || !isObject(item)) return undefined;
  return old.find(other => isObject(other) && keys.every(key => equal(own(other, key), own(item, key))));
}

function runRules({ value, old }: Change, schema: Schema, { path, isResource, run }: At): void {
  const programs = rulePrograms(schema, isResource);
  if (programs.length === 0) return;
  const typed: Schema = isResource ? { ...schema, 'x-kubernetes-embedded-resource': true } : schema;
  const self = valueOfSchema(value, typed), oldSelf = old === undefined || old === null ? undefined : valueOfSchema(old, typed);
  for (const program of programs) {
    if (run.exhausted) return;
    runRule(program, { self, oldSelf, value, unchanged: run.ratchet && old !== undefined && equal(value, old) }, { schema, path, run });
  }
}

interface Subject { readonly self: CelValue; readonly oldSelf: CelValue | undefined; readonly value: Json; readonly unchanged: boolean }
interface RuleScope { readonly schema: Schema; readonly path: FieldPath; readonly run: Run }

function runRule(compiled: RuleProgram, subject: Subject, { schema, path, run }: RuleScope): void {
  const { rule, program } = compiled, type = schema.type ?? '', optional = rule.optionalOldSelf === true;
  if (compiled.error !== undefined) { run.errors.push(invalid(path, type, `rule compile error: ${compiled.error}`)); return; }
  if (program === undefined || (compiled.usesOldSelf && subject.oldSelf === undefined && !optional)) return;
  const oldSelf = optional ? (subject.oldSelf === undefined ? none : some(subject.oldSelf)) : subject.oldSelf;
  const variables = new Map<string, CelValue>([['self', subject.self], ...(oldSelf === undefined ? [] : [['oldSelf', oldSelf] as const])]);
  const { value, cost } = evaluate(program, { variables });
  if (cost > run.budget) {
    run.errors.push(invalid(path, type, 'validation failed due to running out of cost budget, no further validation rules will be run'));
    run.exhausted = true;
    return;
  }
  run.budget -= cost;
  if (value === true) return;
  if (isFailure(value)) { runError(value.message, compiled, { schema, path, run }); return; }
  const at = compiled.fieldPath === '' ? path : path.child(compiled.fieldPath);
  const detail = (compiled.message === undefined ? undefined : messageText(compiled.message, variables)) ?? defaultMessage(compiled);
  const shown = type === 'object' || type === 'array' ? undefined : subject.value;
  const error = errorFor(rule.reason, { path: at, value: shown, detail });
  if (!compiled.usesOldSelf && subject.unchanged) run.warnings.push(`${error.path.toString()}: ${detail}`);
  else run.errors.push(error);
}

function runError(message: string, { rule }: RuleProgram, { schema, path, run }: RuleScope): void {
  const text = ruleText(rule.message, rule.rule), type = schema.type ?? '';
  if (message.startsWith('no such overload')) {
    run.errors.push(invalid(path, type, `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${text}`));
  } else if (message.startsWith('operation cancelled: actual cost limit exceeded')) {
    run.errors.push(invalid(path, type, `'${message}': no further validation rules will be run due to call cost exceeds limit for rule: ${text}`));
    run.exhausted = true;
  } else {
    run.errors.push(invalid(path, type, `${message} evaluating rule: ${text}`));
  }
}

function ruleText(message = '', rule = ''): string {
  return (message === '' ? rule : message).trim();
}

function defaultMessage({ rule }: RuleProgram): string {
  return (rule.message ?? '') === '' ? `failed rule: ${(rule.rule ?? '').trim()}` : (rule.message ?? '').trim();
}

/** The message that an expression gives; undefined when it gives none that may be shown. */
function messageText(program: Program, variables: ReadonlyMap<string, CelValue>): string | undefined {
  const { value } = evaluate(program, { variables });
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.includes('\n') || byteLength(text) > maxMessageBytes ? undefined : text;
}

function errorFor(reason: string | undefined, { path, value, detail }: { readonly path: FieldPath; readonly value: Json | undefined; readonly detail: string }): FieldError {
  switch (reason) {
    case 'FieldValueForbidden': return forbidden(path, detail);
    case 'FieldValueRequired': return required(path, detail);
    case 'FieldValueDuplicate': return duplicate(path, value);
    default: return invalid(path, value, detail);
  }
}


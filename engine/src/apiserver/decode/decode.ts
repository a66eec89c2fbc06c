import { goJson } from '../../core/goText';
import { FieldPath } from '../../core/fieldPath';
import { isObject, own, type Json, type JsonObject, type Mutable } from '../../core/json';
import type { KubeObject } from '../../api/object';
import { apiVersionOf } from '../../api/object';
import type { ResourceKind } from '../../api/kind';
import type { SchemaStore } from '../../api/schema/schema';
import { Decoder, type DecodeProblem } from './decoder';
import { structPlan } from './plan';

/** How strictly unknown fields are taken (`fieldValidation` of a request). */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface Decoded {
  /** The object as far as it could be read; always carries apiVersion and kind. */
  readonly object: Mutable<KubeObject>;
  readonly problems: readonly DecodeProblem[];
  /** The server's refusal, word for word; undefined when decoding went well. */
  readonly refusal: string | undefined;
  /** What it says as `Warning:` instead, when unknown fields are let through. */
  readonly warnings: readonly string[];
}

/**
 * Reads a manifest's value as the server reads a request's body (apiserver/pkg/endpoints/handlers, sigs.k8s.io/json, v1.36):
 * the first error that stops Go, else the first wrong type, else all unknown fields together.
 */
export function decodeObject(value: Json, kind: ResourceKind, schemas: SchemaStore, validation: FieldValidation = 'Strict'): Decoded {
  if (kind.decode !== undefined && isObject(value)) return decodeCustom(value, kind, kind.decode, validation);
  const plan = structPlan(schemas, kind.definition);
  const decoder = new Decoder();
  const read = plan !== undefined && isObject(value) ? decoder.struct(value, plan) : {};
  const object: Mutable<KubeObject> = { ...read, apiVersion: apiVersionOf(kind.gvk), kind: kind.gvk.kind };
  const problems = validation === 'Strict' ? decoder.problems : decoder.problems.filter(problem => problem.type !== 'unknownField');
  const unknown = decoder.problems.filter(problem => problem.type === 'unknownField').map(problem => problem.message);
  const complaint = firstOf(problems);
  const { kind: name, version } = kind.gvk;
  return {
    object, problems,
    refusal: complaint === undefined ? undefined : `${name} in version "${version}" cannot be handled as a ${name}: ${complaint}`,
    warnings: validation === 'Warn' ? unknown : []
  };
}

/** A custom resource: its schema takes the place of a struct, and wrong types are for validation to find. */
function decodeCustom(value: JsonObject, kind: ResourceKind, decode: NonNullable<ResourceKind['decode']>, validation: FieldValidation): Decoded {
  const expected = apiVersionOf(kind.gvk), given = own(value, 'apiVersion');
  if (given !== expected && typeof given === 'string' && given !== '') {
    const message = `the API version in the data (${given}) does not match the expected API version (${expected})`;
    return { object: { apiVersion: expected, kind: kind.gvk.kind }, problems: [{ type: 'fatal', path: FieldPath.of('apiVersion'), message }], refusal: message, warnings: [] };
  }
  const { object, unknownFields } = decode(value), messages = unknownFields.map(field => `unknown field "${field}"`), name = kind.gvk.kind;
  const problems: DecodeProblem[] = validation !== 'Strict' ? [] : unknownFields.map(field => ({ type: 'unknownField', path: dottedPath(field), message: `unknown field "${field}"` }));
  return {
    object, problems,
    refusal: problems.length === 0 ? undefined : `${name} in version "${kind.gvk.version}" cannot be handled as a ${name}: strict decoding error: ${messages.join(', ')}`,
    warnings: validation === 'Warn' ? messages : []
  };
}

function dottedPath(text: string): FieldPath {
  return text.split('.').reduce((path, step) => {
    const [name = '', ...indices] = step.split('[');
    return indices.reduce((at, index) => at.index(Number(index.replace(']', ''))), path.child(name));
  }, FieldPath.root);
}

function firstOf(problems: readonly DecodeProblem[]): string | undefined {
  const hard = problems.find(problem => problem.type === 'fatal') ?? problems.find(problem => problem.type === 'type');
  if (hard !== undefined) return hard.message;
  const unknown = problems.filter(problem => problem.type === 'unknownField');
  return unknown.length === 0 ? undefined : `strict decoding error: ${unknown.map(problem => problem.message).join(', ')}`;
}

/** Why a value names no kind at all: what the server, or kubectl before it, says; undefined when apiVersion and kind are there. */
export function headProblem(value: Json): DecodeProblem | undefined {
  if (!isObject(value)) return { type: 'fatal', path: FieldPath.root, message: `json: cannot unmarshal ${jsonType(value)} into Go value of type struct` };
  for (const field of ['apiVersion', 'kind']) {
    const found = own(value, field);
    if (found !== undefined && found !== null && typeof found !== 'string') {
      return { type: 'fatal', path: FieldPath.of(field), message: `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonType(found)} into Go struct field .${field} of type string` };
    }
  }
  if ((own(value, 'kind') ?? '') === '') return { type: 'fatal', path: FieldPath.of('kind'), message: `Object 'Kind' is missing in '${briefJson(value)}'` };
  if ((own(value, 'apiVersion') ?? '') === '') return { type: 'fatal', path: FieldPath.of('apiVersion'), message: `Object 'apiVersion' is missing in '${briefJson(value)}'` };
  return undefined;
}

/** The value as kubectl quotes it; lists and objects far inside are cut, so that depth costs nothing. */
function briefJson(value: Json, depth = 0): string {
  if (typeof value !== 'object' || value === null) return goJson(value);
  if (depth > 50) return Array.isArray(value) ? '[…]' : '{…}';
  if (!isObject(value)) return `[${value.map(item => briefJson(item, depth + 1)).join(',')}]`;
  return `{${Object.keys(value).map(key => `${goJson(key)}:${briefJson(value[key] ?? null, depth + 1)}`).join(',')}}`;
}

function jsonType(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}

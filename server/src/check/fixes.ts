import { didYouMean, fieldAt, FieldPath, insertField, isObject, own, type Json, type LocatedProblem, type ManifestResource, type SchemaType, type ServedKind } from '../../../engine/src/index';
import type { Language } from '../language';
import { allowedValues } from '../schemaPlace';
import type { Fix } from './finding';
import { append, pathOf, rangeIn, valueAt } from './place';

/** What a problem of a resource can be mended with. */
export interface Around { readonly resource: ManifestResource; readonly kind: ServedKind; readonly language: Language }

/** The fixes that follow from the server's answer and the schema alone; [] when a person must decide. */
export function fixesOf(around: Around, problem: LocatedProblem): readonly Fix[] {
  switch (problem.reason) {
    case 'UnknownField': return renamed(around, problem.path);
    case 'TypeMismatch': return retyped(around, problem.path);
    case 'FieldValueNotSupported': return supported(around, problem);
    case 'FieldValueRequired': return added(around, problem.path);
    default: return [];
  }
}

/** The name that was meant by an unknown field, among those that are not there yet. */
export function meantField({ resource, kind, language }: Around, path: FieldPath): string | undefined {
  const segments = path.segments();
  const last = segments.at(-1);
  const parent = pathOf(segments.slice(0, -1));
  const type = fieldAt(language.schemas, kind.definition, parent)?.schema;
  const fields = type?.type === 'object' ? language.schemas.definition(type.definition)?.fields ?? [] : [];
  const present = valueAt(resource.value, parent);
  const free = fields.map(field => field.name).filter(name => !isObject(present) || own(present, name) === undefined);
  return last?.type === 'child' ? didYouMean(last.name, free) : undefined;
}

function renamed(around: Around, path: FieldPath): Fix[] {
  const meant = meantField(around, path);
  return meant === undefined ? [] : [{ title: `Change to "${meant}"`, edits: [{ range: rangeIn(around.resource, path, 'key'), text: meant }], preferred: true }];
}

/** Quotes around a number where a text is wanted, and none where a number is. */
function retyped({ resource, kind, language }: Around, path: FieldPath): Fix[] {
  const type = fieldAt(language.schemas, kind.definition, path)?.schema.type;
  const value = valueAt(resource.value, path);
  const range = rangeIn(resource, path, 'value');
  const { start } = resource.document.range;
  const written = resource.document.content.text.slice(range.start - start, range.end - start);
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return [{ title: 'Put it in quotes', edits: [{ range, text: JSON.stringify(written) }], preferred: true }];
  }
  const plain = typeof value === 'string' && ((type === 'integer' && /^-?\d{1,15}$/u.test(value)) || (type === 'boolean' && /^(true|false)$/u.test(value)));
  return plain ? [{ title: 'Take it out of its quotes', edits: [{ range, text: value }], preferred: true }] : [];
}

/** One fix a supported value, the nearest first. */
function supported({ resource }: Around, { path, error }: LocatedProblem): Fix[] {
  const value = valueAt(resource.value, path);
  if (typeof value !== 'string') return [];
  const values = [...(error?.detail ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(match => match[1] ?? '');
  const meant = didYouMean(value, values);
  const range = rangeIn(resource, path, 'value');
  return [...values].sort((a, b) => Number(b === meant) - Number(a === meant)).slice(0, 8)
    .map(text => ({ title: `Change to "${text}"`, edits: [{ range, text: /^[A-Za-z][\w./-]*$/u.test(text) ? text : JSON.stringify(text) }], preferred: text === meant }));
}

/** A required field that is missing in an object that is there. */
function added({ resource, kind, language }: Around, path: FieldPath): Fix[] {
  const segments = path.segments();
  const last = segments.at(-1);
  const siblings = valueAt(resource.value, pathOf(segments.slice(0, -1)));
  const place = fieldAt(language.schemas, kind.definition, path);
  if (last?.type !== 'child' || place === undefined || siblings === undefined || !isObject(siblings) || own(siblings, last.name) !== undefined) return [];
  const edits = insertField(resource.document, segments.reduce(append, resource.path), filler(last.name, place.schema, siblings));
  return edits.length === 0 ? [] : [{ title: `Add "${last.name}"`, edits: edits.map(({ range, newText }) => ({ range, text: newText })), preferred: true }];
}

/** A value to start from: the labels of the template for its selector, else an empty one of the right type. */
function filler(name: string, type: SchemaType, siblings: Json): Json {
  const labels = valueAt(siblings, FieldPath.of('template', 'metadata', 'labels'));
  if (name === 'selector' && labels !== undefined && isObject(labels)) return { matchLabels: labels };
  switch (type.type) {
    case 'object': case 'map': case 'any': return {};
    case 'array': return [];
    case 'boolean': return false;
    case 'integer': case 'number': case 'intOrString': return 0;
    case 'string': return allowedValues(type)[0] ?? '';
  }
}

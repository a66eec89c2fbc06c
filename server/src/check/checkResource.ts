import { didYouMean, fieldAt, FieldPath, isObject, judge, own, type Json, type LocatedProblem, type ManifestResource, type ServedKind } from '../../../engine/src/index';
import type { Language } from '../language';
import { typePhrase } from '../schemaPlace';
import type { Finding } from './finding';
import { parsePath, pathOf, rangeIn, valueAt } from './place';

/** What the API server answers to a resource, each part of it at the field that it is about, and our hint behind the server's words. */
export function checkResource(resource: ManifestResource, kind: ServedKind, language: Language): Finding[] {
  const { problems, warnings } = judge(resource.value, { registry: language.registry });
  const said = new Set<string>();
  const findings = problems.filter(({ message, path }) => {
    const key = `${path.toString()} ${message}`;
    return said.has(key) ? false : said.add(key);
  }).map(problem => findingOf(resource, problem, { kind, language }));
  return [...findings, ...warnings.map(warning => warningOf(resource, warning))];
}

interface Around { readonly kind: ServedKind; readonly language: Language }

function findingOf(resource: ManifestResource, problem: LocatedProblem, around: Around): Finding {
  const { reason, path, message } = problem;
  if (reason === 'UnknownField') return unknownField(resource, problem, around);
  const hint = reason === 'TypeMismatch' ? typeHint(resource, path, around) : '';
  return { code: reason, severity: 'error', message: `${message}${hint}`, range: placeOf(resource, path) };
}

function unknownField(resource: ManifestResource, { reason, path, message }: LocatedProblem, { kind, language }: Around): Finding {
  const range = rangeIn(resource, path, 'key');
  const segments = path.segments();
  const last = segments.at(-1);
  const parent = pathOf(segments.slice(0, -1));
  const type = fieldAt(language.schemas, kind.definition, parent)?.schema;
  const fields = type?.type === 'object' ? language.schemas.definition(type.definition)?.fields ?? [] : [];
  const present = valueAt(resource.value, parent);
  const free = fields.map(field => field.name).filter(name => !isObject(present) || own(present, name) === undefined);
  const meant = last?.type === 'child' ? didYouMean(last.name, free) : undefined;
  const finding: Finding = { code: reason, severity: 'error', message: meant === undefined ? message : `${message}, did you mean "${meant}"?`, range };
  return meant === undefined ? finding : { ...finding, fixes: [{ title: `Change to "${meant}"`, edits: [{ range, text: meant }], preferred: true }] };
}

/** `: expected an integer, found the string "80"`; nothing where the schema does not know better. */
function typeHint(resource: ManifestResource, path: FieldPath, { kind, language }: Around): string {
  const place = fieldAt(language.schemas, kind.definition, path);
  const value = valueAt(resource.value, path);
  return place === undefined || value === undefined ? '' : ` (expected ${typePhrase(place.schema)}, found ${described(value)})`;
}

function described(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'string') return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  return value === null ? 'null' : `the ${typeof value} ${String(value)}`;
}

/** A warning of the server; most begin with the field that they are about. */
function warningOf(resource: ManifestResource, message: string): Finding {
  const path = parsePath(/^([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+|\[[^\]]*\])*): /u.exec(message)?.[1] ?? '');
  return { code: 'Warning', severity: 'warning', message, range: path === undefined ? rangeIn(resource, FieldPath.of('kind'), 'value') : placeOf(resource, path) };
}

/** The value of a field where that is one scalar; of anything longer, its key. */
function placeOf(resource: ManifestResource, path: FieldPath): Finding['range'] {
  const value = valueAt(resource.value, path);
  return rangeIn(resource, path, typeof value === 'object' && value !== null ? 'key' : 'value');
}

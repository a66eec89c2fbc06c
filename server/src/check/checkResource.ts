import { apiVersionOf, deprecationWarning, fieldAt, FieldPath, isObject, judge, lifecycleOf, type Json, type LocatedProblem, type ManifestResource, type ServedKind } from '../../../engine/src/index';
import type { Language } from '../language';
import { typePhrase } from '../schemaPlace';
import type { Finding } from './finding';
import { checkStaticPod } from './checkComponent';
import { fixesOf, meantField, type Around } from './fixes';
import { parsePath, rangeIn, valueAt } from './place';
import { upgradeFix } from './upgrade';

/** What the API server answers to a resource, each part of it at the field that it is about, and our hint behind the server's words. */
export function checkResource(resource: ManifestResource, kind: ServedKind, language: Language): Finding[] {
  const { problems, warnings } = judge(resource.value, { registry: language.registry });
  const said = new Set<string>();
  const findings = problems.filter(({ message, path }) => {
    const key = `${path.toString()} ${message}`;
    return said.has(key) ? false : said.add(key);
  }).map(problem => findingOf({ resource, kind, language }, problem));
  return [...findings, ...(kind.kind === 'Pod' ? checkStaticPod(resource) : []), ...deprecation(resource, kind, language), ...warnings.map(warning => warningOf(resource, warning))];
}

/** The server's warning about a version that it still serves. */
function deprecation(resource: ManifestResource, served: ServedKind, { minor }: Language): Finding[] {
  const apiVersion = apiVersionOf(served);
  const message = deprecationWarning(apiVersion, served.kind, minor);
  const lifecycle = lifecycleOf(apiVersion, served.kind);
  if (message === undefined || lifecycle === undefined) return [];
  const fix = upgradeFix(resource, lifecycle);
  const range = rangeIn(resource, FieldPath.of('apiVersion'), 'value');
  return [{ code: 'deprecated-api', severity: 'warning', message, range, deprecated: true, ...(fix === undefined ? {} : { fixes: [fix] }) }];
}

function findingOf(around: Around, problem: LocatedProblem): Finding {
  const { reason, path, message } = problem;
  const { resource } = around;
  const fixes = fixesOf(around, problem);
  const range = reason === 'UnknownField' ? rangeIn(resource, path, 'key') : placeOf(resource, path);
  return { code: reason, severity: 'error', message: `${message}${hint(around, problem)}`, range, ...(fixes.length === 0 ? {} : { fixes }) };
}

function hint(around: Around, { reason, path }: LocatedProblem): string {
  if (reason === 'TypeMismatch') return typeHint(around, path);
  const meant = reason === 'UnknownField' ? meantField(around, path) : undefined;
  return meant === undefined ? '' : `, did you mean "${meant}"?`;
}

/** ` (expected an integer, found the string "80")`; nothing where the schema does not know better. */
function typeHint({ resource, kind, language }: Around, path: FieldPath): string {
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

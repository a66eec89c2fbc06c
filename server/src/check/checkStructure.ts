import { FieldPath, isObject, type Json, type JsonObject, type ManifestResource, type SchemaDefinition, type SchemaStore, type SchemaType } from '../../../engine/src/index';
import { typeName } from '../schemaPlace';
import { didYouMean } from './didYouMean';
import type { Finding } from './finding';
import { rangeIn } from './place';

/** Deeper than any API type goes: bounds hostile input. */
const maxDepth = 200;

/**
 * What the API server's strict decoding would refuse: unknown fields and values of a wrong type, each where it stands and
 * all of them at once (the server stops at the first wrong type). Null is everywhere taken for absent, as in Go.
 */
export function checkStructure(resource: ManifestResource, schemas: SchemaStore, definition: string): Finding[] {
  const findings: Finding[] = [];
  walk({ resource, schemas, findings }, FieldPath.root, resource.value, { type: 'object', definition });
  return findings;
}

interface Walk { readonly resource: ManifestResource; readonly schemas: SchemaStore; readonly findings: Finding[] }

function walk(at: Walk, path: FieldPath, value: Json, type: SchemaType): void {
  if (value === null || path.segments().length > maxDepth) return;
  const refused = refusal(value, type);
  if (refused !== undefined) {
    at.findings.push({ code: 'wrong-type', severity: 'error', message: `${path.toString()} must be ${refused}`, range: rangeIn(at.resource, path, 'value') });
    return;
  }
  if (type.type === 'array' && Array.isArray(value)) (value as readonly Json[]).forEach((item, i) => { walk(at, path.index(i), item, type.items); });
  if (type.type === 'map' && isObject(value)) for (const [key, item] of Object.entries(value)) walk(at, path.key(key), item ?? null, type.values);
  if (type.type === 'object' && isObject(value)) walkObject(at, path, value, at.schemas.definition(type.definition));
}

function walkObject(at: Walk, path: FieldPath, value: JsonObject, definition: SchemaDefinition | undefined): void {
  if (definition === undefined || definition.fields.length === 0) return;
  for (const [key, item] of Object.entries(value)) {
    const field = definition.field(key);
    if (field === undefined) at.findings.push(unknownField(at, path.child(key), key, { definition, present: value }));
    else walk(at, path.child(key), item ?? null, field.schema);
  }
}

function unknownField(at: Walk, path: FieldPath, key: string, { definition, present }: { definition: SchemaDefinition; present: JsonObject }): Finding {
  const range = rangeIn(at.resource, path, 'key');
  const free = definition.fields.map(field => field.name).filter(name => !Object.hasOwn(present, name));
  const meant = didYouMean(key, free);
  const message = `unknown field "${path.toString()}"`;
  if (meant === undefined) return { code: 'unknown-field', severity: 'error', message, range };
  return {
    code: 'unknown-field', severity: 'error', message: `${message}, did you mean "${meant}"?`, range,
    fixes: [{ title: `Change to "${meant}"`, edits: [{ range, text: meant }], preferred: true }]
  };
}

/** What the value must be instead, or undefined when its type will do. */
function refusal(value: Json, type: SchemaType): string | undefined {
  if (fits(value, type)) return undefined;
  return `${article(typeName(type))}, not ${described(value)}`;
}

function fits(value: Json, type: SchemaType): boolean {
  switch (type.type) {
    case 'any': return true;
    case 'object': case 'map': return isObject(value);
    case 'array': return Array.isArray(value);
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return typeof value === 'number' && Number.isInteger(value);
    case 'number': return typeof value === 'number';
    case 'intOrString': return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    case 'string': return typeof value === 'string' || (type.format === 'quantity' && typeof value === 'number');
  }
}

function article(type: string): string {
  if (type.startsWith('[]')) return `a list of ${type.slice(2)}`;
  if (type.startsWith('map[')) return `a map (${type})`;
  if (/^[A-Z]/u.test(type)) return `an object (${type})`;
  return /^[aeiou]/u.test(type) ? `an ${type}` : `a ${type}`;
}

function described(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'string') return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  return `the ${typeof value} ${String(value)}`;
}

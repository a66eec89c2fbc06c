import { typeName, type FieldAt, type SchemaField, type SchemaType } from '../../../engine/src/index';
import { allowedValues } from '../schemaPlace';
import type { CompletionRequest } from './suggest';
import type { Suggestion } from './suggestion';

/** What the server fills in: offered last. */
const serverFields = new Set(['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid', 'status']);
/** The head of a resource, in the order that everybody writes. */
const headFields = ['apiVersion', 'kind', 'metadata', 'spec'];
const resourceNames = ['cpu', 'memory', 'ephemeral-storage'];

/** The fields that may be added to an object: required ones first, those that the server sets last. */
export function suggestKeys(request: CompletionRequest, { schema, field }: FieldAt): readonly Suggestion[] {
  const { context, language, path } = request;
  if (schema.type === 'map') return field?.name === 'limits' || field?.name === 'requests' ? resourceNames.filter(name => !context.siblings.includes(name)).map(name => mapKey(name, request)) : [];
  if (schema.type !== 'object') return [];
  const free = (language.schemas.definition(schema.definition)?.fields ?? []).filter(({ name }) => !context.siblings.includes(name));
  const isRoot = path.segments().length === 0;
  const place = (candidate: SchemaField): number => isRoot && headFields.includes(candidate.name) ? headFields.indexOf(candidate.name)
    : candidate.required ? 10 : serverFields.has(candidate.name) ? 30 : 20;
  return [...free].sort((a, b) => place(a) - place(b)).map(candidate => keySuggestion(candidate, schema.definition, request));
}

function keySuggestion(field: SchemaField, owner: string, request: CompletionRequest): Suggestion {
  const { context, hasColon } = request;
  return {
    label: field.name, kind: 'field', detail: `${typeName(field.schema)}${field.required ? ' · required' : ''}`,
    edit: { range: context.replace, text: hasColon ? field.name : insertion(field.name, field.schema, request) },
    docs: { definition: owner, field: field.name },
    ...(isChoice(field.schema) || field.schema.type === 'object' ? { thenSuggest: true } : {})
  };
}

function mapKey(name: string, { context, hasColon }: CompletionRequest): Suggestion {
  return { label: name, kind: 'field', detail: 'Quantity', edit: { range: context.replace, text: hasColon ? name : `${name}: ` } };
}

/** The key and what leads to its value: a space, a deeper line, or the dash of its first item in the file's own style. */
function insertion(name: string, type: SchemaType, { context, text }: CompletionRequest): string {
  if (context.style === 'flow') return `${name}: `;
  const deeper = `\n${' '.repeat(context.indent + 2)}`;
  switch (type.type) {
    case 'object': case 'map': return `${name}:${deeper}`;
    case 'array': return `${name}:\n${' '.repeat(context.indent + (dashesAreIndented(text) ? 2 : 0))}- `;
    default: return `${name}: `;
  }
}

/** Whether the first list under a key in this file has its dashes deeper than the key; true where there is none. */
function dashesAreIndented(text: string): boolean {
  const match = /^([ ]*)(?:- +)*[^\s#-][^\n]*:[ \t]*\n([ ]*)-[ \n]/mu.exec(text);
  return match === null || (match[2] ?? '').length > (match[1] ?? '').length;
}

/** Whether all values can be listed. */
function isChoice(type: SchemaType): boolean {
  return type.type === 'boolean' || (type.type === 'string' && allowedValues(type).length > 0);
}

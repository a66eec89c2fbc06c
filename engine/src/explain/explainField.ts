import { didYouMean } from '../core/didYouMean';
import { kindsNamed, resourceNames } from '../api/discovery';
import { apiVersionOf } from '../api/object';
import type { SchemaDefinition, SchemaDocs, SchemaField, SchemaStore, SchemaType, ServedKind } from '../api/schema/schema';

/** The schemas and descriptions that an explanation is drawn from. */
export interface ExplainSources { readonly store: SchemaStore; readonly docs: SchemaDocs }

/** What is asked: `deploy.spec.strategy`, `ingresses.networking.k8s.io.spec`, `hpa.autoscaling/v1.spec`, `pods.v1.spec.containers[0]`. */
export interface ExplainQuestion {
  readonly path: string;
  /** `group/version`: only that one (kubectl's `--api-version`). */
  readonly apiVersion?: string;
  /** `all` gives every field its own fields, down to where a type contains itself. */
  readonly depth?: 'fields' | 'all';
}

/** A field as explain lists it. */
export interface ExplainedField {
  readonly name: string;
  /** As kubectl words it: `string`, `[]Container`, `map[string]Quantity`, `Object`. */
  readonly typeName: string;
  readonly required: boolean;
  /** The values allowed, sorted; empty when there is no such list. */
  readonly enumValues: readonly string[];
  /** Empty when there is none. */
  readonly description: string;
  /** Only with `depth: 'all'`: the fields below, empty for a leaf. */
  readonly fields?: readonly ExplainedField[];
}

/** An explanation, or why there is none. */
export type FieldExplanation =
  | {
    readonly type: 'explained';
    readonly kind: ServedKind;
    /** The field asked for; absent for the kind itself. */
    readonly field?: ExplainedField;
    /** The field's description, then its type's; one a line. */
    readonly description: string;
    readonly fields: readonly ExplainedField[];
  }
  /** The message is kubectl's; the suggestion is the name that was probably meant. */
  | { readonly type: 'unknown'; readonly message: string; readonly suggestion?: string };

/** The answer to `clusterville explain deployment.spec.strategy`: what a field is, and the fields below it (kubectl explain, v1.36). */
export function explainField(sources: ExplainSources, question: ExplainQuestion): FieldExplanation {
  const [word = ''] = question.path.split('.');
  const candidates = kindsNamed(sources.store, word).filter(kind => question.apiVersion === undefined || apiVersionOf(kind) === question.apiVersion);
  const chosen = choose(candidates, question.path.slice(word.length + 1));
  if (chosen === undefined) return unknownKind(sources.store, word);
  let schema: SchemaType = { type: 'object', definition: chosen.kind.definition };
  let field: ExplainedField | undefined;
  for (const name of chosen.names) {
    const owner = structOf(sources.store, schema);
    const found = owner?.field(name);
    if (owner === undefined || found === undefined) return unknownField(name, owner);
    field = explained(sources, owner.name, found);
    schema = found.schema;
  }
  const texts = [field?.description, typeDescription(sources.docs, schema)].filter(text => text !== undefined && text !== '');
  const fields = fieldsOf(sources, schema, question.depth ?? 'fields', new Set());
  return { type: 'explained', kind: chosen.kind, ...(field === undefined ? {} : { field }), description: texts.join('\n'), fields };
}

/** One field of a definition, for hovers and completions as well. */
export function explained({ docs }: ExplainSources, owner: string, field: SchemaField): ExplainedField {
  return {
    name: field.name, typeName: typeName(field.schema), required: field.required,
    enumValues: field.schema.type === 'string' ? field.schema.enum ?? [] : [], description: docs.field(owner, field.name) ?? ''
  };
}

/** A type as kubectl names it: named structs by their last part, free JSON as `Object` unless it has a name. */
export function typeName(schema: SchemaType): string {
  switch (schema.type) {
    case 'object': return lastPart(schema.definition);
    case 'any': return schema.definition === undefined ? 'Object' : lastPart(schema.definition);
    case 'array': return `[]${typeName(schema.items)}`;
    case 'map': return `map[string]${typeName(schema.values)}`;
    case 'intOrString': return 'IntOrString';
    case 'string': return schema.format === 'quantity' ? 'Quantity' : 'string';
    default: return schema.type;
  }
}

/** The first kind that what follows the word names by group, version or both; else the preferred one, and all the rest are fields. */
function choose(candidates: readonly ServedKind[], rest: string): { readonly kind: ServedKind; readonly names: readonly string[] } | undefined {
  for (const kind of candidates) {
    for (const prefix of [`${kind.group}/${kind.version}`, `${kind.version}.${kind.group}`, kind.group, kind.version]) {
      if (prefix !== '' && (rest === prefix || rest.startsWith(`${prefix}.`))) return { kind, names: fieldNames(rest.slice(prefix.length + 1)) };
    }
  }
  const [kind] = candidates;
  return kind === undefined ? undefined : { kind, names: fieldNames(rest) };
}

/** Positions (`[0]`, `[*]`) are dropped: every element has the same fields. */
function fieldNames(text: string): string[] {
  return text.split('.').map(name => name.replace(/\[[^\]]*\]$/, '')).filter(name => name !== '');
}

function unknownKind(store: SchemaStore, word: string): FieldExplanation {
  if (word === '') return { type: 'unknown', message: 'You must specify the type of resource to explain.' };
  const names = store.kinds.flatMap(kind => [kind.plural, resourceNames(kind).singular, ...resourceNames(kind).shortNames]);
  const suggestion = didYouMean(word, names);
  return { type: 'unknown', message: `the server doesn't have a resource type "${word}"`, ...(suggestion === undefined ? {} : { suggestion }) };
}

function unknownField(name: string, owner: SchemaDefinition | undefined): FieldExplanation {
  const suggestion = didYouMean(name, owner?.fields.map(field => field.name) ?? []);
  return { type: 'unknown', message: `field "${name}" does not exist`, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** The struct that a type is, holds in a list or holds in a map. */
function structOf(store: SchemaStore, schema: SchemaType): SchemaDefinition | undefined {
  const inner = innermost(schema);
  return inner.type === 'object' ? store.definition(inner.definition) : undefined;
}

function innermost(schema: SchemaType): SchemaType {
  return schema.type === 'array' ? innermost(schema.items) : schema.type === 'map' ? innermost(schema.values) : schema;
}

function fieldsOf(sources: ExplainSources, schema: SchemaType, depth: 'fields' | 'all', above: ReadonlySet<string>): ExplainedField[] {
  const struct = structOf(sources.store, schema);
  if (struct === undefined) return [];
  return struct.fields.map(field => {
    const own = explained(sources, struct.name, field);
    if (depth === 'fields') return own;
    const inner = structOf(sources.store, field.schema)?.name;
    const fields = inner === undefined || above.has(inner) ? [] : fieldsOf(sources, field.schema, depth, new Set([...above, inner]));
    return { ...own, fields };
  });
}

const namedFormats: Readonly<Record<string, string>> = {
  'date-time': 'io.k8s.apimachinery.pkg.apis.meta.v1.Time', 'micro-time': 'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime'
};

/** The description of the type behind a field, which kubectl appends to the field's own. Quantity's (a page of grammar) is in none of the sources. */
function typeDescription(docs: SchemaDocs, schema: SchemaType): string | undefined {
  const inner = innermost(schema);
  const name = inner.type === 'object' || inner.type === 'any' ? inner.definition
    : inner.type === 'intOrString' ? 'io.k8s.apimachinery.pkg.util.intstr.IntOrString'
    : inner.type === 'string' ? namedFormats[inner.format ?? ''] : undefined;
  return name === undefined ? undefined : docs.definition(name);
}

function lastPart(definition: string): string {
  return definition.slice(definition.lastIndexOf('.') + 1);
}

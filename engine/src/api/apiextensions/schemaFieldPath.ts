import { FieldPath } from '../../core/fieldPath';
import { propertyOf, schemaOrBool, type Schema, type SchemaOrBool } from './schema';

/** A path written in a CRD (`.spec.replicas`, `.labels['a/b']`) and the schema that it leads to. */
export type SchemaFieldPath = { readonly ok: true; readonly path: FieldPath; readonly schema: Schema | undefined } | { readonly ok: false; readonly error: string };

/** Follows a path through a schema (`ValidFieldPath`, apiserver/schema/cel/validation.go, v1.36). `brackets` tells whether `['name']` may stand for `.name`. */
export function schemaFieldPath(text: string, schema: Schema, brackets: 'allowed' | 'refused' = 'allowed'): SchemaFieldPath {
  const tokens = tokensOf(text);
  let path = FieldPath.root, at: Schema | undefined = schema;
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] ?? '', next = tokens[i + 1];
    if (token !== '.' && token !== '[') return refuse(`expected [ or . but got: ${token}`);
    if (token === '[' && brackets === 'refused') return refuse('array notation is not allowed');
    if (next === undefined) return refuse('unexpected end of JSON path');
    const name: string | undefined = token === '.' ? next : unquoted(next);
    if (name === undefined) return refuse(`expected single quoted string but got ${next}`);
    const hasProperties: boolean = Object.keys(at?.properties ?? {}).length > 0;
    const additional: SchemaOrBool | undefined = at === undefined ? undefined : schemaOrBool(at.additionalProperties);
    if (!hasProperties && additional === undefined) return refuse('does not refer to a valid field');
    const property: Schema | undefined = hasProperties && at !== undefined ? propertyOf(at, name) : additional?.schema;
    if (hasProperties && property === undefined) return refuse('does not refer to a valid field');
    path = hasProperties ? path.child(name) : path.key(name);
    at = property;
    i += 2;
    if (token !== '[') continue;
    const close = tokens[i++];
    if (close === undefined) return refuse('unexpected end of JSON path');
    if (close !== ']') return refuse(`expected ] but got ${close}`);
  }
  return { ok: true, path, schema: at };
}

function refuse(error: string): SchemaFieldPath {
  return { ok: false, error };
}

/** The delimiters by themselves, quoted texts whole, all else up to the next delimiter. */
function tokensOf(text: string): string[] {
  return text.match(/'(?:[^'\\]|\\.)*'|[.[\]]|[^.[\]]+/gs) ?? [];
}

function unquoted(token: string): string | undefined {
  return token.length >= 2 && token.startsWith("'") && token.endsWith("'") ? token.slice(1, -1).replace(/\\(.)/gs, '$1') : undefined;
}

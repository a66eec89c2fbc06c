import { isObject, own } from '../../core/json';
import type { SchemaDocs } from './schema';

/**
 * The descriptions in a `docs.json`, as tools/schemas writes it: `{ texts, definitions: { name: [text, { field: text }] } }`.
 * Whatever else is passed gives docs that know nothing.
 */
export function docsFrom(json: unknown): SchemaDocs {
  const texts = isObject(json) ? own(json, 'texts') : undefined;
  const definitions = isObject(json) ? own(json, 'definitions') : undefined;
  const textAt = (index: unknown): string | undefined => {
    const text: unknown = Array.isArray(texts) && typeof index === 'number' ? texts[index] : undefined;
    return typeof text === 'string' && text !== '' ? text : undefined;
  };
  const rowOf = (name: string): readonly unknown[] => {
    const row = isObject(definitions) ? own(definitions, name) : undefined;
    return Array.isArray(row) ? row : [];
  };
  return {
    definition: name => textAt(rowOf(name)[0]),
    field: (definition, field) => {
      const fields = rowOf(definition)[1];
      return isObject(fields) ? textAt(own(fields, field)) : undefined;
    }
  };
}

/** Docs for where there are none: every answer is undefined. */
export const noDocs: SchemaDocs = docsFrom(undefined);

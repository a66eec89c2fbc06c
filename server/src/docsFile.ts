import type { SchemaDocs } from '../../engine/src/index';

interface DocsFile { readonly texts: readonly string[]; readonly definitions: Readonly<Record<string, readonly [number, Readonly<Record<string, number>>]>> }

/** The descriptions out of the text of docs.json, as tools/schemas writes it. */
export function parseDocs(json: string): SchemaDocs {
  const { texts, definitions } = JSON.parse(json) as DocsFile;
  const entries = new Map(Object.entries(definitions));
  return {
    definition: name => texts[entries.get(name)?.[0] ?? -1],
    field: (definition, field) => texts[new Map(Object.entries(entries.get(definition)?.[1] ?? {})).get(field) ?? -1]
  };
}

import { compare } from './order.mjs';

/**
 * Pools the definitions of all versions: equal types, fields and definitions are written once. A definition or kind carries
 * the list of versions that have it as bits (1 for the first of `versions`, 2 for the second …).
 */
export function poolStructure(versions) {
  const types = pool();
  const fields = pool();
  const definitions = new Map();
  const kinds = new Map();
  versions.forEach(({ schema }, i) => {
    for (const [name, definition] of schema.definitions) {
      const indexes = definition.fields.map(field => fields.add([field.name, types.add(field.type), field.required ? 1 : 0, ...(field.markers === undefined ? [] : [field.markers])]));
      note(definitions, [name, indexes, ...(definition.mapType === undefined ? [] : [definition.mapType])], 1 << i);
    }
    for (const kind of schema.kinds) note(kinds, kindRow(kind), 1 << i);
  });
  return {
    versions: versions.map(({ version }) => version),
    types: types.items, fields: fields.items, definitions: rows(definitions), kinds: rows(kinds)
  };
}

function kindRow({ group, version, kind, plural, scope, definition, verbs, subresources }) {
  return [group, version, kind, scope === 'Namespaced' ? 1 : 0, plural, definition, [...verbs].sort(compare), [...subresources.keys()].sort(compare)];
}

function pool() {
  const items = [];
  const indexes = new Map();
  return {
    items,
    add(item) {
      const key = JSON.stringify(item);
      if (!indexes.has(key)) indexes.set(key, items.push(item) - 1);
      return indexes.get(key);
    }
  };
}

function note(table, row, bit) {
  const key = JSON.stringify(row);
  table.set(key, (table.get(key) ?? 0) | bit);
}

function rows(table) {
  return [...table].map(([key, bits]) => [bits, ...JSON.parse(key)]).sort((a, b) => compare(JSON.stringify(a.slice(1)), JSON.stringify(b.slice(1))));
}

/** Pools descriptions: `{ texts, definitions: { name: [text, { field: text }] } }`; 0 stands for none. */
export function poolDocs(docs) {
  const texts = ['']; 
  const indexes = new Map([['', 0]]);
  const indexOf = text => {
    if (!indexes.has(text)) indexes.set(text, texts.push(text) - 1);
    return indexes.get(text);
  };
  const definitions = {};
  for (const [name, { doc, fields }] of docs) {
    const described = [...fields].filter(([, text]) => text !== undefined && text !== '');
    definitions[name] = [indexOf(doc ?? ''), Object.fromEntries(described.map(([field, text]) => [field, indexOf(text)]))];
  }
  return { texts, definitions };
}

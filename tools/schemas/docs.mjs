import { partsOf } from './names.mjs';

/**
 * The descriptions of all definitions, the first source that has one wins: `kubernetes-models` (keeps line breaks), pulumi
 * (knows the fields that refer to a type), the generated clients from the newest to the oldest. A field that none describes
 * borrows the words of the same type at another version.
 */
export function collectDocs(definitions, sources) {
  const docs = new Map();
  const byShortName = new Map();
  for (const [name, { fields }] of definitions) {
    const here = sources.map(source => source.get(name)).filter(definition => definition !== undefined);
    const byField = here.map(definition => new Map(definition.fields.map(field => [field.name, field.doc])));
    const described = new Map(fields.map(field => [field.name, first(byField.map(found => found.get(field.name)))]));
    docs.set(name, { doc: first(here.map(definition => definition.doc)), fields: described });
    byShortName.set(shortKey(name), [...(byShortName.get(shortKey(name)) ?? []), described]);
  }
  for (const [name, { fields }] of docs) {
    for (const [field, text] of fields) if (text === undefined) fields.set(field, first(byShortName.get(shortKey(name)).map(other => other.get(field))));
  }
  return docs;
}

function shortKey(definition) {
  const { pkg, name } = partsOf(definition);
  return `${pkg}.${name}`;
}

function first(texts) {
  return texts.find(text => text !== undefined && text !== '');
}

/**
 * The descriptions of all definitions, the first source that has one wins: `kubernetes-models` (keeps line breaks), pulumi
 * (knows the fields that refer to a type), the generated clients from the newest to the oldest.
 */
export function collectDocs(definitions, sources) {
  const docs = new Map();
  for (const [name, { fields }] of definitions) {
    const here = sources.map(source => source.get(name)).filter(definition => definition !== undefined);
    const byField = here.map(definition => new Map(definition.fields.map(field => [field.name, field.doc])));
    const described = new Map(fields.map(field => [field.name, first(byField.map(found => found.get(field.name)))]));
    docs.set(name, { doc: first(here.map(definition => definition.doc)), fields: described });
  }
  return docs;
}

function first(texts) {
  return texts.find(text => text !== undefined && text !== '');
}

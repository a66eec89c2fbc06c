import fs from 'node:fs';
import path from 'node:path';
import { metaPackage, packageOf, partsOf, splitModelName } from '../names.mjs';
import { readDeclarations } from './declarations.mjs';

/**
 * One Kubernetes version out of the client that is generated from its OpenAPI: definitions by their OpenAPI names, and the
 * kinds it serves. `known` holds definition names from elsewhere: they decide which package a model of another group is in.
 */
export function readClient(folder, known) {
  const models = readModels(path.join(folder, 'dist/gen/models'));
  const resources = readResources(path.join(folder, 'dist/gen/apis'));
  const names = nameModels(models, resources, known);
  const definitions = new Map();
  for (const [model, definition] of names) {
    const { doc, fields } = models.get(model);
    definitions.set(definition, { doc, fields: fields.map(field => ({ ...field, type: resolve(field.type, names) })) });
  }
  const kinds = resources.filter(resource => names.has(resource.model)).map(({ model, ...resource }) => {
    const definition = names.get(model);
    return { ...resource, kind: partsOf(definition).name, definition };
  });
  return { definitions, kinds };
}

function readModels(folder) {
  const models = new Map();
  const serializer = fs.readFileSync(path.join(folder, 'ObjectSerializer.js'), 'utf8');
  const table = /let typeMap = \{([\s\S]*?)\};/.exec(serializer)[1];
  for (const [, model] of table.matchAll(/"(\w+)":/g)) {
    const source = fs.readFileSync(path.join(folder, `${model}.js`), 'utf8');
    const attributes = JSON.parse(/attributeTypeMap = (\[[\s\S]*?\n?\]);/.exec(source)[1]);
    const declared = readDeclarations(path.join(folder, `${model}.d.ts`)).find(declaration => declaration.name === model);
    const members = new Map(declared.members.map(member => [member.name, member]));
    const fields = attributes.map(({ name, baseName, type, format }) => {
      const member = members.get(name);
      return { name: baseName, type: parseType(type, format), required: member?.optional === false, doc: unescape(member?.doc) };
    });
    models.set(model, { doc: unescape(declared.doc), fields });
  }
  return models;
}

/** The generator escapes quotes in comments and breaks `*` + `/`; a class without a comment of its own stands below the file's. */
function unescape(doc) {
  if (doc?.includes('OpenAPI Generator')) return undefined;
  return doc?.replace(/\\(["'])/g, '$1').replace(/\\\\/g, '\\').replaceAll('*_/', '*/');
}

/** A type of the generated client with its format; models stay `{ model }` until all are named. */
function parseType(text, format) {
  const type = text.trim();
  const array = /^Array<(.*)>$/.exec(type);
  if (array !== null) return { type: 'array', items: parseType(array[1], format) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map !== null) return { type: 'map', values: parseType(map[1], format) };
  switch (type) {
    case 'string': return format === '' ? { type: 'string' } : { type: 'string', format };
    case 'Date': return { type: 'string', format: 'date-time' };
    case 'V1MicroTime': return { type: 'string', format: 'micro-time' };
    case 'IntOrString': return { type: 'intOrString' };
    case 'boolean': return { type: 'boolean' };
    case 'any': return { type: 'any' };
    case 'number': return format === 'double' ? { type: 'number' } : { type: 'integer', format };
    default: return { model: type };
  }
}

function resolve(type, names) {
  if (type.model !== undefined) {
    const definition = names.get(type.model);
    if (definition === undefined) throw new Error(`no definition is known for ${type.model}`);
    return { type: 'object', definition };
  }
  if (type.type === 'array') return { type: 'array', items: resolve(type.items, names) };
  if (type.type === 'map') return { type: 'map', values: resolve(type.values, names) };
  return type;
}

const verbs = { POST: 'create', GET: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** The resources of all paths: where they are served, their model, their verbs and subresources. */
function readResources(folder) {
  const resources = new Map();
  for (const file of fs.readdirSync(folder).filter(name => /V\d\w*Api\.js$/.test(name))) {
    const source = fs.readFileSync(path.join(folder, file), 'utf8');
    const answers = new Map([...source.matchAll(/async (\w+)WithHttpInfo\(response\) \{[\s\S]*?"(\w+)", ""\)/g)].map(match => [match[1], match[2]]));
    for (const match of source.matchAll(/async (\w+)\([^)]*_options\) \{[\s\S]*?localVarPath = '([^']+)'[\s\S]*?HttpMethod\.([A-Z]+)/g)) {
      addOperation(resources, match[2], match[3], answers.get(match[1]));
    }
  }
  return [...resources.values()].filter(resource => resource.model !== undefined);
}

function addOperation(resources, url, method, answer) {
  const match = /^\/(?:api|apis\/([^/]+))\/(v\d[^/]*)\/(namespaces\/\{namespace\}\/)?([a-z]+)(\/\{name\})?(?:\/([a-z]+))?$/.exec(url);
  if (match === null) return;
  const [, group = '', version, namespaced, plural, named, subresource] = match;
  const key = `${group}/${version}/${plural}`;
  if (!resources.has(key)) resources.set(key, { group, version, plural, scope: 'Cluster', verbs: new Set(), subresources: new Map() });
  const resource = resources.get(key);
  if (namespaced !== undefined) resource.scope = 'Namespaced';
  if (subresource !== undefined) {
    if (!resource.subresources.has(subresource)) resource.subresources.set(subresource, answer);
    return;
  }
  const verb = verbs[method];
  if (verb === undefined) return;
  if (named === undefined && verb === 'get') resource.verbs.add('list');
  else if (named === undefined && verb === 'delete') resource.verbs.add('deletecollection');
  else resource.verbs.add(verb);
  if (verb === 'create' || (named !== undefined && verb === 'get')) resource.model = answer;
}

/** Walks from the served kinds down: a model lives with the first type that refers to it, unless its name is known elsewhere (v1: the core and meta types). */
function nameModels(models, resources, known) {
  const byShortName = new Map();
  for (const definition of known) {
    const { version, name } = partsOf(definition);
    const key = `${version}.${name}`;
    byShortName.set(key, [...(byShortName.get(key) ?? []), definition]);
  }
  const names = new Map();
  const queue = [];
  const add = (model, home) => {
    const parts = splitModelName(model);
    if (names.has(model) || !models.has(model) || parts === undefined) return;
    const candidates = byShortName.get(`${parts.version}.${parts.name}`) ?? [];
    const wanted = `${parts.prefix === undefined ? home : packageOf(parts.prefix)}.${parts.version}.${parts.name}`;
    const prefixed = candidates.find(candidate => parts.prefix !== undefined && partsOf(candidate).pkg.endsWith(`.${parts.prefix}`));
    const shared = parts.version === 'v1' && parts.prefix === undefined ? candidates[0] ?? `${metaPackage}.v1.${parts.name}` : wanted;
    names.set(model, candidates.includes(wanted) ? wanted : prefixed ?? shared);
    queue.push(model);
  };
  for (const resource of resources) add(resource.model, packageOf(resource.group));
  for (const resource of resources) add(`${resource.model}List`, packageOf(resource.group));
  for (const resource of resources) for (const model of resource.subresources.values()) if (model !== undefined) add(model, packageOf(resource.group));
  for (let i = 0; i < queue.length; i++) {
    const home = partsOf(names.get(queue[i])).pkg;
    for (const field of models.get(queue[i]).fields) for (const model of modelsIn(field.type)) add(model, home);
  }
  for (const model of models.keys()) add(model, metaPackage);
  return names;
}

function modelsIn(type) {
  if (type.model !== undefined) return [type.model];
  return type.type === 'array' ? modelsIn(type.items) : type.type === 'map' ? modelsIn(type.values) : [];
}

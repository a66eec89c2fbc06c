import path from 'node:path';
import { correct } from './corrections.mjs';
import { collectDocs } from './docs.mjs';
import { mark } from './markers.mjs';
import { borrowWidths, overlay } from './merge.mjs';
import { compare } from './order.mjs';
import { poolDocs, poolStructure } from './pool.mjs';
import { readClient } from './sources/clientNode.mjs';
import { readKubernetesModels } from './sources/kubernetesModels.mjs';
import { readPulumi } from './sources/pulumi.mjs';
import { typesFile } from './typesFile.mjs';

/** The versions of Kubernetes, newest first: the client generated from each is installed as `client-<version>`. */
const versions = ['1.36', '1.34', '1.33', '1.32'];

/** All files of engine/generated/ by name. */
export function generate(modules) {
  const models = readKubernetesModels(modules);
  const clients = versions.map(version => readClient(path.join(modules, `client-${version}`), [...models.definitions.keys()]));
  const pulumi = readPulumi(modules);
  const served = clients.map(client => ({ definitions: finish(correct(overlay(client.definitions, models.definitions))), kinds: client.kinds }));
  const removed = removedVersions(models, served);
  const structure = poolStructure([...versions.map((version, i) => ({ version, schema: served[i] })), { version: 'removed', schema: removed }]);
  const all = new Map([...served, removed].reverse().flatMap(schema => [...schema.definitions]));
  for (const [name, definition] of models.definitions) if (definition.fields.length === 0 && !all.has(name)) all.set(name, definition);
  const docs = collectDocs(allFields([...served, removed], all), [models.definitions, pulumi, ...clients.map(client => client.definitions), ...served.map(schema => schema.definitions)]);
  return {
    'structure.ts': `/** The structure of all definitions and kinds, pooled over the versions; read it with \`schemasFor\`. */\nexport const structureJson: string = ${literal(JSON.stringify(structure))};\n`,
    'docs.json': JSON.stringify(poolDocs(docs)),
    'types.ts': typesFile(served[0], versions[0])
  };
}

/** The API versions that none of `versions` serves any more, with every definition that they reach. */
function removedVersions(models, served) {
  const gone = kind => !served.some(schema => schema.kinds.some(other => other.group === kind.group && other.version === kind.version && other.kind === kind.kind));
  const plurals = new Map(served.flatMap(schema => schema.kinds).map(kind => [kind.kind, kind]));
  const oldOnly = { PodSecurityPolicy: { plural: 'podsecuritypolicies', scope: 'Cluster' } };
  const kinds = models.kinds.filter(gone).flatMap(kind => {
    const known = plurals.get(kind.kind) ?? oldOnly[kind.kind];
    return known === undefined ? [] : [{ ...kind, plural: known.plural, scope: known.scope, verbs: new Set(), subresources: new Map() }];
  });
  const definitions = new Map();
  const add = name => {
    if (definitions.has(name) || !models.definitions.has(name)) return;
    const known = served[0].definitions.get(name);
    const definition = known ?? structuredClone(models.definitions.get(name));
    definitions.set(name, definition);
    for (const field of definition.fields) for (const inner of definitionsIn(field.type)) add(inner);
  };
  for (const kind of kinds) add(kind.definition);
  borrowWidths(new Map([...definitions].filter(([name]) => !served[0].definitions.has(name))), served[0].definitions);
  return { definitions: finish(definitions), kinds };
}

function definitionsIn(type) {
  if (type.type === 'object') return [type.definition];
  return type.type === 'array' ? definitionsIn(type.items) : type.type === 'map' ? definitionsIn(type.values) : [];
}

function finish(definitions) {
  return new Map([...definitions].map(([name, definition]) => [name, mark(name, { ...definition, fields: [...definition.fields].sort((a, b) => compare(a.name, b.name)) })]));
}

/** Every definition with the fields that any version gives it. */
function allFields(schemas, all) {
  return new Map([...all.keys()].sort(compare).map(name => {
    const fields = new Map(schemas.flatMap(schema => schema.definitions.get(name)?.fields ?? []).map(field => [field.name, field]));
    return [name, { fields: [...fields.values()] }];
  }));
}

function literal(text) {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

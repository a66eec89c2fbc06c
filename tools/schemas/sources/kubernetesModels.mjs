import fs from 'node:fs';
import path from 'node:path';
import { packageOf } from '../names.mjs';
import { readDeclarations } from './declarations.mjs';

/**
 * The definitions of `kubernetes-models`: `{ definitions: Map(name → { doc, fields }), kinds }`. It alone tells enums and
 * quantities, and it still has the API versions that Kubernetes has removed. It does not tell int32 from int64.
 */
export function readKubernetesModels(modules) {
  const folders = [];
  const root = path.join(modules, 'kubernetes-models');
  for (const group of foldersIn(root)) {
    if (group === 'v1') folders.push({ folder: path.join(root, 'v1'), group: '', version: 'v1' });
    else for (const version of foldersIn(path.join(root, group))) folders.push({ folder: path.join(root, group, version), group, version });
  }
  const found = { definitions: new Map(), kinds: [] };
  for (const { folder, group, version } of folders) readFolder(found, folder, `${packageOf(group)}.${version}`, { group, version });
  const machinery = path.join(modules, '@kubernetes-models/apimachinery');
  readFolder(found, path.join(machinery, 'apis/meta/v1'), 'io.k8s.apimachinery.pkg.apis.meta.v1');
  readFolder(found, path.join(machinery, 'util/intstr'), 'io.k8s.apimachinery.pkg.util.intstr');
  readFolder(found, path.join(machinery, 'runtime'), 'io.k8s.apimachinery.pkg.runtime');
  const { definitions } = found;
  const aliases = new Map([...definitions.keys()].map(name => [aliasOf(name), name]));
  for (const { fields } of definitions.values()) for (const field of fields) field.type = parseType(field.type, { aliases, definitions });
  return found;
}

function foldersIn(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory() && !entry.name.startsWith('_')).map(entry => entry.name).sort();
}

function readFolder({ definitions, kinds }, folder, prefix, served) {
  for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.d.ts') && name !== 'index.d.ts')) {
    const short = file.slice(0, -5);
    const declared = readDeclarations(path.join(folder, file)).find(declaration => declaration.name === `I${short}`);
    if (declared === undefined) continue;
    const fields = declared.members.map(({ name, optional, type, doc }) => ({ name, type, required: !optional, doc: unescape(doc) }));
    const isKind = served !== undefined && /^"/.test(fields.find(field => field.name === 'kind')?.type ?? '');
    if (isKind) for (const field of fields) if (field.name === 'apiVersion' || field.name === 'kind') Object.assign(field, { type: 'string', required: false });
    const definition = `${prefix}.${short}`;
    definitions.set(definition, { doc: unescape(declared.doc), fields });
    if (isKind && !short.endsWith('List')) kinds.push({ ...served, kind: short, definition });
  }
}

/** Its generator takes descriptions for Markdown and escapes asterisks and what would end a comment. */
function unescape(doc) {
  return doc?.replaceAll('\\*', '*').replaceAll('*\\/', '*/');
}

/** `io.k8s.api.core.v1.PodSpec` → `IIoK8sApiCoreV1PodSpec`. */
function aliasOf(definition) {
  return `I${definition.split(/[.-]/).map(part => part.charAt(0).toUpperCase() + part.slice(1)).join('')}`;
}

const special = {
  IIoK8sApimachineryPkgApiResourceQuantity: { type: 'string', format: 'quantity' },
  IIoK8sApimachineryPkgApisMetaV1Time: { type: 'string', format: 'date-time' },
  IIoK8sApimachineryPkgApisMetaV1MicroTime: { type: 'string', format: 'micro-time' },
  IIoK8sApimachineryPkgUtilIntstrIntOrString: { type: 'intOrString' }
};

function parseType(text, known) {
  const array = /^Array<(.*)>$/.exec(text);
  if (array !== null) return { type: 'array', items: parseType(array[1].trim(), known) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(text);
  if (map !== null) return { type: 'map', values: parseType(map[1], known) };
  if (special[text] !== undefined) return special[text];
  if (text === 'string' || text === 'boolean') return { type: text };
  if (text === 'number') return { type: 'integer', format: 'int32' };
  if (/^("[^"]*")( \| "[^"]*")*$/.test(text)) return { type: 'string', enum: [...text.matchAll(/"([^"]*)"/g)].map(match => match[1]) };
  const definition = known.aliases.get(text);
  if (definition === undefined) return { type: 'any' };
  // What has no members is free JSON: RawExtension, JSONSchemaPropsOrBool …
  return { type: known.definitions.get(definition).fields.length === 0 ? 'any' : 'object', definition };
}

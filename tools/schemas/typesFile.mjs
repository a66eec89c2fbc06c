import { compare } from './order.mjs';
import { partsOf } from './names.mjs';

/** The TypeScript types of every definition that the served kinds of one version reach. */
export function typesFile({ definitions, kinds }, kubernetesVersion) {
  const reached = reach(definitions, kinds);
  const names = nameTypes(reached, kinds);
  const blocks = [...reached].sort((a, b) => compare(names.get(a), names.get(b))).map(name => typeOf(name, definitions.get(name), names));
  return `import type { Json } from '../src/core/json';

/** The types of Kubernetes ${kubernetesVersion}, built from its published schemas: every field optional, as in a manifest before defaulting. */
export type Quantity = string | number;
export type IntOrString = number | string;

${blocks.join('\n')}`;
}

function reach(definitions, kinds) {
  const reached = new Set(kinds.map(kind => kind.definition));
  const subresources = ['io.k8s.api.autoscaling.v1.Scale', 'io.k8s.api.policy.v1.Eviction', 'io.k8s.api.authentication.v1.TokenRequest'];
  for (const name of subresources) reached.add(name);
  for (const name of reached) for (const field of definitions.get(name).fields) for (const inner of definitionsIn(field.type)) reached.add(inner);
  return reached;
}

function definitionsIn(type) {
  if (type.type === 'object') return [type.definition];
  return type.type === 'array' ? definitionsIn(type.items) : type.type === 'map' ? definitionsIn(type.values) : [];
}

/**
 * The bare name goes to the most stable, then newest version, and among equals to the core group (flowcontrol last); the others are named with
 * group and version (`EventsV1Event`) when the group differs, else with the version (`V1beta1ResourceClaim`).
 */
function nameTypes(reached, kinds) {
  const isKind = new Set(kinds.map(kind => kind.definition));
  const ranked = [...reached].sort((a, b) => rank(a, isKind) - rank(b, isKind) || compare(a, b));
  const owners = new Map([['Json', ''], ['Quantity', ''], ['IntOrString', '']]);
  const names = new Map();
  for (const definition of ranked) {
    const { pkg, version, name } = partsOf(definition);
    const owner = owners.get(name);
    const sameGroup = owner !== undefined && owner !== '' && partsOf(owner).pkg === pkg;
    const long = sameGroup ? `${capital(version)}${name}` : `${capital(pkg.split('.').at(-1))}${capital(version)}${name}`;
    const given = owner === undefined ? name : owners.has(long) ? `${capital(pkg.split('.').at(-1))}${capital(version)}${name}` : long;
    owners.set(given, definition);
    names.set(definition, given);
  }
  return names;
}

function rank(definition, isKind) {
  const { pkg, version } = partsOf(definition);
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  const stability = match[2] === undefined ? 0 : match[2] === 'beta' ? 1 : 2;
  const age = 99 - Number(match[1]) * 10 - Number(match[3] ?? 0);
  const home = pkg === 'io.k8s.api.core' || pkg.endsWith('.meta') ? 0 : pkg.endsWith('.flowcontrol') ? 2 : 1;
  return stability * 10_000 + (isKind.has(definition) ? 0 : 5000) + home * 1000 + age;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function typeOf(name, { fields }, names) {
  const lines = fields.map(field => `  readonly ${/^[A-Za-z_]\w*$/.test(field.name) ? field.name : `'${field.name}'`}?: ${textOf(field.type, names)};`);
  const body = lines.length === 0 ? 'Readonly<Record<string, Json>>' : `{\n${lines.join('\n')}\n}`;
  return `/** \`${name}\` */\nexport type ${names.get(name)} = ${body};\n`;
}

function textOf(type, names) {
  switch (type.type) {
    case 'object': return names.get(type.definition);
    case 'array': return `readonly ${arrayItem(type.items, names)}[]`;
    case 'map': return `Readonly<Record<string, ${textOf(type.values, names)}>>`;
    case 'string': return type.format === 'quantity' ? 'Quantity' : 'string';
    case 'intOrString': return 'IntOrString';
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    default: return 'Json';
  }
}

function arrayItem(items, names) {
  const text = textOf(items, names);
  return items.type === 'array' ? `(${text})` : text;
}

import { own } from '../core/json';
import type { SchemaDefinition, SchemaField, SchemaStore, SchemaType } from '../api/schema/schema';
import { audit } from './tables/audit';
import { clientcmd } from './tables/clientcmd';
import { encryption } from './tables/encryption';
import { kubeadm } from './tables/kubeadm';
import { kubelet } from './tables/kubelet';
import { kustomize } from './tables/kustomize';
import { proxy } from './tables/proxy';
import { scheduler } from './tables/scheduler';

/**
 * The structs of each table: `field=type` with `s` string, `b` boolean, `i` and `l` integers of 32 and 64 bits, `f` number,
 * `d` duration, `q` quantity, `t` time, `y` base64, `any`, the name of another struct, `[]…` list, `{}…` map.
 */
const tables = { audit, clientcmd, encryption, kubeadm, kubelet, kustomize, proxy, scheduler } as const;

const leaves: Readonly<Record<string, SchemaType>> = {
  s: { type: 'string' }, b: { type: 'boolean' }, i: { type: 'integer', format: 'int32' }, l: { type: 'integer', format: 'int64' }, f: { type: 'number' },
  d: { type: 'string', format: 'duration' }, q: { type: 'string', format: 'quantity' }, t: { type: 'string', format: 'date-time' }, y: { type: 'string', format: 'byte' },
  any: { type: 'any' }
};

const definitions = new Map<string, SchemaDefinition>();

/** The types of configuration files, named `table.Struct`: `kubelet.KubeletConfiguration`. They are no kinds that an API server serves. */
export const componentSchemas: SchemaStore = {
  kubernetesVersion: '1.36', kinds: [], kind: () => undefined,
  definition(name) {
    const known = definitions.get(name);
    if (known !== undefined) return known;
    const [table = '', struct = ''] = name.split('.');
    const notation = Object.hasOwn(tables, table) ? own(tables[table as keyof typeof tables], struct) : undefined;
    if (typeof notation !== 'string') return undefined;
    const made = definition(name, table, notation);
    definitions.set(name, made);
    return made;
  }
};

function definition(name: string, table: string, notation: string): SchemaDefinition {
  const fields = notation.split(' ').filter(word => word !== '').map((word): SchemaField => {
    const [field = '', type = ''] = word.split('=');
    return { name: field, schema: typeOf(type, table), required: false };
  });
  const byName = new Map(fields.map(field => [field.name, field]));
  return { name, fields, field: wanted => byName.get(wanted) };
}

function typeOf(notation: string, table: string): SchemaType {
  if (notation.startsWith('[]')) return { type: 'array', items: typeOf(notation.slice(2), table) };
  if (notation.startsWith('{}')) return { type: 'map', values: typeOf(notation.slice(2), table) };
  return Object.hasOwn(leaves, notation) ? leaves[notation] ?? { type: 'any' } : { type: 'object', definition: `${table}.${notation}` };
}

import { assert } from '../../core/assert';
import { listOf, mapOf, objectType, optionalOf, type CelType } from './celType';

/** One form of a function: what it takes and gives. The target of a member call is its first argument. */
export interface Overload { readonly member: boolean; readonly args: readonly CelType[]; readonly result: CelType }

const simpleKinds = ['dyn', 'null', 'bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'] as const;

/** The object types of Kubernetes' libraries, by the short names that signatures use. */
const libraryTypes: Readonly<Record<string, CelType>> = {
  URL: objectType('kubernetes.URL'), Quantity: objectType('kubernetes.Quantity'), Semver: objectType('kubernetes.Semver'), Format: objectType('kubernetes.NamedFormat'),
  IP: objectType('net.IP'), CIDR: objectType('net.CIDR'),
  Authorizer: objectType('kubernetes.authorization.Authorizer'), PathCheck: objectType('kubernetes.authorization.PathCheck'),
  GroupCheck: objectType('kubernetes.authorization.GroupCheck'), ResourceCheck: objectType('kubernetes.authorization.ResourceCheck'),
  Decision: objectType('kubernetes.authorization.Decision')
};

/** A type of the libraries. */
export function libraryType(name: string): CelType {
  const type = libraryTypes[name];
  assert(type !== undefined, `no library type ${name}`);
  return type;
}

/** Reads `string.startsWith(string) bool` (a member, its receiver before the last dot of the head) or `size(list<A>) int`; receivers are marked by `->`. */
export function parseSignature(text: string): { readonly name: string; readonly overload: Overload } {
  const match = /^(?:(.+?)->)?([^(\s]+)\((.*)\) (.+)$/.exec(text);
  assert(match !== null, `bad signature ${text}`);
  const [, receiver, name = '', args = '', result = ''] = match;
  const listed = splitTypes(args).map(parseType);
  return { name, overload: { member: receiver !== undefined, args: receiver === undefined ? listed : [parseType(receiver), ...listed], result: parseType(result) } };
}

function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0, start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>') depth--;
    else if ((i === text.length || text[i] === ',') && depth === 0) { parts.push(text.slice(start, i).trim()); start = i + 1; }
  }
  return parts.filter(part => part !== '');
}

function parseType(text: string): CelType {
  const simple = simpleKinds.find(kind => kind === text);
  if (simple !== undefined) return { kind: simple };
  if (/^[A-Z]$/.test(text)) return { kind: 'param', name: text };
  const generic = /^(list|map|optional|type)<(.*)>$/.exec(text);
  if (generic === null) return libraryType(text);
  const [first = { kind: 'dyn' } as const, second = first] = splitTypes(generic[2] ?? '').map(parseType);
  switch (generic[1]) {
    case 'list': return listOf(first);
    case 'map': return mapOf(first, second);
    case 'optional': return optionalOf(first);
    default: return { kind: 'type', of: first };
  }
}

/** A type of CEL without parts. `any` takes everything as it comes; `error` stands for what could not be told. */
export type SimpleKind = 'dyn' | 'any' | 'error' | 'null' | 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'timestamp' | 'duration';

/** A type of CEL. Objects with one name are one type; a `param` stands for another type until one is found. */
export type CelType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'list'; readonly item: CelType }
  | { readonly kind: 'map'; readonly key: CelType; readonly value: CelType }
  | { readonly kind: 'object'; readonly name: string; readonly fields: ReadonlyMap<string, CelType> }
  | { readonly kind: 'optional'; readonly of: CelType }
  | { readonly kind: 'type'; readonly of: CelType }
  | { readonly kind: 'param'; readonly name: string };

const simple = (kind: SimpleKind): CelType => ({ kind });
export const dyn = simple('dyn'), errorType = simple('error'), nullType = simple('null'), bool = simple('bool'), int = simple('int'), uint = simple('uint');
export const double = simple('double'), string = simple('string'), bytes = simple('bytes'), timestamp = simple('timestamp'), duration = simple('duration');

export function listOf(item: CelType): CelType {
  return { kind: 'list', item };
}

export function mapOf(key: CelType, value: CelType): CelType {
  return { kind: 'map', key, value };
}

export function optionalOf(of: CelType): CelType {
  return { kind: 'optional', of };
}

/** An object type; without fields, nothing can be selected from it. */
export function objectType(name: string, fields: Readonly<Record<string, CelType>> = {}): CelType {
  return { kind: 'object', name, fields: new Map(Object.entries(fields)) };
}

/** Dynamic, or an error that was reported already: everything goes. */
export function isLoose(type: CelType): boolean {
  return type.kind === 'dyn' || type.kind === 'error';
}

/** The parts of a type, in order. */
export function partsOf(type: CelType): readonly CelType[] {
  switch (type.kind) {
    case 'list': return [type.item];
    case 'map': return [type.key, type.value];
    case 'optional': case 'type': return [type.of];
    default: return [];
  }
}

/** The same type with other parts. */
export function withParts(type: CelType, change: (part: CelType) => CelType): CelType {
  switch (type.kind) {
    case 'list': return { kind: 'list', item: change(type.item) };
    case 'map': return { kind: 'map', key: change(type.key), value: change(type.value) };
    case 'optional': return { kind: 'optional', of: change(type.of) };
    case 'type': return { kind: 'type', of: change(type.of) };
    default: return type;
  }
}

/** Whether two types are the same, parts included. */
export function sameType(a: CelType, b: CelType): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'object' && b.kind === 'object' || a.kind === 'param' && b.kind === 'param') return a.name === b.name;
  const parts = partsOf(b);
  return partsOf(a).every((part, i) => sameType(part, parts[i] ?? errorType));
}

const goNames: Partial<Record<SimpleKind, string>> = { null: 'null_type', any: 'google.protobuf.Any', timestamp: 'google.protobuf.Timestamp', duration: 'google.protobuf.Duration', error: '*error*' };
const shortNames: Partial<Record<SimpleKind, string>> = { error: '!error!' };

/** A type as the checker's messages name it (`FormatCELType`). */
export function typeText(type: CelType): string {
  return named(type, shortNames);
}

/** A type as Go prints it (`Type.String`): what "must evaluate to" speaks of, and what `type()` gives. */
export function goTypeText(type: CelType): string {
  return named(type, goNames);
}

function named(type: CelType, names: Partial<Record<SimpleKind, string>>): string {
  switch (type.kind) {
    case 'object': case 'param': return type.name;
    case 'list': return `list(${named(type.item, names)})`;
    case 'map': return `map(${named(type.key, names)}, ${named(type.value, names)})`;
    case 'optional': return `optional_type(${named(type.of, names)})`;
    case 'type': return `type(${named(type.of, names)})`;
    default: return names[type.kind] ?? type.kind;
  }
}

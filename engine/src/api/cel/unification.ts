import { dyn, isLoose, partsOf, sameType, withParts, type CelType } from './celType';

/** What type parameters stand for so far, by their names. */
export type Mapping = Map<string, CelType>;

/** Whether values of one type may stand where another is wanted; what parameters must be for it goes into the mapping, only if so (checker/types.go, cel-go 0.26). */
export function assign(mapping: Mapping, from: readonly CelType[], to: readonly CelType[]): boolean {
  const trial = new Map(mapping);
  if (!assignAll(trial, from, to)) return false;
  for (const [name, type] of trial) mapping.set(name, type);
  return true;
}

function assignAll(mapping: Mapping, from: readonly CelType[], to: readonly CelType[]): boolean {
  return from.length === to.length && from.every((type, i) => { const other = to[i]; return other !== undefined && isAssignable(mapping, type, other); });
}

function isAssignable(mapping: Mapping, from: CelType, to: CelType): boolean {
  if (to.kind === 'param') {
    const { valid, known } = substitutes(mapping, from, to);
    if (valid || known) return valid;
  }
  if (from.kind === 'param') return substitutes(mapping, to, from).valid;
  if (isLoose(from) || isLoose(to)) return true;
  if (from.kind === 'null') return isNullable(to);
  if (to.kind === 'null') return isNullable(from);
  if (from.kind === 'object' && to.kind === 'object') return from.name === to.name;
  if (from.kind === 'type') return to.kind === 'type';
  return from.kind === to.kind && assignAll(mapping, partsOf(from), partsOf(to));
}

function isNullable({ kind }: CelType): boolean {
  return kind === 'null' || kind === 'any' || kind === 'object' || kind === 'optional' || kind === 'timestamp' || kind === 'duration';
}

/** Whether a type may be what a parameter stands for; `known` when it stood for something already. */
function substitutes(mapping: Mapping, type: CelType, param: CelType & { kind: 'param' }): { readonly valid: boolean; readonly known: boolean } {
  if (type.kind === 'param' && type.name === param.name) return { valid: true, known: true };
  const known = mapping.get(param.name);
  if (known === undefined) {
    if (refersTo(mapping, type, param.name)) return { valid: false, known: false };
    mapping.set(param.name, type);
    return { valid: true, known: false };
  }
  if (!isAssignable(mapping, type, known)) return { valid: false, known: true };
  const general = mostGeneral(type, known);
  if (!refersTo(mapping, general, param.name)) mapping.set(param.name, general);
  return { valid: true, known: true };
}

function refersTo(mapping: Mapping, type: CelType, name: string): boolean {
  if (type.kind === 'param') {
    if (type.name === name) return true;
    const known = mapping.get(type.name);
    return known !== undefined && refersTo(mapping, known, name);
  }
  return partsOf(type).some(part => refersTo(mapping, part, name));
}

/** The first type if it says no more than the second, else the second. */
export function mostGeneral(a: CelType, b: CelType): CelType {
  return saysNoMore(a, b) ? a : b;
}

function saysNoMore(a: CelType, b: CelType): boolean {
  if (a.kind === 'dyn' || a.kind === 'param') return true;
  if (b.kind === 'dyn' || b.kind === 'param' || a.kind !== b.kind) return false;
  const parts = partsOf(b);
  return parts.length === 0 ? sameType(a, b) : partsOf(a).every((part, i) => saysNoMore(part, parts[i] ?? dyn));
}

/** A type with its parameters replaced; those that stand for nothing stay, or are dynamic. */
export function substitute(mapping: Mapping, type: CelType, unbound: 'kept' | 'dyn'): CelType {
  if (type.kind !== 'param') return withParts(type, part => substitute(mapping, part, unbound));
  const known = mapping.get(type.name);
  if (known !== undefined) return substitute(mapping, known, unbound);
  return unbound === 'dyn' ? dyn : type;
}

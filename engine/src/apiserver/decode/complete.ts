import { isObject, setOwn } from '../../core/json';
import { zeroOf } from './decoder';
import type { FieldPlan, StructPlan, TypePlan } from './plan';

/**
 * Adds what a Go struct always has though nobody wrote it: empty structs held by value (`resources: {}`, `status: {}`) and required
 * scalars at zero. Lists, maps and pointers that are not there stay absent; `printed` gives them as JSON shows them.
 */
export function complete(object: Record<string, unknown>, plan: StructPlan): void {
  walk(object, plan, 'values');
}

/**
 * Adds, beside that, the `null` that Go prints for required lists, maps and pointers that are not there. An empty list counts as
 * absent: storing an object, even in a dry run, passes it through protobuf, which cannot tell the two apart.
 */
export function printed(object: Record<string, unknown>, plan: StructPlan): void {
  walk(object, plan, 'nulls');
}

/** Takes away the empty maps that decoding had told from none, as storing an object does. */
export function leaveOutEmptyMaps(object: Record<string, unknown>, plan: StructPlan): void {
  walk(object, plan, 'nothing');
}

type Addition = 'values' | 'nulls' | 'nothing';

function walk(object: Record<string, unknown>, plan: StructPlan, add: Addition): void {
  // Parts taken over from a stored object are frozen: they were completed when they were stored.
  if (Object.isFrozen(object)) return;
  for (const field of add === 'nothing' ? [] : plan.printed) {
    if (object[field.name] !== undefined && !(add === 'nulls' && isEmptyList(object[field.name]))) continue;
    const zero = zeroField(field);
    if (zero !== null || add === 'nulls') setOwn(object, field.name, zero);
  }
  for (const key of Object.keys(object)) {
    const field = plan.fields.get(key);
    if (field === undefined) continue;
    if (add === 'nothing' && field.go.keepsEmpty && isEmptyMap(object[key])) delete object[key];
    else walkValue(object[key], field.type, add);
  }
}

function isEmptyMap(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function walkValue(value: unknown, type: TypePlan, add: Addition): void {
  if (typeof value !== 'object' || value === null) return;
  switch (type.kind) {
    case 'struct':
      if (isRecord(value)) walk(value, type.plan(), add);
      return;
    case 'array':
      if (Array.isArray(value) && isNested(type.items)) for (const item of value) walkValue(item, type.items, add);
      return;
    case 'map':
      if (isNested(type.values)) for (const item of Object.values(value)) walkValue(item, type.values, add);
      return;
    default:
  }
}

function isNested(type: TypePlan): boolean {
  return type.kind === 'struct' || type.kind === 'array' || type.kind === 'map';
}

function zeroField({ type, go }: FieldPlan): unknown {
  if (go.pointer) return null;
  switch (type.kind) {
    case 'struct': return go.byValue ? {} : null;
    case 'quantity': case 'intOrString': case 'duration': return go.byValue ? zeroOf(type) : null;
    case 'string': case 'bool': case 'int': case 'float': return zeroOf(type);
    default: return null;
  }
}

function isRecord(value: object): value is Record<string, unknown> {
  return isObject(value);
}

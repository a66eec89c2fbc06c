import { compare, equals } from './comparison';
import { failure, isFailure, isListValue, isMapValue, isTagged, keyId, mapValue, none, noSuchOverload, some, type CelFunction, type CelValue } from './values';

const minInt = -(2n ** 63n), maxInt = 2n ** 63n - 1n, maxUint = 2n ** 64n - 1n;

/** Arithmetic of one operator, by the types of both sides. */
interface Arithmetic { readonly integer: (a: bigint, b: bigint) => bigint; readonly float?: (a: number, b: number) => number }

const arithmetics: Readonly<Record<string, Arithmetic>> = {
  '+': { integer: (a, b) => a + b, float: (a, b) => a + b }, '-': { integer: (a, b) => a - b, float: (a, b) => a - b },
  '*': { integer: (a, b) => a * b, float: (a, b) => a * b }, '/': { integer: (a, b) => a / b, float: (a, b) => a / b }, '%': { integer: (a, b) => a % b }
};

function arithmetic(operator: string): CelFunction {
  const { integer, float } = arithmetics[operator] ?? { integer: a => a };
  return ([a = null, b = null]) => {
    if (typeof a === 'number' && typeof b === 'number' && float !== undefined) return float(a, b);
    const divides = operator === '/' || operator === '%';
    if (typeof a === 'bigint' && typeof b === 'bigint') {
      if (divides && b === 0n) return failure(operator === '/' ? 'division by zero' : 'modulus by zero');
      return bounded(integer(a, b));
    }
    if (!isTagged(a) || !isTagged(b)) return operator === '+' ? joined(a, b) : noSuchOverload;
    if (a.kind === 'uint' && b.kind === 'uint') {
      if (divides && b.value === 0n) return failure(operator === '/' ? 'division by zero' : 'modulus by zero');
      const value = integer(a.value, b.value);
      return value < 0n || value > maxUint ? failure('unsigned integer overflow') : { kind: 'uint', value };
    }
    return operator === '+' || operator === '-' ? timeArithmetic(a, b, operator) : noSuchOverload;
  };
}

function bounded(value: bigint): CelValue {
  return value < minInt || value > maxInt ? failure('integer overflow') : value;
}

function joined(a: CelValue, b: CelValue): CelValue {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  return isListValue(a) && isListValue(b) ? [...a, ...b] : noSuchOverload;
}

function timeArithmetic(a: CelValue, b: CelValue, operator: '+' | '-'): CelValue {
  if (!isTagged(a) || !isTagged(b)) return noSuchOverload;
  if (a.kind === 'bytes' && b.kind === 'bytes' && operator === '+') return { kind: 'bytes', bytes: [...a.bytes, ...b.bytes] };
  if (!('nanos' in a) || !('nanos' in b)) return noSuchOverload;
  const nanos = operator === '+' ? a.nanos + b.nanos : a.nanos - b.nanos, times = [a, b].filter(value => value.kind === 'timestamp').length;
  if (times === 2) return operator === '-' ? { kind: 'duration', nanos } : noSuchOverload;
  if (times === 1) return a.kind === 'timestamp' || operator === '+' ? { kind: 'timestamp', nanos } : noSuchOverload;
  return nanos < minInt || nanos > maxInt ? failure('integer overflow') : { kind: 'duration', nanos };
}

function ordering(holds: (order: number) => boolean): CelFunction {
  return ([a = null, b = null]) => {
    const order = compare(a, b);
    if (order !== undefined) return holds(order);
    return typeof a === 'number' && typeof b === 'number' ? false : noSuchOverload;
  };
}

/** An element of a list or map; a failure names the index or key that is not there. */
export function elementOf(container: CelValue, key: CelValue): CelValue {
  if (isListValue(container)) {
    const index = typeof key === 'bigint' ? Number(key) : typeof key === 'number' && Number.isInteger(key) ? key : isTagged(key) && key.kind === 'uint' ? Number(key.value) : undefined;
    if (index === undefined) return failure(`unsupported index type '${typeof key}' in list`);
    return container[index] ?? (index in container ? null : failure(`index out of bounds: ${index}`));
  }
  if (!isMapValue(container)) return noSuchOverload;
  const variable = typeof key === 'string' ? container.variables?.(key) : undefined;
  if (variable !== undefined) return variable;
  return container.entries.get(keyId(key) ?? '')?.[1] ?? (container.entries.has(keyId(key) ?? '') ? null : failure(`no such key: ${keyText(key)}`));
}

function keyText(key: CelValue): string {
  return isTagged(key) && key.kind === 'uint' ? String(key.value) : String(key);
}

/** `container[?key]`, `container.?field`: what is there, or nothing. */
export function optionalElement(container: CelValue, key: CelValue): CelValue {
  if (isTagged(container) && container.kind === 'optional') return container.value === undefined ? none : optionalElement(container.value, key);
  if (!isListValue(container) && !isMapValue(container)) return noSuchOverload;
  const found = elementOf(container, key);
  return isFailure(found) ? (/^(?:no such key|index out of bounds)/.test(found.message) ? none : found) : some(found);
}

const index: CelFunction = ([container = null, key = null]) => {
  if (isTagged(container) && container.kind === 'optional') return optionalElement(container, key);
  return elementOf(container, key);
};

const isIn: CelFunction = ([item = null, container = null]) => {
  if (isListValue(container)) return container.some(other => equals(item, other));
  return isMapValue(container) ? container.entries.has(keyId(item) ?? '') : noSuchOverload;
};

/** The operators but for those that need not look at all of their sides. */
export const operators: Readonly<Record<string, CelFunction>> = {
  '_+_': arithmetic('+'), '_-_': arithmetic('-'), '_*_': arithmetic('*'), '_/_': arithmetic('/'), '_%_': arithmetic('%'),
  '_==_': ([a = null, b = null]) => equals(a, b), '_!=_': ([a = null, b = null]) => !equals(a, b),
  '_<_': ordering(order => order < 0), '_<=_': ordering(order => order <= 0), '_>_': ordering(order => order > 0), '_>=_': ordering(order => order >= 0),
  '-_': ([a = null]) => typeof a === 'number' ? -a : typeof a === 'bigint' ? bounded(-a) : noSuchOverload,
  '!_': ([a = null]) => typeof a === 'boolean' ? !a : noSuchOverload,
  '_[_]': index, '_[?_]': ([container = null, key = null]) => optionalElement(container, key), '@in': isIn,
  'cel.@mapInsert': ([map = null, key = null, value]) => {
    if (!isMapValue(map)) return noSuchOverload;
    const added: readonly (readonly [CelValue, CelValue])[] = value === undefined ? (isMapValue(key) ? [...key.entries.values()] : []) : [[key, value]];
    for (const [name] of added) if (map.entries.has(keyId(name) ?? '')) return failure(`insert failed: key ${keyText(name)} already exists`);
    return mapValue([...map.entries.values(), ...added]);
  }
};

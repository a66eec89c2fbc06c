import { compare, equals } from './comparison';
import { operators } from './operators';
import { failure, isFailure, isListValue, isTagged, none, noSuchOverload, some, type CelFunction, type CelValue } from './values';

function onList(apply: (list: readonly CelValue[], rest: readonly CelValue[]) => CelValue): CelFunction {
  return ([list = null, ...rest]) => isListValue(list) ? apply(list, rest) : noSuchOverload;
}

function extreme(name: string, better: (order: number) => boolean): CelFunction {
  return onList(list => {
    let best: CelValue | undefined;
    for (const item of list) {
      const order = best === undefined ? undefined : compare(item, best);
      if (best === undefined || (order !== undefined && better(order))) best = item;
      else if (order === undefined) return noSuchOverload;
    }
    return best ?? failure(`${name} called on empty list`);
  });
}

function sorted(list: readonly CelValue[], keys: readonly CelValue[]): CelValue {
  const order = list.map((_, i) => i);
  if (keys.some(key => compare(key, keys[0] ?? null) === undefined)) return noSuchOverload;
  order.sort((a, b) => compare(keys[a] ?? null, keys[b] ?? null) ?? 0);
  return order.map(i => list[i] ?? null);
}

function flatten(list: readonly CelValue[], depth: number): CelValue[] {
  return list.flatMap(item => isListValue(item) && depth > 0 ? flatten(item, depth - 1) : [item]);
}

function containsAll(a: readonly CelValue[], b: readonly CelValue[]): boolean {
  return b.every(item => a.some(other => equals(item, other)));
}

function onSets(apply: (a: readonly CelValue[], b: readonly CelValue[]) => boolean): CelFunction {
  return ([a = null, b = null]) => isListValue(a) && isListValue(b) ? apply(a, b) : noSuchOverload;
}

const zeroOf = (item: CelValue): CelValue => typeof item === 'number' ? 0 : isTagged(item) && item.kind === 'duration' ? { kind: 'duration', nanos: 0n } : isTagged(item) && item.kind === 'uint' ? { kind: 'uint', value: 0n } : 0n;

/** Functions of lists: Kubernetes' own and ext.Lists version 3, ext.Sets. */
export const listFunctions: Readonly<Record<string, CelFunction>> = {
  isSorted: onList(list => list.every((item, i) => i === 0 || (compare(list[i - 1] ?? null, item) ?? 0) <= 0)),
  sum: onList(list => list.reduce<CelValue>((sum, item) => isFailure(sum) ? sum : operators['_+_']?.([sum, item]) ?? noSuchOverload, list[0] === undefined ? 0n : zeroOf(list[0]))),
  min: extreme('min', order => order < 0), max: extreme('max', order => order > 0),
  indexOf: onList((list, [item = null]) => BigInt(list.findIndex(other => equals(other, item)))),
  lastIndexOf: onList((list, [item = null]) => BigInt(list.map(other => equals(other, item)).lastIndexOf(true))),
  slice: onList((list, [start, end]) => {
    if (typeof start !== 'bigint' || typeof end !== 'bigint') return noSuchOverload;
    if (start < 0n || end < 0n) return failure(`cannot slice(${start}, ${end}), negative indexes not supported`);
    if (start > end) return failure(`cannot slice(${start}, ${end}), start index must be less than or equal to end index`);
    return end > BigInt(list.length) ? failure(`cannot slice(${start}, ${end}), list is length ${list.length}`) : list.slice(Number(start), Number(end));
  }),
  flatten: onList((list, [depth = 1n]) => typeof depth !== 'bigint' ? noSuchOverload : depth < 0n ? failure('level must be non-negative') : flatten(list, Number(depth))),
  distinct: onList(list => list.filter((item, i) => list.findIndex(other => equals(other, item)) === i)),
  reverse: onList(list => [...list].reverse()), sort: onList(list => sorted(list, list)),
  '@sortByAssociatedKeys': onList((list, [keys = null]) => isListValue(keys) ? sorted(list, keys) : noSuchOverload),
  'lists.range': ([count]) => typeof count !== 'bigint' ? noSuchOverload : count > 1_000_000n ? failure('range is too large') : Array.from({ length: Math.max(0, Number(count)) }, (_, i) => BigInt(i)),
  first: onList(list => list.length === 0 ? none : some(list[0] ?? null)), last: onList(list => list.length === 0 ? none : some(list[list.length - 1] ?? null)),
  'sets.contains': onSets(containsAll), 'sets.equivalent': onSets((a, b) => containsAll(a, b) && containsAll(b, a)), 'sets.intersects': onSets((a, b) => a.some(item => b.some(other => equals(item, other))))
};

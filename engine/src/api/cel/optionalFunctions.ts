import { failure, isListValue, isMapValue, isTagged, none, noSuchOverload, some, type CelFunction, type CelValue } from './values';

const onOptional = (apply: (value: CelValue | undefined, other: CelValue) => CelValue): CelFunction => ([optional = null, other = null]) => isTagged(optional) && optional.kind === 'optional' ? apply(optional.value, other) : noSuchOverload;

function isZero(value: CelValue): boolean {
  if (value === null || value === false || value === '' || value === 0 || value === 0n) return true;
  if (isListValue(value)) return value.length === 0;
  if (isMapValue(value)) return value.entries.size === 0;
  return isTagged(value) && ((value.kind === 'uint' && value.value === 0n) || ('nanos' in value && value.nanos === 0n) || (value.kind === 'bytes' && value.bytes.length === 0));
}

const unwrap: CelFunction = ([list = null]) => isListValue(list) ? list.flatMap(item => isTagged(item) && item.kind === 'optional' && item.value !== undefined ? [item.value] : []) : noSuchOverload;

/** Optional values (cel/library.go, cel-go 0.26). */
export const optionalFunctions: Readonly<Record<string, CelFunction>> = {
  'optional.of': ([value = null]) => some(value), 'optional.none': () => none, 'optional.ofNonZeroValue': ([value = null]) => isZero(value) ? none : some(value),
  hasValue: onOptional(value => value !== undefined), value: onOptional(value => value ?? failure('optional.none() dereference')),
  or: onOptional((value, other) => value === undefined ? other : some(value)), orValue: onOptional((value, other) => value ?? other),
  'optional.unwrap': unwrap, unwrapOpt: unwrap
};

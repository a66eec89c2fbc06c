import type { LimitRange, LimitRangeItem } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import type { Mutable } from '../../core/json';
import { compareText, sortedKeys } from '../../core/order';
import { compareQuantity, quantityOf, quantityText, scaledValue, type Quantity } from '../../core/quantity';
import { duplicate, forbidden, invalid, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { isQualifiedName, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta } from '../validation/objectMeta';
import { isOvercommitAllowed, validateContainerResourceName, validateResourceName } from '../validation/resourceNames';

const limitsPath = FieldPath.of('spec', 'limits');
const knownTypes: ReadonlySet<string> = new Set(['Pod', 'Container', 'PersistentVolumeClaim']);
// math.MaxInt64 / 1000, to the precision of a double.
const maxMilliValue = 9_223_372_036_854_776;

/** `v1/LimitRange`, mirrors pkg/registry/core/limitrange, pkg/apis/core/v1/defaults.go and pkg/apis/core/validation of v1.36. */
export const limitRange = defineKind<LimitRange>({
  gvk: { group: '', version: 'v1', kind: 'LimitRange' },
  plural: 'limitranges', singular: 'limitrange', shortNames: ['limits'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.LimitRange',
  subresources: [],
  setDefaults(object) {
    for (const item of object.spec?.limits ?? []) if (item.type === 'Container') setItemDefaults(item);
  },
  // A limit range without a name is called by an identifier of its own (pkg/registry/core/limitrange/strategy.go).
  prepareForCreate(object) {
    const meta = object.metadata ??= {};
    if ((meta.name ?? '') === '') meta.name = meta.uid ?? '00000000-0000-4000-8000-000000000000';
  },
  validate,
  validateUpdate: validate
});

/** The default limit is the maximum, the default request the default limit or else the minimum. */
function setItemDefaults(item: Mutable<LimitRangeItem>): void {
  const limits = item.default ?? {}, requests = item.defaultRequest ?? {};
  for (const [name, quantity] of Object.entries(item.max ?? {})) limits[name] ??= quantity;
  for (const [name, quantity] of [...Object.entries(limits), ...Object.entries(item.min ?? {})]) requests[name] ??= quantity;
  if (Object.keys(limits).length > 0) item.default = limits;
  if (Object.keys(requests).length > 0) item.defaultRequest = requests;
}

function validate(object: LimitRange): FieldError[] {
  const limits = object.spec?.limits ?? [];
  return [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...limits.flatMap((item, i) => {
      const path = limitsPath.index(i);
      const type = item.type ?? '';
      const repeated = limits.findIndex(other => (other.type ?? '') === type) < i ? [duplicate(path.child('type'), type)] : [];
      return [...validateType(type, path.child('type')), ...repeated, ...validateNames(item, path), ...validateQuantities(item, path)];
    })
  ];
}

function validateType(type: string, path: FieldPath): FieldError[] {
  const errors = isQualifiedName(type).map(detail => invalid(path, type, detail));
  if (errors.length > 0 || type.includes('/') || knownTypes.has(type)) return errors;
  return [invalid(path, type, 'must be a standard limit type or fully qualified')];
}

type List = 'max' | 'min' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio';

function validateNames(item: LimitRangeItem, path: FieldPath): FieldError[] {
  const rule = item.type === 'Pod' || item.type === 'Container' ? validateContainerResourceName : validateResourceName;
  const names = (list: List): FieldError[] => sortedKeys(item[list] ?? {}).flatMap(name => rule(name, path.child(list).key(name)));
  const errors = [...names('max'), ...names('min')];
  for (const list of ['default', 'defaultRequest'] as const) {
    if (item.type !== 'Pod') errors.push(...names(list));
    else if (Object.keys(item[list] ?? {}).length > 0) errors.push(forbidden(path.child(list), "may not be specified when `type` is 'Pod'"));
  }
  if (item.type === 'PersistentVolumeClaim' && item.min?.['storage'] === undefined && item.max?.['storage'] === undefined) {
    errors.push(required(path.child('limits'), 'either minimum or maximum storage value is required, but neither was provided'));
  }
  return [...errors, ...names('maxLimitRequestRatio')];
}

function validateQuantities(item: LimitRangeItem, path: FieldPath): FieldError[] {
  const lists = item.type === 'Pod' ? [item.max, item.min, item.maxLimitRequestRatio] : [item.max, item.min, item.default, item.defaultRequest, item.maxLimitRequestRatio];
  const names = [...new Set(lists.flatMap(list => Object.keys(list ?? {})))].sort(compareText);
  return names.flatMap(name => {
    const read = (list: List): Quantity | undefined => {
      const text = item.type === 'Pod' && (list === 'default' || list === 'defaultRequest') ? undefined : item[list]?.[name];
      return text === undefined ? undefined : quantityOf(text);
    };
    return validateOne(name, read, path);
  });
}

/** min ≤ default request ≤ default ≤ max, each said where it is broken. */
function validateOne(name: string, read: (list: List) => Quantity | undefined, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const min = read('min'), max = read('max'), limit = read('default'), request = read('defaultRequest');
  const check = (low: Quantity | undefined, high: Quantity | undefined, at: { list: List; value: Quantity | undefined; words: readonly [string, string] }): void => {
    if (low === undefined || high === undefined || at.value === undefined || compareQuantity(low, high) <= 0) return;
    errors.push(invalid(path.child(at.list).key(name), quantityText(at.value), `${at.words[0]} value ${quantityText(low)} is greater than ${at.words[1]} value ${quantityText(high)}`));
  };
  check(min, max, { list: 'min', value: min, words: ['min', 'max'] });
  check(min, request, { list: 'defaultRequest', value: request, words: ['min', 'default request'] });
  check(request, max, { list: 'defaultRequest', value: request, words: ['default request', 'max'] });
  check(request, limit, { list: 'defaultRequest', value: request, words: ['default request', 'default limit'] });
  check(min, limit, { list: 'default', value: min, words: ['min', 'default'] });
  check(limit, max, { list: 'default', value: max, words: ['default', 'max'] });
  const ratio = read('maxLimitRequestRatio');
  if (ratio !== undefined) errors.push(...validateRatio(ratio, { min, max }, path.child('maxLimitRequestRatio').key(name)));
  if (!isOvercommitAllowed(name) && limit !== undefined && request !== undefined && compareQuantity(limit, request) !== 0) {
    errors.push(invalid(path.child('defaultRequest').key(name), quantityText(request), `default value ${quantityText(limit)} must equal to defaultRequest value ${quantityText(request)} in ${name}`));
  }
  return errors;
}

function validateRatio(ratio: Quantity, bounds: { min: Quantity | undefined; max: Quantity | undefined }, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const text = quantityText(ratio);
  if (compareQuantity(ratio, quantityOf('1')) < 0) errors.push(invalid(path, text, `ratio ${text} is less than 1`));
  const { min, max } = bounds;
  if (min === undefined || max === undefined) return errors;
  const fine = [ratio, min, max].every(quantity => scaledValue(quantity, 0) < maxMilliValue);
  const scale = fine ? -3 : 0;
  const limit = scaledValue(max, scale) / scaledValue(min, scale);
  if (scaledValue(ratio, scale) / (fine ? 1000 : 1) > limit) errors.push(invalid(path, text, `ratio ${text} is greater than max/min = ${limit.toFixed(6)}`));
  return errors;
}

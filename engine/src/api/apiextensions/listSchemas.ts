import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, notSupported, required, type FieldError } from '../fieldError';
import { itemsOf, propertyOf, type Schema } from './schema';
import type { SchemaOptions } from './schemaRules';

const listTypes = ['atomic', 'set', 'map'];

/** The rules of `x-kubernetes-list-type` and its map keys (apiextensions/validation, v1.36). */
export function validateListSchema(schema: Schema, path: FieldPath, options: SchemaOptions): FieldError[] {
  const listType = schema['x-kubernetes-list-type'], at = path.child('x-kubernetes-list-type');
  return [
    ...(listType === undefined ? [] : validateListType(schema, path)),
    ...(listType === 'set' && schema.type === 'array' && options.setItems === 'atomic' ? validateSetItems(itemsOf(schema), path) : []),
    ...(listType === undefined || listTypes.includes(listType) ? [] : [notSupported(at, listType, listTypes)]),
    ...validateMapKeysPlace(schema, at),
    ...(listType === 'map' ? validateMapList(schema, path) : []),
    ...(options.mapKeys === 'required' ? validateMapItems(schema, path) : [])
  ];
}

function validateListType({ type = '' }: Schema, path: FieldPath): FieldError[] {
  const detail = 'must be array if x-kubernetes-list-type is specified', at = path.child('type');
  return type === 'array' ? [] : [type === '' ? required(at, detail) : invalid(at, type, detail)];
}

function validateSetItems(items: Schema | undefined, path: FieldPath): FieldError[] {
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set', at = path.child('items');
  if (!isNonAtomicItem(items)) return [];
  const listType = items?.['x-kubernetes-list-type'] ?? null;
  // Upstream shows the list type in both cases.
  return [invalid(at.child(items?.type === 'array' ? 'x-kubernetes-list-type' : 'x-kubernetes-map-type'), listType, detail)];
}

function isNonAtomicItem(items: Schema | undefined): boolean {
  if (items?.type === 'array') return (items['x-kubernetes-list-type'] ?? 'atomic') !== 'atomic';
  return items?.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic';
}

/** Whether a schema is a set of items that are not atomic. */
export function isNonAtomicSet(schema: Schema): boolean {
  return schema['x-kubernetes-list-type'] === 'set' && isNonAtomicItem(itemsOf(schema));
}

function validateMapKeysPlace(schema: Schema, path: FieldPath): FieldError[] {
  const listType = schema['x-kubernetes-list-type'], detail = 'must be map if x-kubernetes-list-map-keys is non-empty';
  if ((schema['x-kubernetes-list-map-keys'] ?? []).length === 0 || listType === 'map') return [];
  return [listType === undefined ? required(path, detail) : invalid(path, listType, detail)];
}

function validateMapList(schema: Schema, path: FieldPath): FieldError[] {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [], keysPath = path.child('x-kubernetes-list-map-keys'), items = itemsOf(schema), at = path.child('items');
  const errors = keys.length === 0 ? [required(keysPath, 'must not be empty if x-kubernetes-list-type is map')] : [];
  if (schema.items === undefined) return [...errors, required(at, 'must have a schema if x-kubernetes-list-type is map')];
  if (items === undefined) return [...errors, invalid(at, schema.items, 'must only have a single schema if x-kubernetes-list-type is map')];
  if (items.type !== 'object') return [...errors, invalid(at.child('type'), items.type ?? '', "must be object if parent array's x-kubernetes-list-type is map")];
  keys.forEach((key, i) => {
    const property = propertyOf(items, key);
    if (property === undefined) errors.push(invalid(keysPath, keys, 'entries must all be names of item properties'));
    else if (property.type === 'array' || property.type === 'object') errors.push(invalid(at.child('properties').key(key).child('type'), items.type ?? '', "must be a scalar type if parent array's x-kubernetes-list-type is map"));
    if (keys.indexOf(key) < i) errors.push(invalid(keysPath, keys, 'must not contain duplicate entries'));
  });
  return errors;
}

/** Items of maps and sets are never null, and the keys of maps are always there. */
export function validateMapItems(schema: Schema, path: FieldPath): FieldError[] {
  const items = itemsOf(schema), listType = schema['x-kubernetes-list-type'], at = path.child('items');
  if (items === undefined || (listType !== 'set' && listType !== 'map')) return [];
  const errors = items.nullable === true ? [forbidden(at.child('nullable'), `cannot be nullable when x-kubernetes-list-type is ${listType}`)] : [];
  for (const key of listType === 'map' ? schema['x-kubernetes-list-map-keys'] ?? [] : []) {
    const property = propertyOf(items, key), below = at.child('properties').key(key);
    if (property === undefined) continue;
    if (!(items.required ?? []).includes(key) && property.default === undefined) errors.push(required(below.child('default'), 'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'));
    if (property.nullable === true) errors.push(forbidden(below.child('nullable'), 'this property is in x-kubernetes-list-map-keys, so it cannot be nullable'));
  }
  return errors;
}

import type { FieldPath } from '../../core/fieldPath';
import { isList, isObject, own, type Json, type JsonObject } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { invalid, required, type FieldError } from '../fieldError';
import type { ObjectMeta } from '../object';
import { isDns1035Label, nameIsPathSegment } from '../validation/names';
import { validateObjectMeta } from '../validation/objectMeta';
import type { PrunedAs } from './pruning';
import { itemsOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** Resources inside a resource have an apiVersion, a kind and sound metadata (apiserver/schema/objectmeta, v1.36). */
export function validateEmbedded(value: Json, schema: Schema | undefined, path: FieldPath, as: PrunedAs = 'value'): FieldError[] {
  if (schema === undefined) return [];
  if (isList(value)) return value.flatMap((item, i) => validateEmbedded(item, itemsOf(schema), path.index(i)));
  if (!isObject(value)) return [];
  const errors = as === 'resource' || schema['x-kubernetes-embedded-resource'] === true ? validateResource(value, path) : [];
  const additional = schemaOrBool(schema.additionalProperties)?.schema;
  for (const key of sortedKeys(value)) {
    const item = own(value, key) ?? null, property = propertyOf(schema, key);
    errors.push(...property === undefined ? validateEmbedded(item, additional, path.key(key)) : validateEmbedded(item, property, path.child(key)));
  }
  return errors;
}

function validateResource(resource: JsonObject, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ['apiVersion', 'kind']) if (own(resource, field) === undefined) errors.push(required(path.child(field)));
  for (const field of ['apiVersion', 'kind'] as const) {
    const value = own(resource, field), at = path.child(field);
    if (value === undefined) continue;
    const detail = typeof value !== 'string' ? 'must be a string' : value === '' ? 'must not be empty' : textProblem(field, value);
    if (detail !== undefined) errors.push(invalid(at, value, detail));
  }
  const metadata = own(resource, 'metadata');
  return metadata === undefined ? errors : [...errors, ...validateMetadata(metadata, path.child('metadata'))];
}

function textProblem(field: 'apiVersion' | 'kind', value: string): string | undefined {
  if (field === 'apiVersion') return value.split('/').length > 2 ? `unexpected GroupVersion string: ${value}` : undefined;
  const wrong = isDns1035Label(value.toLowerCase());
  return wrong.length === 0 ? undefined : `may have mixed case, but should otherwise match: ${wrong.join(',')}`;
}

function validateMetadata(metadata: Json, path: FieldPath): FieldError[] {
  if (!isObject(metadata)) return [invalid(path, metadata, `json: cannot unmarshal ${Array.isArray(metadata) ? 'array' : typeof metadata} into Go value of type v1.ObjectMeta`)];
  const strange = strangeField(metadata);
  if (strange !== undefined) return [invalid(path, metadata, strange)];
  const meta = metadata as ObjectMeta, named = (meta.name ?? '') === '' ? { ...meta, name: 'fakename' } : meta;
  return validateObjectMeta(named, (meta.namespace ?? '') === '' ? 'Cluster' : 'Namespaced', nameIsPathSegment, path);
}

/** What Go would say of a field of another type. */
function strangeField(metadata: JsonObject): string | undefined {
  for (const [field, type, test] of metadataTypes) {
    const value = own(metadata, field);
    if (value !== undefined && value !== null && !test(value)) return `json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value} into Go struct field ObjectMeta.${field} of type ${type}`;
  }
  return undefined;
}

const isText = (value: Json): boolean => typeof value === 'string';
const isTextMap = (value: Json): boolean => isObject(value) && Object.values(value).every(item => typeof item === 'string' || item === null);
const isTextList = (value: Json): boolean => Array.isArray(value) && value.every(item => typeof item === 'string');
const metadataTypes: readonly (readonly [string, string, (value: Json) => boolean])[] = [
  ['name', 'string', isText], ['generateName', 'string', isText], ['namespace', 'string', isText], ['uid', 'types.UID', isText], ['resourceVersion', 'string', isText],
  ['labels', 'map[string]string', isTextMap], ['annotations', 'map[string]string', isTextMap], ['finalizers', '[]string', isTextList],
  ['ownerReferences', '[]v1.OwnerReference', value => Array.isArray(value) && value.every(isObject)]
];

import type { ConfigMap } from '../../../generated/types';
import { base64Length } from '../../core/base64';
import { FieldPath } from '../../core/fieldPath';
import { equal, own } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { forbidden, invalid, tooLong, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { byteLength, isConfigMapKey, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';

const dataPath = FieldPath.of('data'), binaryPath = FieldPath.of('binaryData');
const maxBytes = 1024 * 1024;

/** `v1/ConfigMap`, mirrors pkg/registry/core/configmap and pkg/apis/core/validation of v1.36. */
export const configMap = defineKind<ConfigMap>({
  gvk: { group: '', version: 'v1', kind: 'ConfigMap' },
  plural: 'configmaps', singular: 'configmap', shortNames: ['cm'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ConfigMap',
  subresources: [],
  validate,
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateImmutableData(object, old),
    ...validate(object)
  ]
});

function validate(object: ConfigMap): FieldError[] {
  const errors = validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath);
  const data = object.data ?? {}, binaryData = object.binaryData ?? {};
  let bytes = 0;
  for (const key of sortedKeys(data)) {
    errors.push(...isConfigMapKey(key).map(detail => invalid(dataPath.key(key), key, detail)));
    if (own(binaryData, key) !== undefined) errors.push(invalid(dataPath.key(key), key, 'duplicate of key present in binaryData'));
    bytes += byteLength(data[key] ?? '');
  }
  for (const key of sortedKeys(binaryData)) {
    errors.push(...isConfigMapKey(key).map(detail => invalid(binaryPath.key(key), key, detail)));
    bytes += base64Length(binaryData[key] ?? '');
  }
  // The whole object is meant, hence the empty field.
  return bytes > maxBytes ? [...errors, tooLong(FieldPath.of(''), maxBytes)] : errors;
}

function validateImmutableData(object: ConfigMap, old: ConfigMap): FieldError[] {
  if (old.immutable !== true) return [];
  const detail = 'field is immutable when `immutable` is set';
  return [
    ...(object.immutable === true ? [] : [forbidden(FieldPath.of('immutable'), detail)]),
    ...(equal(object.data, old.data) ? [] : [forbidden(dataPath, detail)]),
    ...(equal(object.binaryData, old.binaryData) ? [] : [forbidden(binaryPath, detail)])
  ];
}

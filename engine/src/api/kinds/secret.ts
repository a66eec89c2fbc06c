import type { Secret } from '../../../generated/types';
import { base64Length, decodeBase64, encodeBase64, utf8Bytes } from '../../core/base64';
import { FieldPath } from '../../core/fieldPath';
import { goJsonSyntaxError } from '../../core/goJsonSyntax';
import { equal, own, setOwn, type Mutable } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { forbidden, invalid, required, tooLong, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { isConfigMapKey, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';

const dataPath = FieldPath.of('data');
const maxBytes = 1024 * 1024;

/** `v1/Secret`, mirrors pkg/registry/core/secret and pkg/apis/core/validation of v1.36. */
export const secret = defineKind<Secret>({
  gvk: { group: '', version: 'v1', kind: 'Secret' },
  plural: 'secrets', singular: 'secret', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Secret',
  subresources: [],
  setDefaults(object) {
    foldStringData(object);
    if ((object.type ?? '') === '') object.type = 'Opaque';
  },
  prepareForUpdate(object, old) {
    if ((object.type ?? '') === '' && old.type !== undefined) object.type = old.type;
  },
  validate,
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateImmutable(object.type ?? '', old.type ?? '', FieldPath.of('type')),
    ...validateImmutableData(object, old),
    ...validate(object)
  ]
});

/** `stringData` is written into `data` and forgotten, as the conversion to the internal version does. */
function foldStringData(object: Mutable<Secret>): void {
  const { stringData } = object;
  delete object.stringData;
  for (const key of Object.keys(stringData ?? {})) setOwn(object.data ??= {}, key, encodeBase64(utf8Bytes(stringData?.[key] ?? '')));
}

function validate(object: Secret): FieldError[] {
  const errors = validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath);
  const data = object.data ?? {};
  let bytes = 0;
  for (const key of sortedKeys(data)) {
    errors.push(...isConfigMapKey(key).map(detail => invalid(dataPath.key(key), key, detail)));
    bytes += base64Length(data[key] ?? '');
  }
  if (bytes > maxBytes) errors.push(tooLong(dataPath, maxBytes));
  return [...errors, ...validateType(object, key => own(data, key) === undefined ? undefined : data[key])];
}

/** What each known type must hold. */
function validateType(object: Secret, valueOf: (key: string) => string | undefined): FieldError[] {
  const missing = (key: string): FieldError[] => valueOf(key) === undefined ? [required(dataPath.key(key))] : [];
  switch (object.type) {
    case 'kubernetes.io/service-account-token': {
      const account = 'kubernetes.io/service-account.name';
      return (object.metadata?.annotations?.[account] ?? '') === '' ? [required(metadataPath.child('annotations').key(account))] : [];
    }
    case 'kubernetes.io/dockercfg': return validateJson('.dockercfg', valueOf('.dockercfg'));
    case 'kubernetes.io/dockerconfigjson': return validateJson('.dockerconfigjson', valueOf('.dockerconfigjson'));
    case 'kubernetes.io/basic-auth': return valueOf('username') === undefined && valueOf('password') === undefined ? [...missing('username'), ...missing('password')] : [];
    case 'kubernetes.io/ssh-auth': return (valueOf('ssh-privatekey') ?? '') === '' ? [required(dataPath.key('ssh-privatekey'))] : [];
    case 'kubernetes.io/tls': return [...missing('tls.crt'), ...missing('tls.key')];
    default: return [];
  }
}

function validateJson(key: string, value: string | undefined): FieldError[] {
  if (value === undefined) return [required(dataPath.key(key))];
  const bytes = decodeBase64(value);
  const error = goJsonSyntaxError(bytes) ?? notAnObject(bytes);
  return error === undefined ? [] : [invalid(dataPath.key(key), '<secret contents redacted>', error)];
}

/** Well-formed, but not the object (or null) that Go wants there. */
function notAnObject(bytes: readonly number[]): string | undefined {
  const first = String.fromCharCode(bytes.find(byte => byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13) ?? 0);
  if (first === '{' || first === 'n') return undefined;
  const type = first === '[' ? 'array' : first === '"' ? 'string' : first === 't' || first === 'f' ? 'bool' : 'number';
  return `json: cannot unmarshal ${type} into Go value of type map[string]interface {}`;
}

function validateImmutableData(object: Secret, old: Secret): FieldError[] {
  if (old.immutable !== true) return [];
  const detail = 'field is immutable when `immutable` is set';
  return [
    ...(object.immutable === true ? [] : [forbidden(FieldPath.of('immutable'), detail)]),
    ...(equal(object.data, old.data) ? [] : [forbidden(dataPath, detail)])
  ];
}

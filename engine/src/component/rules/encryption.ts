import { base64Length } from '../../core/base64';
import { FieldPath } from '../../core/fieldPath';
import { isList, own, type JsonObject } from '../../core/json';
import { errorText, invalid, required, type FieldError } from '../../api/fieldError';
import { entries, objectOf, refused, stringOf, type ComponentRule } from '../componentProblem';

const keySizes: Readonly<Record<string, readonly number[]>> = { aesgcm: [16, 24, 32], aescbc: [16, 24, 32], secretbox: [32] };

/** Encryption at rest: providers and their keys (apiserver/pkg/apis/apiserver/validation/validation_encryption.go, v1.36). */
export const encryptionConfiguration: ComponentRule = config => {
  const root = FieldPath.of('resources');
  const list = own(config, 'resources');
  const errors = !isList(list) || list.length === 0 ? [required(root, 'at least one resources is required')]
    : entries(config, 'resources').flatMap(({ item, index }) => {
      const path = root.index(index), providers = own(item, 'providers'), resources = own(item, 'resources');
      return [
        ...isList(resources) && resources.length > 0 ? [] : [required(path.child('resources'), `at least one ${path.child('resources').toString()} is required`)],
        ...isList(providers) && providers.length > 0 ? [] : [required(path.child('providers'), `at least one ${path.child('providers').toString()} is required`)],
        ...entries(item, 'providers').flatMap(provider => providerErrors(provider.item, path.child('providers').index(provider.index)))
      ];
    });
  return errors.map(error => refused(error.type, error.path, errorText(error)));
};

function providerErrors(provider: JsonObject, path: FieldPath): FieldError[] {
  const stated = Object.keys(provider).filter(name => own(provider, name) !== null);
  if (stated.length === 0) return [required(path, 'at least one provider is required')];
  if (stated.length > 1) return [invalid(path, provider, 'more than one provider specified in a single element, should split into different list elements')];
  return Object.entries(keySizes).flatMap(([name, sizes]) => own(provider, name) === undefined ? [] : keyErrors(objectOf(provider, name), path.child(name, 'keys'), sizes));
}

function keyErrors(provider: JsonObject, path: FieldPath, sizes: readonly number[]): FieldError[] {
  const keys = entries(provider, 'keys');
  if (keys.length === 0) return [required(path, `at least one ${path.toString()} is required`)];
  return keys.flatMap(({ item, index }) => {
    const at = path.index(index), secret = stringOf(item, 'secret');
    const named = stringOf(item, 'name') === '' ? [required(at.child('name'), 'name is a mandatory field for a key')] : [];
    if (secret === '') return [...named, required(at.child('secret'), 'secret is a mandatory field for a key')];
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u.test(secret)) return [...named, invalid(at.child('secret'), 'REDACTED', 'secrets must be base64 encoded')];
    const length = base64Length(secret);
    return sizes.includes(length) ? named : [...named, invalid(at.child('secret'), 'REDACTED', `secret is not of the expected length, got ${length}, expected one of [${sizes.join(' ')}]`)];
  });
}

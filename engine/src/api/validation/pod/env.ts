import type { ConfigMapKeySelector, EnvFromSource, EnvVar, FileKeySelector, SecretKeySelector } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, invalidEach, required, type FieldError } from '../../fieldError';
import type { ValidationContext } from '../../kind';
import { isPodFeatureOn } from '../../pod/podFeatures';
import { validateDns1123Label } from '../fieldNames';
import { validatePathNoBacksteps } from '../filePaths';
import { isConfigMapKey, isRelaxedEnvVarName, nameIsDnsSubdomain } from '../names';
import { validateContainerResourceField, validateObjectField } from './fieldSelectors';

/** Environment variables and where they come from (`ValidateEnv`, `ValidateEnvFrom`, pkg/apis/core/validation/validation.go, v1.36). */

export function validateEnv(variables: readonly EnvVar[], path: FieldPath, ctx: ValidationContext): FieldError[] {
  return variables.flatMap((variable, i) => {
    const at = path.index(i), name = variable.name ?? '';
    const errors = name === '' ? [required(at.child('name'))] : invalidEach(at.child('name'), name, isRelaxedEnvVarName(name));
    return [...errors, ...validateValueFrom(variable, at.child('valueFrom'), ctx)];
  });
}

const envFields: ReadonlySet<string> = new Set([
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'
]);

function validateValueFrom({ value, valueFrom }: EnvVar, path: FieldPath, ctx: ValidationContext): FieldError[] {
  if (valueFrom === undefined) return [];
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(source => source !== undefined).length;
  const errors: FieldError[] = [];
  if (fieldRef !== undefined) errors.push(...validateObjectField(fieldRef, envFields, path.child('fieldRef')));
  if (resourceFieldRef !== undefined) errors.push(...validateContainerResourceField(resourceFieldRef, path.child('resourceFieldRef'), 'env'));
  if (configMapKeyRef !== undefined) errors.push(...validateKeySelector(configMapKeyRef, path.child('configMapKeyRef')));
  if (secretKeyRef !== undefined) errors.push(...validateKeySelector(secretKeyRef, path.child('secretKeyRef')));
  if (fileKeyRef !== undefined) errors.push(...validateFileKeySelector(fileKeyRef, path.child('fileKeyRef')));
  if (sources === 0) errors.push(invalid(path, '', `must specify one of: \`fieldRef\`, \`resourceFieldRef\`, \`configMapKeyRef\`${isPodFeatureOn('EnvFiles', ctx) ? ', `secretKeyRef` or `fileKeyRef`' : ' or `secretKeyRef`'}`));
  else if ((value ?? '') !== '') errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
  else if (sources > 1) errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
  return errors;
}

function validateKeySelector({ name = '', key = '' }: ConfigMapKeySelector | SecretKeySelector, path: FieldPath): FieldError[] {
  return [...invalidEach(path.child('name'), name, nameIsDnsSubdomain(name, 'name')), ...key === '' ? [required(path.child('key'))] : invalidEach(path.child('key'), key, isConfigMapKey(key))];
}

function validateFileKeySelector({ key = '', volumeName = '', path: target = '' }: FileKeySelector, path: FieldPath): FieldError[] {
  return [
    ...key === '' ? [required(path.child('key'))] : invalidEach(path.child('key'), key, isRelaxedEnvVarName(key)),
    ...volumeName === '' ? [required(path.child('volumeName'))] : validateDns1123Label(volumeName, path.child('volumeName')),
    ...target === '' ? [required(path.child('path'))] : validatePathNoBacksteps(target, path.child('path'))
  ];
}

/** How many sources an entry has is reported at the list, as upstream does. */
export function validateEnvFrom(sources: readonly EnvFromSource[], path: FieldPath): FieldError[] {
  return sources.flatMap(({ prefix = '', configMapRef, secretRef }, i) => {
    const at = path.index(i);
    const errors = prefix === '' ? [] : invalidEach(at.child('prefix'), prefix, isRelaxedEnvVarName(prefix));
    if (configMapRef !== undefined) errors.push(...validateSourceName(configMapRef.name, at.child('configMapRef', 'name')));
    if (secretRef !== undefined) errors.push(...validateSourceName(secretRef.name, at.child('secretRef', 'name')));
    if (configMapRef === undefined && secretRef === undefined) errors.push(invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'));
    else if (configMapRef !== undefined && secretRef !== undefined) errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
    return errors;
  });
}

function validateSourceName(name: string | undefined, path: FieldPath): FieldError[] {
  return name === undefined || name === '' ? [required(path)] : invalidEach(path, name, nameIsDnsSubdomain(name, 'prefix'));
}

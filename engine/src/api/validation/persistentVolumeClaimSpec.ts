import type { PersistentVolumeClaimSpec, TypedLocalObjectReference, TypedObjectReference } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { quantityOf, signOfQuantity } from '../../core/quantity';
import { forbidden, invalid, invalidEach, notSupportedName, required, type FieldError } from '../fieldError';
import { amountOf } from '../pod/containerResources';
import { validateObjectName, validateRequired } from './fieldNames';
import { validateLabelSelector } from './labels';
import { isDns1123Subdomain, nameIsDnsLabel } from './names';
import { validateResourceQuantity } from './resourceNames';

/** What an update of a claim may go on doing because the stored claim does it. */
export type ClaimTolerance = 'InvalidSelectorValue' | 'InvalidDataSourceGroup';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** A claim's spec, wherever it stands: in a claim, a StatefulSet, an ephemeral volume (`ValidatePersistentVolumeClaimSpec`, pkg/apis/core/validation/validation.go, v1.36). */
export function validatePersistentVolumeClaimSpec(spec: PersistentVolumeClaimSpec, path: FieldPath, tolerates: ReadonlySet<ClaimTolerance> = new Set()): FieldError[] {
  const { storageClassName = '', volumeAttributesClassName = '', volumeMode } = spec;
  return [
    ...validateAccessModes(spec, path, tolerates),
    ...validateStorage(spec, path.child('resources').key('storage')),
    ...storageClassName === '' ? [] : validateObjectName(storageClassName, path.child('storageClassName')),
    ...volumeMode === undefined ? [] : notSupportedName(path.child('volumeMode'), volumeMode, ['Block', 'Filesystem']),
    ...validateDataSources(spec, path, tolerates),
    ...volumeAttributesClassName === '' ? [] : validateObjectName(volumeAttributesClassName, path.child('volumeAttributesClassName'))
  ];
}

/** The selector is judged between the first rule of the access modes and the others. */
function validateAccessModes({ accessModes: modes = [], selector }: PersistentVolumeClaimSpec, specPath: FieldPath, tolerates: ReadonlySet<ClaimTolerance>): FieldError[] {
  const path = specPath.child('accessModes');
  const errors = modes.length === 0 ? [required(path, 'at least 1 access mode is required')] : [];
  errors.push(...validateLabelSelector(selector, specPath.child('selector'), { allowInvalidValues: tolerates.has('InvalidSelectorValue') }));
  for (const mode of modes) errors.push(...notSupportedName(path, mode, accessModes));
  if (modes.includes('ReadWriteOncePod') && modes.some(mode => mode !== 'ReadWriteOncePod' && accessModes.includes(mode))) {
    errors.push(forbidden(path, 'may not use ReadWriteOncePod with other access modes'));
  }
  return errors;
}

function validateStorage({ resources }: PersistentVolumeClaimSpec, path: FieldPath): FieldError[] {
  const storage = amountOf(resources?.requests, 'storage');
  if (storage === undefined) return [required(path)];
  return signOfQuantity(quantityOf(storage)) <= 0 ? [invalid(path, String(storage), 'must be greater than zero')] : validateResourceQuantity('storage', storage, path);
}

function validateDataSources({ dataSource, dataSourceRef }: PersistentVolumeClaimSpec, path: FieldPath, tolerates: ReadonlySet<ClaimTolerance>): FieldError[] {
  const errors: FieldError[] = [];
  if (dataSource !== undefined) errors.push(...validateReference(dataSource, path.child('dataSource'), tolerates));
  if (dataSourceRef !== undefined) {
    const { namespace = '' } = dataSourceRef;
    errors.push(...validateReference(dataSourceRef, path.child('dataSourceRef'), tolerates));
    if (namespace !== '') errors.push(...invalidEach(path.child('dataSourceRef', 'namespace'), namespace, nameIsDnsLabel(namespace, 'name')));
  }
  if (dataSource === undefined || dataSourceRef === undefined) return errors;
  // Go prints a path in place of the value: an empty struct.
  if ((dataSourceRef.namespace ?? '') !== '') return [...errors, invalid(path, {}, 'may not be specified when dataSourceRef.namespace is specified')];
  const same = (['apiGroup', 'kind', 'name'] as const).every(field => dataSource[field] === dataSourceRef[field]);
  return same ? errors : [...errors, invalid(path, {}, 'must match dataSourceRef')];
}

function validateReference({ apiGroup = '', kind = '', name }: TypedLocalObjectReference | TypedObjectReference, path: FieldPath, tolerates: ReadonlySet<ClaimTolerance>): FieldError[] {
  const errors = [...validateRequired(name, path.child('name')), ...validateRequired(kind, path.child('kind'))];
  if (apiGroup === '' && kind !== 'PersistentVolumeClaim') errors.push(invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  if (apiGroup !== '' && !tolerates.has('InvalidDataSourceGroup')) errors.push(...invalidEach(path.child('apiGroup'), apiGroup, isDns1123Subdomain(apiGroup)));
  return errors;
}

import type { PersistentVolumeSpec, VolumeNodeAffinity } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { sortedKeys } from '../../core/order';
import { compareQuantity, quantityOf, quantityText, scaledValue, zeroQuantity } from '../../core/quantity';
import { forbidden, invalid, notSupported, notSupportedName, required, type FieldError } from '../fieldError';
import { validateObjectName } from './fieldNames';
import { validateNodeSelector, type LabelValueRule } from './nodeSelector';
import { validatePersistentVolumeSources } from './volumes/persistentVolumeSources';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** A volume's spec: of an object of its own, or written inline into an attachment, where much of it has no place. */
export interface PersistentVolumeContext {
  readonly use: 'object' | 'inline';
  readonly volumeName: string;
  /** Whether the values in the node affinity must be good label values. */
  readonly labelValues: LabelValueRule;
}

/** `ValidatePersistentVolumeSpec` (pkg/apis/core/validation/validation.go, v1.36). */
export function validatePersistentVolumeSpec(spec: PersistentVolumeSpec, path: FieldPath, ctx: PersistentVolumeContext): FieldError[] {
  return [
    ...(ctx.use === 'inline' ? validateInline(spec, path) : []),
    ...validateAccessModes(spec.accessModes ?? [], path.child('accessModes')),
    ...(ctx.use === 'object' ? [...validateCapacity(spec.capacity, path.child('capacity')), ...validateReclaimPolicy(spec, path)] : validateInlinePolicy(spec, path)),
    ...validateNodeAffinity(spec.nodeAffinity, path.child('nodeAffinity'), ctx),
    ...validatePersistentVolumeSources(spec, ctx.volumeName, path),
    ...validateRecycledRoot(spec, path),
    ...validateNames(spec, path, ctx)
  ];
}

function validateInline({ claimRef, capacity = {}, csi }: PersistentVolumeSpec, path: FieldPath): FieldError[] {
  const detail = 'may not be specified in the context of inline volumes';
  return [
    ...(claimRef === undefined ? [] : [forbidden(path.child('claimRef'), detail)]),
    ...(Object.keys(capacity).length === 0 ? [] : [forbidden(path.child('capacity'), detail)]),
    ...(csi === undefined ? [required(path.child('csi'), 'has to be specified in the context of inline volumes')] : [])
  ];
}

function validateAccessModes(modes: readonly string[], path: FieldPath): FieldError[] {
  const errors = modes.length === 0 ? [required(path)] : [];
  for (const mode of modes) errors.push(...notSupportedName(path, mode, accessModes));
  if (!modes.includes('ReadWriteOncePod') || !modes.some(mode => mode !== 'ReadWriteOncePod' && accessModes.includes(mode))) return errors;
  return [...errors, forbidden(path, 'may not use ReadWriteOncePod with other access modes')];
}

/** The size and nothing else, more than nothing. */
function validateCapacity(capacity: PersistentVolumeSpec['capacity'], path: FieldPath): FieldError[] {
  const names = sortedKeys(capacity ?? {});
  const errors = names.length === 0 ? [required(path)] : [];
  if (!names.includes('storage') || names.length > 1) errors.push(notSupported(path, capacity === undefined ? null : Object.fromEntries(names.map(name => [name, capacity[name]])), ['storage']));
  for (const name of names) {
    const quantity = quantityOf(capacity?.[name]), whole = scaledValue(quantity, 0), at = path.key(name);
    if (whole < 0) errors.push(invalid(at, whole, 'must be a valid resource quantity'));
    if (compareQuantity(quantity, zeroQuantity) <= 0) errors.push(invalid(at, quantityText(quantity), 'must be greater than zero'));
  }
  return errors;
}

function validateReclaimPolicy({ persistentVolumeReclaimPolicy: policy = '' }: PersistentVolumeSpec, path: FieldPath): FieldError[] {
  return policy === '' ? [] : notSupportedName(path.child('persistentVolumeReclaimPolicy'), policy, ['Delete', 'Recycle', 'Retain']);
}

function validateInlinePolicy({ persistentVolumeReclaimPolicy: policy = '' }: PersistentVolumeSpec, path: FieldPath): FieldError[] {
  return policy === '' || policy === 'Retain' ? [] : [forbidden(path.child('persistentVolumeReclaimPolicy'), 'may only be Retain in the context of inline volumes')];
}

function validateNodeAffinity(affinity: VolumeNodeAffinity | undefined, path: FieldPath, { use, labelValues }: PersistentVolumeContext): FieldError[] {
  if (affinity === undefined) return [];
  if (use === 'inline') return [forbidden(path, 'may not be specified in the context of inline volumes')];
  return affinity.required === undefined ? [required(path.child('required'), 'must specify required node constraints')] : validateNodeSelector(affinity.required, path.child('required'), labelValues);
}

function validateRecycledRoot({ hostPath, persistentVolumeReclaimPolicy: policy }: PersistentVolumeSpec, path: FieldPath): FieldError[] {
  if (hostPath === undefined || policy !== 'Recycle' || !isRoot(hostPath.path ?? '')) return [];
  return [forbidden(path.child('persistentVolumeReclaimPolicy'), "may not be 'recycle' for a hostPath mount of '/'")];
}

/** Whether a path comes out at the root of the file system. */
function isRoot(target: string): boolean {
  if (!target.startsWith('/')) return false;
  let depth = 0;
  for (const part of target.split('/')) {
    if (part === '..') depth = Math.max(0, depth - 1);
    else if (part !== '' && part !== '.') depth++;
  }
  return depth === 0;
}

function validateNames({ storageClassName = '', volumeMode, volumeAttributesClassName, csi }: PersistentVolumeSpec, path: FieldPath, { use }: PersistentVolumeContext): FieldError[] {
  const errors: FieldError[] = [], attributes = path.child('volumeAttributesClassName');
  if (storageClassName !== '') {
    if (use === 'inline') errors.push(forbidden(path.child('storageClassName'), 'may not be specified in the context of inline volumes'));
    else errors.push(...validateObjectName(storageClassName, path.child('storageClassName')));
  }
  if (volumeMode !== undefined) {
    if (use === 'object') errors.push(...notSupportedName(path.child('volumeMode'), volumeMode, ['Block', 'Filesystem']));
    else if (volumeMode !== 'Filesystem') errors.push(forbidden(path.child('volumeMode'), 'may not specify volumeMode other than Filesystem in the context of inline volumes'));
  }
  if (volumeAttributesClassName === undefined) return errors;
  if (volumeAttributesClassName === '') errors.push(required(attributes, 'an empty string is disallowed'));
  else errors.push(...validateObjectName(volumeAttributesClassName, attributes));
  return csi === undefined ? [...errors, required(path.child('csi'), 'has to be specified when using volumeAttributesClassName')] : errors;
}

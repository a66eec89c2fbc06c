import { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { equal, isObject, own } from '../../core/json';
import { compareText, sortedKeys } from '../../core/order';
import { forbidden, invalid, required, tooLong, type FieldError } from '../fieldError';
import { gvkOf, type ObjectMeta, type OwnerReference } from '../object';
import { validateLabels } from './labels';
import { byteLength, isDns1123Label, isQualifiedName, type NameRule } from './names';

export const fieldImmutable = 'field is immutable';
export const notNegative = 'must be greater than or equal to 0';
/** An object's metadata, whichever type it comes in: a manifest may leave anything out. */
export type MetaLike = Omit<ObjectMeta, 'ownerReferences' | 'managedFields'> & {
  readonly ownerReferences?: readonly Partial<OwnerReference>[];
  readonly managedFields?: readonly unknown[];
};

const maxAnnotationBytes = 256 * 1024;
const orphanDependents = 'orphan';
const deleteDependents = 'foregroundDeletion';

/** The metadata of an object (or of a template inside one) at create time: `ValidateObjectMetaAccessor` (apimachinery/pkg/api/validation/objectmeta.go, v1.36). */
export function validateObjectMeta(meta: MetaLike | undefined, scope: 'Namespaced' | 'Cluster', nameRule: NameRule, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const generateName = meta?.generateName ?? '', name = meta?.name ?? '';
  if (generateName !== '') errors.push(...nameRule(generateName, 'prefix').map(detail => invalid(path.child('generateName'), generateName, detail)));
  if (name === '') errors.push(required(path.child('name'), 'name or generateName is required'));
  else errors.push(...nameRule(name, 'name').map(detail => invalid(path.child('name'), name, detail)));
  return [...errors, ...validateNamespace(meta?.namespace ?? '', scope, path), ...validateContents(meta, path)];
}

function validateNamespace(namespace: string, scope: 'Namespaced' | 'Cluster', path: FieldPath): FieldError[] {
  const at = path.child('namespace');
  if (scope === 'Cluster') return namespace === '' ? [] : [forbidden(at, 'not allowed on this type')];
  if (namespace === '') return [required(at)];
  return isDns1123Label(namespace).map(detail => invalid(at, namespace, detail));
}

function validateContents(meta: MetaLike | undefined, path: FieldPath): FieldError[] {
  return [
    ...validateNonnegative(meta?.generation ?? 0, path.child('generation')),
    ...validateLabels(meta?.labels, path.child('labels')),
    ...validateAnnotations(meta?.annotations, path.child('annotations')),
    ...validateOwnerReferences(meta?.ownerReferences ?? [], path.child('ownerReferences')),
    ...validateFinalizers(meta?.finalizers ?? [], path.child('finalizers')),
    ...validateManagedFields(meta?.managedFields ?? [], path.child('managedFields'))
  ];
}

/** What an update may not do to the metadata: `ValidateObjectMetaAccessorUpdate`. */
export function validateObjectMetaUpdate(meta: MetaLike | undefined, old: MetaLike | undefined, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (old?.deletionTimestamp !== undefined) errors.push(...validateNoNewFinalizers(meta?.finalizers ?? [], old.finalizers ?? [], path.child('finalizers')));
  if ((meta?.resourceVersion ?? '') === '') errors.push(invalid(path.child('resourceVersion'), '', 'must be specified for an update'));
  if ((meta?.generation ?? 0) < (old?.generation ?? 0)) errors.push(invalid(path.child('generation'), meta?.generation ?? 0, 'must not be decremented'));
  for (const field of ['name', 'namespace', 'uid'] as const) errors.push(...validateImmutable(meta?.[field] ?? '', old?.[field] ?? '', path.child(field)));
  for (const field of ['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const) {
    errors.push(...validateImmutable(meta?.[field] ?? null, old?.[field] ?? null, path.child(field)));
  }
  return [
    ...errors,
    ...validateLabels(meta?.labels, path.child('labels')),
    ...validateAnnotations(meta?.annotations, path.child('annotations')),
    ...validateOwnerReferences(meta?.ownerReferences ?? [], path.child('ownerReferences')),
    ...validateManagedFields(meta?.managedFields ?? [], path.child('managedFields'))
  ];
}

/** `field is immutable`, with the new value. */
export function validateImmutable(value: unknown, old: unknown, path: FieldPath): FieldError[] {
  return equal(value, old) ? [] : [invalid(path, value, fieldImmutable)];
}

export function validateNonnegative(value: number, path: FieldPath): FieldError[] {
  return value < 0 ? [invalid(path, value, notNegative)] : [];
}

/** Annotations: keys as label keys but for their case; 256 KiB in all. */
export function validateAnnotations(annotations: Readonly<Record<string, string>> | undefined, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  let bytes = 0;
  for (const key of sortedKeys(annotations ?? {})) {
    errors.push(...isQualifiedName(key.toLowerCase()).map(detail => invalid(path, key, detail)));
    bytes += byteLength(key) + byteLength(annotations?.[key] ?? '');
  }
  if (bytes > maxAnnotationBytes) errors.push(tooLong(path, maxAnnotationBytes));
  return errors;
}

function validateOwnerReferences(references: readonly Partial<OwnerReference>[], path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  let firstController: string | undefined;
  for (const reference of references) {
    errors.push(...validateOwnerReference(reference, path));
    if (reference.controller !== true) continue;
    const controller = `${reference.kind ?? ''}/${reference.name ?? ''}`;
    if (firstController === undefined) firstController = controller;
    else errors.push(invalid(path, references, `Only one reference can have Controller set to true. Found "true" in references for ${firstController} and ${controller}`));
  }
  return errors;
}

function validateOwnerReference(reference: Partial<OwnerReference>, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const gvk = gvkOf(reference.apiVersion, 'any');
  if (gvk === undefined || gvk.version === '') errors.push(invalid(path.child('apiVersion'), reference.apiVersion ?? '', 'version must not be empty'));
  for (const field of ['kind', 'name', 'uid'] as const) {
    if ((reference[field] ?? '') === '') errors.push(invalid(path.child(field), '', 'must not be empty'));
  }
  if (reference.apiVersion === 'v1' && reference.kind === 'Event') errors.push(invalid(path, reference, '/v1, Kind=Event is disallowed from being an owner'));
  return errors;
}

/** Finalizers are label keys; to orphan and to delete dependents exclude each other. */
export function validateFinalizers(finalizers: readonly string[], path: FieldPath): FieldError[] {
  const errors = finalizers.flatMap(name => isQualifiedName(name).map(detail => invalid(path, name, detail)));
  if (finalizers.includes(orphanDependents) && finalizers.includes(deleteDependents)) {
    errors.push(invalid(path, finalizers, `finalizer ${orphanDependents} and ${deleteDependents} cannot be both set`));
  }
  return errors;
}

function validateNoNewFinalizers(finalizers: readonly string[], old: readonly string[], path: FieldPath): FieldError[] {
  const added = [...new Set(finalizers.filter(name => !old.includes(name)))].sort(compareText);
  if (added.length === 0) return [];
  return [forbidden(path, `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map(goQuote).join(', ')}}`)];
}

function validateManagedFields(entries: readonly unknown[], path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  entries.forEach((entry, i) => {
    if (!isObject(entry)) return;
    const at = path.index(i);
    const operation = own(entry, 'operation') ?? '', fieldsType = own(entry, 'fieldsType') ?? '';
    if (operation !== 'Apply' && operation !== 'Update') errors.push(invalid(at.child('operation'), operation, 'must be `Apply` or `Update`'));
    if (fieldsType !== '' && fieldsType !== 'FieldsV1') errors.push(invalid(at.child('fieldsType'), fieldsType, 'must be `FieldsV1`'));
    const manager = own(entry, 'manager'), subresource = own(entry, 'subresource');
    if (typeof manager === 'string' && byteLength(manager) > 128) errors.push(tooLong(at.child('manager'), 128));
    if (typeof subresource === 'string' && byteLength(subresource) > 256) errors.push(tooLong(at.child('subresource'), 256));
  });
  return errors;
}

/** The path of an object's own metadata. */
export const metadataPath = FieldPath.of('metadata');

const standardFinalizers: ReadonlySet<string> = new Set(['kubernetes', orphanDependents, deleteDependents]);

/** As `validateObjectMeta`, with what the built-in kinds add: a finalizer is a standard one or has a domain (pkg/apis/core/validation/validation.go, v1.36). */
export function validateCoreObjectMeta(meta: MetaLike | undefined, scope: 'Namespaced' | 'Cluster', nameRule: NameRule, path: FieldPath): FieldError[] {
  return [...validateObjectMeta(meta, scope, nameRule, path), ...validateStandardFinalizers(meta, path)];
}

/** As `validateObjectMetaUpdate`, with the same addition. */
export function validateCoreObjectMetaUpdate(meta: MetaLike | undefined, old: MetaLike | undefined, path: FieldPath): FieldError[] {
  return [...validateObjectMetaUpdate(meta, old, path), ...validateStandardFinalizers(meta, path)];
}

function validateStandardFinalizers(meta: MetaLike | undefined, path: FieldPath): FieldError[] {
  return (meta?.finalizers ?? []).flatMap((name, i) => isStandardFinalizer(name) ? []
    : [invalid(path.child('finalizers').index(i), name, 'name is neither a standard finalizer name nor is it fully qualified')]);
}

/** Has a domain, or is one of Kubernetes' own. */
export function isStandardFinalizer(name: string): boolean {
  return name.includes('/') || standardFinalizers.has(name);
}

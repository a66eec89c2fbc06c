import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { compareQuantity, quantityOf } from '../../core/quantity';
import { forbidden, invalid, NamedText, type FieldError } from '../fieldError';
import { goDiff } from '../goPrint/goDiff';
import { goStruct } from '../goPrint/goStruct';
import { fieldImmutable, metadataPath } from '../validation/objectMeta';

const specPath = FieldPath.of('spec');
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** What a claim may still change (`ValidatePersistentVolumeClaimUpdate`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateClaimUpdate(object: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const spec = object.spec ?? {}, oldSpec = old.spec ?? {}, bound = object.status?.phase === 'Bound';
  const fromAnnotation = isClassFromAnnotation(object, old);
  // What is compared: a volume may be chosen, a class named where there was none, a bound claim grown.
  const before: PersistentVolumeClaimSpec = (oldSpec.volumeName ?? '') === '' ? withField(oldSpec, 'volumeName', spec.volumeName) : oldSpec;
  let after = spec;
  if (fromAnnotation) after = withField(after, 'storageClassName', undefined);
  else if (isClassFromNothing(spec, old)) after = withField(after, 'storageClassName', oldSpec.storageClassName);
  if (bound && spec.resources?.requests !== undefined) after = { ...after, resources: { ...spec.resources, requests: { ...spec.resources.requests, storage: oldSpec.resources?.requests?.['storage'] ?? '0' } } };
  if (bound) after = withField(after, 'volumeAttributesClassName', oldSpec.volumeAttributesClassName);
  return [
    ...(fromAnnotation ? [] : validateAnnotationKept(object, old)),
    ...(equal(after, before) ? [] : [forbidden(specPath, `spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n${diffOf(before, after)}`)]),
    ...validateSize(object, old),
    ...(spec.volumeMode === oldSpec.volumeMode ? [] : [invalid(FieldPath.of('volumeMode'), spec.volumeMode === undefined ? null : new NamedText(spec.volumeMode), fieldImmutable)]),
    ...validateAttributes(spec, old)
  ];
}

function withField<Field extends 'volumeName' | 'storageClassName' | 'volumeAttributesClassName'>(spec: PersistentVolumeClaimSpec, field: Field, value: string | undefined): PersistentVolumeClaimSpec {
  const { [field]: _, ...rest } = spec;
  return value === undefined ? rest : { ...rest, [field]: value };
}

function diffOf(before: PersistentVolumeClaimSpec, after: PersistentVolumeClaimSpec): string {
  return goDiff(goStruct('PersistentVolumeClaimSpec', before), goStruct('PersistentVolumeClaimSpec', after));
}

/** The class moves from the old annotation into the field. */
function isClassFromAnnotation(object: PersistentVolumeClaim, old: PersistentVolumeClaim): boolean {
  const before = old.metadata?.annotations?.[classAnnotation], after = object.metadata?.annotations?.[classAnnotation];
  return before !== undefined && old.spec?.storageClassName === undefined && object.spec?.storageClassName === before && (after === undefined || after === before);
}

/** A class is given to a claim that waited for one. */
function isClassFromNothing({ storageClassName }: PersistentVolumeClaimSpec, old: PersistentVolumeClaim): boolean {
  const annotation = old.metadata?.annotations?.[classAnnotation];
  return storageClassName !== undefined && old.spec?.storageClassName === undefined && (annotation === undefined || annotation === storageClassName);
}

function validateAnnotationKept(object: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const after = object.metadata?.annotations?.[classAnnotation] ?? '', before = old.metadata?.annotations?.[classAnnotation] ?? '';
  return after === before ? [] : [invalid(metadataPath.child('annotations', classAnnotation), after, fieldImmutable)];
}

/** Smaller than before only while the volume is not yet as large as that. */
function validateSize(object: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const size = quantityOf(object.spec?.resources?.requests?.['storage']), before = quantityOf(old.spec?.resources?.requests?.['storage']);
  if (compareQuantity(size, before) >= 0 || compareQuantity(size, quantityOf(old.status?.capacity?.['storage'])) > 0) return [];
  return [forbidden(specPath.child('resources', 'requests', 'storage'), 'field can not be less than status.capacity')];
}

function validateAttributes({ volumeAttributesClassName: name }: PersistentVolumeClaimSpec, old: PersistentVolumeClaim): FieldError[] {
  if (name === old.spec?.volumeAttributesClassName || old.status?.currentVolumeAttributesClassName === undefined) return [];
  const path = specPath.child('volumeAttributesClassName');
  if (name === undefined) return [forbidden(path, 'update to nil is forbidden when status.currentVolumeAttributesClassName is not nil')];
  return name === '' ? [forbidden(path, 'update to empty string is forbidden when status.currentVolumeAttributesClassName is not nil')] : [];
}

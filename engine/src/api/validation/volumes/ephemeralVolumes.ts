import type { EphemeralVolumeSource, ObjectMeta } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, required, type FieldError } from '../../fieldError';
import { validateLabels } from '../labels';
import { validateAnnotations } from '../objectMeta';
import { validatePersistentVolumeClaimSpec } from '../persistentVolumeClaimSpec';

/** A claim that lives and dies with its pod (`validateEphemeralVolumeSource`, v1.36). */
export function validateEphemeralVolume({ volumeClaimTemplate: template }: EphemeralVolumeSource, path: FieldPath): FieldError[] {
  if (template === undefined) return [required(path.child('volumeClaimTemplate'))];
  const at = path.child('volumeClaimTemplate');
  return [...validateTemplateMeta(template.metadata, at.child('metadata')), ...validatePersistentVolumeClaimSpec(template.spec ?? {}, at.child('spec'))];
}

/** In the order of the Go struct. */
const forbiddenFields = [
  'name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp',
  'deletionGracePeriodSeconds', 'ownerReferences', 'finalizers', 'managedFields'
] as const;

/** Only labels and annotations are taken over. */
function validateTemplateMeta(meta: ObjectMeta | undefined, path: FieldPath): FieldError[] {
  const wrong = forbiddenFields.filter(field => meta?.[field] !== undefined && meta[field] !== null);
  return [
    ...validateAnnotations(meta?.annotations, path.child('annotations')), ...validateLabels(meta?.labels, path.child('labels')),
    ...wrong.map(field => forbidden(path.child(field === 'uid' ? 'uID' : field), 'cannot be set'))
  ];
}

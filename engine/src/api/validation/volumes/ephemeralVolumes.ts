import type { EphemeralVolumeSource } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { required, type FieldError } from '../../fieldError';
import { validatePersistentVolumeClaimSpec } from '../persistentVolumeClaimSpec';
import { validateTemplateMeta } from '../templateMeta';

/** A claim that lives and dies with its pod (`validateEphemeralVolumeSource`, v1.36). */
export function validateEphemeralVolume({ volumeClaimTemplate: template }: EphemeralVolumeSource, path: FieldPath): FieldError[] {
  if (template === undefined) return [required(path.child('volumeClaimTemplate'))];
  const at = path.child('volumeClaimTemplate');
  return [...validateTemplateMeta(template.metadata, at.child('metadata')), ...validatePersistentVolumeClaimSpec(template.spec ?? {}, at.child('spec'))];
}

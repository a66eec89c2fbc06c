import type { Pod } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, type FieldError } from '../../fieldError';
import type { ValidationContext } from '../../kind';
import { specPath } from '../../pod/visitContainers';
import { nameIsDnsSubdomain } from '../names';
import { metadataPath, validateCoreObjectMeta } from '../objectMeta';
import { validateAppArmorMatches } from './appArmor';
import { validateImageSpace } from './containers';
import { validatePodAnnotations } from './podAnnotations';
import { validatePodSpec } from './podSpec';
import { toleratedBy } from './podTolerances';
import type { PodValidationContext } from './podValidationContext';
import { validateSeccompMatches } from './seccomp';

/** How a pod is judged: an update may keep what the stored pod has. */
export function podContext({ minor }: ValidationContext, old?: Pod): PodValidationContext {
  const base: PodValidationContext = { minor, subject: 'Pod', tolerates: new Set() };
  return old === undefined ? base : { ...base, tolerates: toleratedBy(old, base) };
}

/** `ValidatePodCreate` (pkg/apis/core/validation/validation.go, v1.36). */
export function validatePodCreate(pod: Pod, ctx: PodValidationContext): FieldError[] {
  const { spec = {} } = pod;
  const errors = validatePodMetadataAndSpec(pod, ctx);
  if ((spec.ephemeralContainers ?? []).length > 0) errors.push(forbidden(specPath.child('ephemeralContainers'), 'cannot be set on create'));
  if ((spec.nodeName ?? '') !== '' && (spec.schedulingGates ?? []).length > 0) {
    errors.push(forbidden(specPath.child('nodeName'), 'cannot be set until all schedulingGates have been cleared'));
  }
  return [...errors, ...validateSeccompMatches(pod.metadata, spec, specPath), ...validateAppArmorMatches(pod.metadata, spec, specPath)];
}

/** What creates and updates share (`validatePodMetadataAndSpec`). */
export function validatePodMetadataAndSpec(pod: Pod, ctx: PodValidationContext): FieldError[] {
  const { metadata, spec = {} } = pod;
  return [
    ...validateCoreObjectMeta(metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validatePodAnnotations(metadata?.annotations, spec, metadataPath.child('annotations'), ctx),
    ...validatePodSpec(spec, specPath, ctx, metadata),
    ...validateTokenProjections(pod, specPath.child('volumes')),
    ...(['containers', 'initContainers'] as const).flatMap(field => (spec[field] ?? []).flatMap((container, i) => validateImageSpace(container, specPath.child(field).index(i))))
  ];
}

/** A token needs a service account; a template's pods get theirs from admission. */
function validateTokenProjections({ spec }: Pod, path: FieldPath): FieldError[] {
  if ((spec?.serviceAccountName ?? '') !== '') return [];
  return (spec?.volumes ?? []).flatMap((volume, i) => (volume.projected?.sources ?? []).flatMap((source, j) => source.serviceAccountToken === undefined ? []
    : [forbidden(path.index(i).child('projected', 'sources').index(j).child('serviceAccountToken'), 'must not be specified when serviceAccountName is not set')]));
}

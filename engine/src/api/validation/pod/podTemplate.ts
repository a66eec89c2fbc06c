import type { PodTemplateSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, type FieldError } from '../../fieldError';
import type { ValidationContext } from '../../kind';
import { validateLabels } from '../labels';
import { validateAnnotations } from '../objectMeta';
import { validateAppArmorMatches } from './appArmor';
import { validatePodAnnotations } from './podAnnotations';
import { validatePodSpec } from './podSpec';
import { toleratedBy } from './podTolerances';
import type { PodValidationContext } from './podValidationContext';
import { validateSeccompMatches } from './seccomp';

/** How a template is judged: an update may keep what the stored template has (`GetValidationOptionsFromPodTemplate`, pkg/api/pod/util.go, v1.36). */
export function templateContext({ minor }: ValidationContext, old?: PodTemplateSpec): PodValidationContext {
  const base: PodValidationContext = { minor, subject: 'PodTemplate', tolerates: new Set() };
  return old === undefined ? base : { ...base, tolerates: toleratedBy(old, base) };
}

/** `ValidatePodTemplateSpec` (pkg/apis/core/validation/validation.go, v1.36). Labels and annotations are reported without `metadata`. */
export function validatePodTemplateSpec(template: PodTemplateSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const { metadata, spec = {} } = template;
  return [
    ...validateLabels(metadata?.labels, path.child('labels')),
    ...validateAnnotations(metadata?.annotations, path.child('annotations')),
    ...validatePodAnnotations(metadata?.annotations, spec, path.child('annotations'), ctx),
    ...validatePodSpec(spec, path.child('spec'), ctx),
    ...validateSeccompMatches(metadata, spec, path.child('spec')),
    ...validateAppArmorMatches(metadata, spec, path.child('spec')),
    ...(spec.ephemeralContainers ?? []).length > 0 ? [forbidden(path.child('spec', 'ephemeralContainers'), 'ephemeral containers not allowed in pod template')] : []
  ];
}

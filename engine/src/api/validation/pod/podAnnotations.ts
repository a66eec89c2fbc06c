import type { PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { sortedKeys } from '../../../core/order';
import { forbidden, invalid, type FieldError } from '../../fieldError';
import { appArmorAnnotationPrefix, validateAppArmorAnnotations } from './appArmor';
import type { PodValidationContext } from './podValidationContext';
import { validateSeccompAnnotations } from './seccomp';

export const mirrorPodAnnotation = 'kubernetes.io/config.mirror';
const deletionCostAnnotation = 'controller.kubernetes.io/pod-deletion-cost';

type Annotations = Readonly<Record<string, string>>;

/** Annotations that mean something to the server (`ValidatePodSpecificAnnotations`, v1.36). */
export function validatePodAnnotations(annotations: Annotations | undefined, spec: PodSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  if (annotations === undefined) return [];
  const errors: FieldError[] = [];
  const mirror = annotations[mirrorPodAnnotation], cost = annotations[deletionCostAnnotation];
  if (mirror !== undefined && (spec.nodeName ?? '') === '') {
    errors.push(invalid(path.key(mirrorPodAnnotation), mirror, 'must set spec.nodeName if mirror pod annotation is set'));
  }
  if (cost !== undefined && !isDeletionCost(cost) && !ctx.tolerates.has('InvalidPodDeletionCost')) {
    errors.push(invalid(path.key(deletionCostAnnotation), cost, 'must be a 32bit integer'));
  }
  return [...errors, ...validateSeccompAnnotations(annotations, path), ...validateAppArmorAnnotations(annotations, spec, path)];
}

function isDeletionCost(cost: string): boolean {
  return /^(?:0|[1-9][0-9]{0,9}|-[0-9]{1,20})$/.test(cost) && BigInt(cost) >= -(2n ** 31n) && BigInt(cost) < 2n ** 31n;
}

/** Whether the deletion cost of an old pod is wrong already. */
export function hasInvalidDeletionCost(annotations: Annotations | undefined): boolean {
  const cost = annotations?.[deletionCostAnnotation];
  return cost !== undefined && !isDeletionCost(cost);
}

/** What an update may not do to them; then the rules for new ones again (`ValidatePodSpecificAnnotationUpdates`). */
export function validatePodAnnotationUpdate(annotations: Annotations, old: Annotations, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  for (const key of sortedKeys(old)) {
    if (annotations[key] === old[key]) continue;
    if (key.startsWith(appArmorAnnotationPrefix)) errors.push(forbidden(path.key(key), 'may not remove or update AppArmor annotations'));
    if (key === mirrorPodAnnotation) errors.push(forbidden(path.key(key), 'may not remove or update mirror pod annotation'));
  }
  for (const key of sortedKeys(annotations)) {
    if (old[key] !== undefined) continue;
    if (key.startsWith(appArmorAnnotationPrefix)) errors.push(forbidden(path.key(key), 'may not add AppArmor annotations'));
    if (key === mirrorPodAnnotation) errors.push(forbidden(path.key(key), 'may not add mirror pod annotation'));
  }
  return errors;
}

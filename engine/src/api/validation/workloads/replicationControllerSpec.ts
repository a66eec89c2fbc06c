import type { ReplicationControllerSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { required, type FieldError } from '../../fieldError';
import { validateNonnegative } from '../objectMeta';
import { validatePodTemplateSpec } from '../pod/podTemplate';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateKeptRunning, validateTemplateLabels } from './templateSelector';

/** `ValidateReplicationControllerSpec` (pkg/apis/core/validation/validation.go, v1.36). Its selector is a plain map of labels. */
export function validateReplicationControllerSpec(spec: ReplicationControllerSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const { selector = {}, template } = spec, at = path.child('template');
  const errors = validateNonnegative(spec.minReadySeconds ?? 0, path.child('minReadySeconds'));
  if (Object.keys(selector).length === 0) errors.push(required(path.child('selector')));
  errors.push(...spec.replicas === undefined ? [required(path.child('replicas'))] : validateNonnegative(spec.replicas, path.child('replicas')));
  if (template === undefined) return [...errors, required(at)];
  return [
    ...errors, ...validateTemplateLabels(template, { matchLabels: selector }, at), ...validatePodTemplateSpec(template, at, ctx),
    ...validateKeptRunning(template, at, 'ReplicationController')
  ];
}

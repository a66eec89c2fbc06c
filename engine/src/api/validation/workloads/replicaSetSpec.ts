import type { LabelSelector, PodTemplateSpec, ReplicaSetSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, type FieldError } from '../../fieldError';
import { goLabelSelector } from '../../goPrint/goStruct';
import { validateNonnegative } from '../objectMeta';
import { validatePodTemplateSpec } from '../pod/podTemplate';
import type { PodValidationContext } from '../pod/podValidationContext';
import { isUsableSelector, validateKeptRunning, validateTemplateLabels, validateWorkloadSelector } from './templateSelector';

/** `ValidateReplicaSetSpec` (pkg/apis/apps/validation/validation.go, v1.36); upstream names the Deployment in the message. */
export function validateReplicaSetSpec(spec: ReplicaSetSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  return [
    ...validateNonnegative(spec.replicas ?? 0, path.child('replicas')), ...validateNonnegative(spec.minReadySeconds ?? 0, path.child('minReadySeconds')),
    ...validateSelectorAndTemplate(spec, path, ctx)
  ];
}

/** What ReplicaSets and Deployments share: the selector, then the template where the selector can be used. */
export function validateSelectorAndTemplate(spec: { readonly selector?: LabelSelector; readonly template?: PodTemplateSpec }, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const { selector, template = {} } = spec, at = path.child('template');
  const errors = validateWorkloadSelector(selector, path.child('selector'), 'deployment');
  if (!isUsableSelector(selector, path)) return [...errors, invalid(path.child('selector'), goLabelSelector(selector), 'invalid label selector')];
  return [...errors, ...validateTemplateLabels(template, selector, at), ...validatePodTemplateSpec(template, at, ctx), ...validateKeptRunning(template, at, 'ReplicaSet')];
}

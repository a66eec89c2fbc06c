import type { Affinity, NodeAffinity, PodAffinity, PodAffinityTerm, PodAntiAffinity } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, invalidEach, required, type FieldError } from '../../fieldError';
import { validateLabelName, validateLabelSelector } from '../labels';
import { nameIsDnsLabel } from '../names';
import { validateNodeSelector, validateNodeSelectorTerm } from '../nodeSelector';
import { validateLabelKeys } from './labelKeys';
import type { PodValidationContext } from './podValidationContext';

const requiredField = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferredField = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Where a pod wants to be, and beside whom (`validateAffinity`, v1.36). */
export function validateAffinity(affinity: Affinity | undefined, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  if (affinity === undefined) return [];
  return [
    ...validateNodeAffinity(affinity.nodeAffinity ?? {}, path.child('nodeAffinity'), ctx),
    ...validatePodAffinity(affinity.podAffinity ?? {}, path.child('podAffinity'), ctx),
    ...validatePodAffinity(affinity.podAntiAffinity ?? {}, path.child('podAntiAffinity'), ctx)
  ];
}

function validateNodeAffinity(affinity: NodeAffinity, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const selector = affinity[requiredField];
  const values = ctx.tolerates.has('InvalidLabelValueInRequiredNodeAffinity') ? 'unchecked' : 'checked';
  return [
    ...selector === undefined ? [] : validateNodeSelector(selector, path.child(requiredField), values),
    ...(affinity[preferredField] ?? []).flatMap(({ weight, preference }, i) => [
      ...validateWeight(weight, path.child(preferredField).index(i)), ...validateNodeSelectorTerm(preference ?? {}, path.child(preferredField).index(i).child('preference'), 'unchecked')
    ])
  ];
}

function validatePodAffinity(affinity: PodAffinity | PodAntiAffinity, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  return [
    ...(affinity[requiredField] ?? []).flatMap((term, i) => validatePodAffinityTerm(term, path.child(requiredField).index(i), ctx)),
    ...(affinity[preferredField] ?? []).flatMap(({ weight, podAffinityTerm }, i) => {
      const at = path.child(preferredField).index(i);
      return [...validateWeight(weight, at), ...validatePodAffinityTerm(podAffinityTerm ?? {}, at.child('podAffinityTerm'), ctx)];
    })
  ];
}

function validateWeight(weight = 0, path: FieldPath): FieldError[] {
  return weight >= 1 && weight <= 100 ? [] : [invalid(path.child('weight'), weight, 'must be in the range 1-100')];
}

function validatePodAffinityTerm(term: PodAffinityTerm, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const topologyKey = term.topologyKey ?? '';
  return [
    ...validateTermSelectors(term, path, ctx),
    ...(term.namespaces ?? []).flatMap(name => invalidEach(path.child('namespace'), name, nameIsDnsLabel(name, 'name'))),
    ...validateLabelKeys(term, path),
    ...topologyKey === '' ? [required(path.child('topologyKey'), 'can not be empty')] : [],
    ...validateLabelName(topologyKey, path.child('topologyKey'))
  ];
}

/** The selectors of a term alone: what an update may keep when it was wrong before. */
export function validateTermSelectors(term: PodAffinityTerm, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const options = { allowInvalidValues: ctx.tolerates.has('InvalidLabelValueInSelector') };
  return [...validateLabelSelector(term.labelSelector, path.child('labelSelector'), options), ...validateLabelSelector(term.namespaceSelector, path.child('namespaceSelector'), options)];
}

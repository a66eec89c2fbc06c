import type { Affinity, Container, NodeAffinity, NodeSelectorTerm, Pod, PodSpec, Toleration } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { clone, equal, type Mutable } from '../../../core/json';
import { forbidden, invalid, required, type FieldError } from '../../fieldError';
import { specPath } from '../../pod/visitContainers';
import { inclusiveRangeError } from '../names';
import { metadataPath, validateCoreObjectMetaUpdate } from '../objectMeta';
import { validateNoNewSchedulingGates } from './gates';
import { validatePodMetadataAndSpec } from './pod';
import { validatePodAnnotations, validatePodAnnotationUpdate } from './podAnnotations';
import { podSpecDiff } from './podSpecDiff';
import type { PodValidationContext } from './podValidationContext';
import { validateTolerations } from './tolerations';

const maxInt32 = 2147483647;

const updatable = [
  '`spec.containers[*].image`', '`spec.initContainers[*].image`', '`spec.activeDeadlineSeconds`', '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'
].join(',');

/** What an update may not do to a pod (`ValidatePodUpdate`, pkg/apis/core/validation/validation.go, v1.36): nearly anything. */
export function validatePodUpdate(pod: Pod, old: Pod, ctx: PodValidationContext): FieldError[] {
  const spec = pod.spec ?? {}, oldSpec = old.spec ?? {}, annotationsPath = metadataPath.child('annotations');
  const errors = [
    ...validateCoreObjectMetaUpdate(pod.metadata, old.metadata, metadataPath), ...validatePodMetadataAndSpec(pod, ctx),
    ...validatePodAnnotationUpdate(pod.metadata?.annotations ?? {}, old.metadata?.annotations ?? {}, annotationsPath),
    ...validatePodAnnotations(pod.metadata?.annotations, spec, annotationsPath, ctx)
  ];
  for (const field of ['containers', 'initContainers'] as const) {
    const containers = spec[field] ?? [], path = specPath.child(field);
    if (containers.length !== (oldSpec[field] ?? []).length) return [...errors, forbidden(path, 'pod updates may not add or remove containers')];
    errors.push(...containers.flatMap((container, i) => validateImage(container, path.index(i).child('image'))));
  }
  const deadline = validateDeadline(spec, oldSpec);
  if (deadline.stops) return [...errors, ...deadline.errors];
  return [
    ...errors, ...deadline.errors, ...validateOnlyAddedTolerations(spec.tolerations ?? [], oldSpec.tolerations ?? [], ctx),
    ...validateNoNewSchedulingGates(spec.schedulingGates ?? [], oldSpec.schedulingGates ?? [], specPath.child('schedulingGates')),
    ...equal(spec, oldSpec) ? [] : validateOtherFields(spec, oldSpec)
  ];
}

function validateImage({ image = '' }: Container, path: FieldPath): FieldError[] {
  if (image === '') return [required(path)];
  return image.trim() === image ? [] : [invalid(path, image, 'must not have leading or trailing whitespace')];
}

function validateDeadline(spec: PodSpec, old: PodSpec): { readonly errors: FieldError[]; readonly stops: boolean } {
  const path = specPath.child('activeDeadlineSeconds'), deadline = spec.activeDeadlineSeconds, oldDeadline = old.activeDeadlineSeconds;
  if (deadline === undefined) {
    return { errors: oldDeadline === undefined ? [] : [invalid(path, null, 'must not update from a positive integer to nil value')], stops: false };
  }
  if (deadline < 0 || deadline > maxInt32) return { errors: [invalid(path, deadline, inclusiveRangeError(0, maxInt32))], stops: true };
  const rises = oldDeadline !== undefined && oldDeadline < deadline;
  return { errors: rises ? [invalid(path, deadline, 'must be less than or equal to previous value')] : [], stops: rises };
}

function validateOnlyAddedTolerations(tolerations: readonly Toleration[], old: readonly Toleration[], ctx: PodValidationContext): FieldError[] {
  const path = specPath.child('tolerations');
  const present = new Set(tolerations.map(withoutSeconds)), kept = old.every(toleration => present.has(withoutSeconds(toleration)));
  return kept ? validateTolerations(tolerations, path, ctx) : [forbidden(path, 'existing toleration can not be modified except its tolerationSeconds')];
}

function withoutSeconds({ key = '', operator = '', value = '', effect = '' }: Toleration): string {
  return JSON.stringify([key, operator, value, effect]);
}

/** Puts back what may change, and refuses whatever is left. A gated pod may narrow its choice of nodes. */
function validateOtherFields(spec: PodSpec, old: PodSpec): FieldError[] {
  const munged = clone(spec), errors: FieldError[] = [];
  for (const field of ['containers', 'initContainers'] as const) {
    for (const [i, container] of (munged[field] ?? []).entries()) keep(container, old[field]?.[i] ?? {}, 'image');
  }
  for (const field of ['activeDeadlineSeconds', 'schedulingGates', 'tolerations'] as const) keep(munged, old, field);
  if ((old.terminationGracePeriodSeconds ?? 0) < 0 && munged.terminationGracePeriodSeconds === 1) keep(munged, old, 'terminationGracePeriodSeconds');
  if ((old.schedulingGates ?? []).length > 0) errors.push(...validateNodeChoice(munged, old));
  if (!equal(munged, old)) errors.push(forbidden(specPath, `pod updates may not change fields other than ${updatable}\n${podSpecDiff(old, munged)}`));
  return errors;
}

function keep<T, Field extends keyof T>(object: T, old: { readonly [F in Field]?: unknown }, field: Field): void {
  if (old[field] === undefined) delete object[field];
  else object[field] = clone(old[field]) as T[Field];
}

function validateNodeChoice(munged: Mutable<PodSpec>, old: PodSpec): FieldError[] {
  const errors: FieldError[] = [];
  const oldSelector = old.nodeSelector ?? {}, selector = munged.nodeSelector ?? {};
  if (Object.keys(oldSelector).some(key => selector[key] !== oldSelector[key])) {
    errors.push(invalid(specPath.child('nodeSelector'), munged.nodeSelector ?? null, 'only additions to spec.nodeSelector are allowed (no mutations or deletions)'));
  }
  keep(munged, old, 'nodeSelector');
  const affinity = munged.affinity?.nodeAffinity, oldAffinity = old.affinity?.nodeAffinity;
  if (equal(affinity, oldAffinity)) return errors;
  errors.push(...validateNodeAffinityMutation(affinity, oldAffinity));
  restoreNodeAffinity(munged, old.affinity);
  return errors;
}

function restoreNodeAffinity(munged: Mutable<PodSpec>, old: Affinity | undefined): void {
  const onlyNodes = munged.affinity?.podAffinity === undefined && munged.affinity?.podAntiAffinity === undefined;
  if (old === undefined && onlyNodes) delete munged.affinity;
  else keep(munged.affinity ??= {}, old ?? {}, 'nodeAffinity');
}

function validateNodeAffinityMutation(affinity: NodeAffinity | undefined, old: NodeAffinity | undefined): FieldError[] {
  const requiredField = 'requiredDuringSchedulingIgnoredDuringExecution';
  const oldTerms = old?.[requiredField]?.nodeSelectorTerms ?? [], terms = affinity?.[requiredField]?.nodeSelectorTerms ?? [];
  const path = specPath.child('affinity', 'nodeAffinity', requiredField, 'nodeSelectorTerms');
  if (oldTerms.length > 0 && oldTerms.length !== terms.length) return [invalid(path, terms, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed')];
  return oldTerms.flatMap((oldTerm, i) => hasOnlyAdditions(terms[i] ?? {}, oldTerm) ? [] : [invalid(path.index(i), terms[i] ?? {}, 'only additions are allowed (no mutations or deletions)')]);
}

function hasOnlyAdditions(term: NodeSelectorTerm, old: NodeSelectorTerm): boolean {
  const fields = ['matchExpressions', 'matchFields'] as const;
  if (fields.every(field => (old[field] ?? []).length === 0)) return fields.every(field => (term[field] ?? []).length === 0);
  return fields.every(field => equal((term[field] ?? []).slice(0, (old[field] ?? []).length), old[field] ?? []));
}

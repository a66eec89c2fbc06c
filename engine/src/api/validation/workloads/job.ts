import type { Job, JobSpec, PodSpec, PodTemplateSpec } from '../../../../generated/types';
import { FieldPath } from '../../../core/fieldPath';
import { clone, equal, own, type Mutable } from '../../../core/json';
import { invalid, required, type FieldError } from '../../fieldError';
import { goLabelSelector, goMap } from '../../goPrint/goStruct';
import { selectorMatches } from '../../labelSelector';
import { controllerUidLabel, jobNameLabel, legacyControllerUidLabel, legacyJobNameLabel } from '../../pod/jobSelector';
import { specPath } from '../../pod/visitContainers';
import { isDns1123Label, nameIsDnsSubdomain } from '../names';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../objectMeta';
import { goPodSpec, goPodTemplate } from '../pod/podSpecDiff';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateJobSpec } from './jobSpec';
import { isUsableSelector } from './templateSelector';

/** `ValidateJob` (pkg/apis/batch/validation/validation.go, v1.36). */
export function validateJob(job: Job, ctx: PodValidationContext, old?: Job): FieldError[] {
  const { metadata, spec = {} } = job, name = metadata?.name ?? '', { completions = 0 } = spec;
  const errors = [...validateCoreObjectMeta(metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath), ...validateGeneratedSelector(job, old), ...validateJobSpec(spec, specPath, ctx)];
  const hostname = `${name}-${completions - 1}`;
  if (spec.completionMode === 'Indexed' && completions > 0 && isDns1123Label(hostname).length > 0) {
    errors.push(invalid(metadataPath.child('name'), name, `will not able to create pod with invalid DNS label: ${hostname}`));
  }
  return errors;
}

/** The labels that the strategy adds to template and selector: nobody may have set them otherwise. Jobs from before 1.27 lack the prefixed ones. */
function validateGeneratedSelector({ metadata, spec }: Job, old: Job | undefined): FieldError[] {
  if (spec?.manualSelector === true || spec?.selector === undefined) return [];
  const { uid = '', name = '' } = metadata ?? {}, path = specPath.child('template', 'metadata', 'labels');
  const labels = spec.template?.metadata?.labels ?? {};
  const oldLabels = old?.spec?.template?.metadata?.labels ?? {};
  const prefixed = old === undefined || (own(oldLabels, jobNameLabel) !== undefined && own(oldLabels, controllerUidLabel) !== undefined);
  const legacy: [string, string][] = [[legacyControllerUidLabel, uid], [legacyJobNameLabel, name]];
  const expected: [string, string][] = prefixed ? [...legacy, [controllerUidLabel, uid], [jobNameLabel, name]] : legacy;
  const errors = uid === '' ? [required(metadataPath.child('uid'))] : [];
  for (const [label, value] of expected) {
    const found = own(labels, label);
    if (found === undefined) errors.push(required(path.key(label), `must be '${value}'`));
    else if (found !== value) errors.push(invalid(path.key(label), goMap(labels), `must be '${value}'`));
  }
  if (isUsableSelector(spec.selector, specPath) && !selectorMatches(spec.selector, Object.fromEntries(expected))) {
    errors.push(invalid(specPath.child('selector'), goLabelSelector(spec.selector), '`selector` not auto-generated'));
  }
  return errors;
}

/** What an update may not do (`ValidateJobUpdate`); the spec is judged a second time, as upstream does. */
export function validateJobUpdate(job: Job, old: Job, ctx: PodValidationContext): FieldError[] {
  const spec = job.spec ?? {}, oldSpec = old.spec ?? {};
  return [
    ...validateCoreObjectMetaUpdate(job.metadata, old.metadata, metadataPath), ...validateJobSpec(spec, specPath, ctx), ...validateCompletions(spec, oldSpec),
    ...immutable(spec.selector, oldSpec.selector, { path: specPath.child('selector'), print: goLabelSelector }),
    ...validateTemplateUpdate(spec, old),
    ...(['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'] as const)
      .flatMap(field => immutable<unknown>(spec[field], oldSpec[field], { path: specPath.child(field), print: value => value ?? null }))
  ];
}

function immutable<T>(value: T | undefined, old: T | undefined, field: { readonly path: FieldPath; print(value: T | undefined): unknown }): FieldError[] {
  return equal(value, old) ? [] : [invalid(field.path, field.print(value), fieldImmutable)];
}

/** An indexed Job may be scaled, both numbers together. */
function validateCompletions({ completions, parallelism, completionMode }: JobSpec, old: JobSpec): FieldError[] {
  const path = specPath.child('completions');
  if (completionMode !== 'Indexed') return completions === old.completions ? [] : [invalid(path, completions ?? null, fieldImmutable)];
  if (completions === old.completions || completions === undefined || completions === parallelism) return [];
  return [invalid(path, completions, `can only be modified in tandem with ${FieldPath.of('spec', 'parallelism').toString()}`)];
}

/** The template stands, but for the scheduling directives and the resources of a suspended Job that runs nothing. */
function validateTemplateUpdate({ template = {} }: JobSpec, old: Job): FieldError[] {
  const oldTemplate = clone(old.spec?.template ?? {}), suspended = old.spec?.suspend === true, idle = isIdle(old);
  if (idle) takeSchedulingDirectives(oldTemplate, template);
  if (!suspended || !idle) return equal(template, oldTemplate) ? [] : [invalid(specPath.child('template'), goPodTemplate(template), fieldImmutable)];
  const spec = template.spec ?? {}, oldSpec = oldTemplate.spec ??= {};
  takeResources(oldSpec, spec);
  return equal(spec, oldSpec) ? [] : [invalid(specPath.child('template.spec'), goPodSpec(spec), fieldImmutable)];
}

function isIdle({ spec, status }: Job): boolean {
  const isSuspended = (status?.conditions ?? []).some(({ type, status: state }) => type === 'Suspended' && state === 'True');
  return spec?.suspend === true && (status?.startTime === undefined || isSuspended) && (status?.active ?? 0) === 0;
}

function takeSchedulingDirectives(old: Mutable<PodTemplateSpec>, template: PodTemplateSpec): void {
  const spec = old.spec ??= {}, { affinity } = template.spec ?? {};
  if (affinity !== undefined || spec.affinity !== undefined) {
    const taken = spec.affinity ??= {};
    take(taken, affinity ?? {}, 'nodeAffinity');
    if (affinity === undefined && Object.keys(taken).length === 0) delete spec.affinity;
  }
  for (const field of ['nodeSelector', 'tolerations', 'schedulingGates'] as const) take(spec, template.spec ?? {}, field);
  const meta = old.metadata ??= {};
  for (const field of ['annotations', 'labels'] as const) take(meta, template.metadata ?? {}, field);
}

function take<T, Field extends keyof T>(object: T, from: { readonly [F in Field]?: unknown }, field: Field): void {
  if (from[field] === undefined) delete object[field];
  else object[field] = clone(from[field]) as T[Field];
}

function takeResources(old: Mutable<PodSpec>, spec: PodSpec): void {
  for (const field of ['containers', 'initContainers'] as const) {
    const containers = old[field] ?? [];
    if (containers.length !== (spec[field] ?? []).length) continue;
    for (const [i, container] of containers.entries()) if (container.name === spec[field]?.[i]?.name) take(container, spec[field]?.[i] ?? {}, 'resources');
  }
}

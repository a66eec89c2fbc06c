import type { JobSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, NamedText, notSupported, notSupportedName, required, tooLong, type FieldError } from '../../fieldError';
import { goLabelSelector } from '../../goPrint/goStruct';
import { validateDomainPrefixedPath } from '../domainPrefixedPath';
import { validateLabelSelector } from '../labels';
import { byteLength } from '../names';
import { validateOptionalNonnegative } from '../numbers';
import { validatePodTemplateSpec } from '../pod/podTemplate';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validatePodFailurePolicy } from './podFailurePolicy';
import { validateSuccessPolicy } from './successPolicy';
import { isUsableSelector, validateTemplateLabels } from './templateSelector';

/** `ValidateJobSpec` (pkg/apis/batch/validation/validation.go, v1.36): the spec of a Job, its selector included. */
export function validateJobSpec(spec: JobSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const { selector } = spec, at = path.child('selector');
  return [
    ...validateJobSpecWithoutSelector(spec, path, ctx),
    ...selector === undefined ? [required(at)] : validateLabelSelector(selector, at, { allowInvalidValues: ctx.tolerates.has('InvalidLabelValueInSelector') }),
    ...isUsableSelector(selector, path) ? validateTemplateLabels(spec.template ?? {}, selector, path.child('template')) : []
  ];
}

/** The template of a CronJob's Jobs, which get their selectors when they are made (`ValidateJobTemplateSpec`). */
export function validateJobTemplate(spec: JobSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const errors = validateJobSpecWithoutSelector(spec, path, ctx);
  if (spec.selector !== undefined) errors.push(invalid(path.child('selector'), goLabelSelector(spec.selector), '`selector` will be auto-generated'));
  if (spec.manualSelector === true) errors.push(notSupported(path.child('manualSelector'), true, ['nil', 'false']));
  return errors;
}

function validateJobSpecWithoutSelector(spec: JobSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const { podFailurePolicy, successPolicy, completionMode = 'NonIndexed' } = spec;
  return [
    ...(['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const)
      .flatMap(field => validateOptionalNonnegative(spec[field], path.child(field))),
    ...spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined ? [required(path.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified')] : [],
    ...spec.managedBy === undefined ? [] : validateManagedBy(spec.managedBy, path.child('managedBy')),
    ...notSupportedName(path.child('completionMode'), completionMode, ['NonIndexed', 'Indexed']),
    ...completionMode === 'Indexed' ? validateIndexed(spec, path) : [],
    ...completionMode === 'NonIndexed' ? validateNonIndexed(spec, path) : [],
    ...podFailurePolicy === undefined ? [] : validatePodFailurePolicy(spec, path.child('podFailurePolicy')),
    ...successPolicy === undefined ? [] : validateSuccessPolicy(spec, path.child('successPolicy')),
    ...validateReplacementPolicy(spec, path.child('podReplacementPolicy')),
    ...validatePodTemplateSpec(spec.template ?? {}, path.child('template'), ctx),
    ...validateRestartPolicy(spec, path.child('template', 'spec', 'restartPolicy'))
  ];
}

const maxManagedByBytes = 63;

/** Who looks after the Job instead of the controller: `acme.io/foo`. */
function validateManagedBy(name: string, path: FieldPath): FieldError[] {
  const errors = validateDomainPrefixedPath(name, path);
  return byteLength(name) > maxManagedByBytes ? [...errors, tooLong(path, maxManagedByBytes)] : errors;
}

const maxParallelismIndexed = 100_000;
const maxFailedIndexes = 100_000;
const completionsSoftLimit = 100_000;
const limitForHighCompletions = 10_000;

function validateIndexed({ completions, parallelism = 0, maxFailedIndexes: failed, backoffLimitPerIndex }: JobSpec, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const parallelismPath = path.child('parallelism'), failedPath = path.child('maxFailedIndexes');
  if (completions === undefined) errors.push(required(path.child('completions'), 'when completion mode is Indexed'));
  if (parallelism > maxParallelismIndexed) errors.push(invalid(parallelismPath, parallelism, `must be less than or equal to ${maxParallelismIndexed} when completion mode is Indexed`));
  if (completions !== undefined && failed !== undefined && failed > completions) errors.push(invalid(failedPath, failed, 'must be less than or equal to completions'));
  if (failed !== undefined && failed > maxFailedIndexes) errors.push(invalid(failedPath, failed, `must be less than or equal to ${maxFailedIndexes}`));
  if (completions === undefined || completions <= completionsSoftLimit || backoffLimitPerIndex === undefined) return errors;
  const high = `must be less than or equal to ${limitForHighCompletions} when completions are above ${completionsSoftLimit} and used with backoff limit per index`;
  if (failed === undefined) errors.push(required(failedPath, `must be specified when completions is above ${completionsSoftLimit}`));
  if (parallelism > limitForHighCompletions) errors.push(invalid(parallelismPath, parallelism, high));
  if (failed !== undefined && failed > limitForHighCompletions) errors.push(invalid(failedPath, failed, high));
  return errors;
}

function validateNonIndexed(spec: JobSpec, path: FieldPath): FieldError[] {
  return (['backoffLimitPerIndex', 'maxFailedIndexes'] as const).flatMap(field => spec[field] === undefined ? [] : [invalid(path.child(field), spec[field], 'requires indexed completion mode')]);
}

function validateReplacementPolicy({ podReplacementPolicy: policy, podFailurePolicy }: JobSpec, path: FieldPath): FieldError[] {
  return policy === undefined ? [] : notSupportedName(path, policy, podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed']);
}

/** A Job's pods end. */
function validateRestartPolicy({ template, podFailurePolicy }: JobSpec, path: FieldPath): FieldError[] {
  const policy = template?.spec?.restartPolicy ?? '';
  if (policy === 'Always' || policy === '') return [required(path, 'valid values: "OnFailure", "Never"')];
  const unsupported = notSupportedName(path, policy, ['OnFailure', 'Never']);
  if (unsupported.length > 0 || podFailurePolicy === undefined || policy === 'Never') return unsupported;
  return [invalid(path, new NamedText(policy), 'only "Never" is supported when podFailurePolicy is specified')];
}

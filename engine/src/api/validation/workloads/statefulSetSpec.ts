import type { PodTemplateSpec, RollingUpdateStatefulSetStrategy, StatefulSetSpec, StatefulSetUpdateStrategy, Volume } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { clone } from '../../../core/json';
import { invalid, NamedText, notSupportedName, required, type FieldError } from '../../fieldError';
import { goLabelSelector } from '../../goPrint/goStruct';
import { validateDns1123Label } from '../fieldNames';
import { intOrPercentValue, validateNotMoreThan100Percent, validatePositiveIntOrPercent } from '../intOrPercent';
import { validateLabels } from '../labels';
import { validateAnnotations, validateNonnegative } from '../objectMeta';
import { validatePersistentVolumeClaimSpec } from '../persistentVolumeClaimSpec';
import { validatePodAnnotations } from '../pod/podAnnotations';
import { validatePodTemplateSpec } from '../pod/podTemplate';
import type { PodValidationContext } from '../pod/podValidationContext';
import { isUsableSelector, validateKeptRunning, validateTemplateLabels, validateWorkloadSelector } from './templateSelector';

/** What an update of a StatefulSet is not judged by again. */
export type StatefulSetExemption = 'serviceName' | 'volumeClaimTemplates' | 'template';

export interface StatefulSetContext extends PodValidationContext { readonly exempt: ReadonlySet<StatefulSetExemption> }

/** `ValidateStatefulSetSpec` (pkg/apis/apps/validation/validation.go, v1.36). */
export function validateStatefulSetSpec(spec: StatefulSetSpec, path: FieldPath, ctx: StatefulSetContext): FieldError[] {
  const { selector, serviceName = '', template = {}, persistentVolumeClaimRetentionPolicy: retention } = spec;
  return [
    ...validateManagementPolicy(spec.podManagementPolicy ?? '', path.child('podManagementPolicy')),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, path.child('updateStrategy')),
    ...retention === undefined ? [] : (['whenDeleted', 'whenScaled'] as const).flatMap(field =>
      notSupportedName(path.child('persistentVolumeClaimRetentionPolicy', field), retention[field] ?? '', ['Retain', 'Delete'])),
    ...ctx.exempt.has('volumeClaimTemplates') ? [] : (spec.volumeClaimTemplates ?? []).flatMap((claim, i) => validatePersistentVolumeClaimSpec(claim.spec ?? {}, path.child('volumeClaimTemplates').index(i).child('spec'))),
    ...validateNonnegative(spec.replicas ?? 0, path.child('replicas')),
    ...validateNonnegative(spec.minReadySeconds ?? 0, path.child('minReadySeconds')),
    ...spec.ordinals === undefined ? [] : validateNonnegative(spec.ordinals.start ?? 0, path.child('ordinals.start')),
    ...serviceName === '' || ctx.exempt.has('serviceName') ? [] : validateDns1123Label(serviceName, path.child('serviceName')),
    ...validateWorkloadSelector(selector, path.child('selector'), 'statefulset'),
    ...isUsableSelector(selector, path) ? validateTemplate(spec, path.child('template'), ctx) : [invalid(path.child('selector'), goLabelSelector(selector), '')],
    ...validateKeptRunning(template, path.child('template'), 'StatefulSet')
  ];
}

function validateManagementPolicy(policy: string, path: FieldPath): FieldError[] {
  if (policy === '') return [required(path)];
  return policy === 'OrderedReady' || policy === 'Parallel' ? [] : [invalid(path, new NamedText(policy), "must be 'OrderedReady' or 'Parallel'")];
}

function validateUpdateStrategy({ type = '', rollingUpdate }: StatefulSetUpdateStrategy, path: FieldPath): FieldError[] {
  const at = path.child('rollingUpdate');
  switch (type) {
    case '': return [required(path)];
    case 'OnDelete': return rollingUpdate === undefined ? [] : [invalid(at, goRollingUpdate(rollingUpdate), "only allowed for updateStrategy 'RollingUpdate'")];
    case 'RollingUpdate': return rollingUpdate === undefined ? [] : validateRollingUpdate(rollingUpdate, at);
    default: return [invalid(path, { Type: type, RollingUpdate: rollingUpdate === undefined ? null : goRollingUpdate(rollingUpdate) }, "must be 'RollingUpdate' or 'OnDelete'")];
  }
}

function validateRollingUpdate({ partition = 0, maxUnavailable }: RollingUpdateStatefulSetStrategy, path: FieldPath): FieldError[] {
  const errors = validateNonnegative(partition, path.child('partition'));
  if (maxUnavailable === undefined) return errors;
  const at = path.child('maxUnavailable'), printed = typeof maxUnavailable === 'string' ? new NamedText(maxUnavailable) : maxUnavailable;
  return [
    ...errors, ...validatePositiveIntOrPercent(maxUnavailable, at), ...intOrPercentValue(maxUnavailable) === 0 ? [invalid(at, printed, 'cannot be 0')] : [],
    ...validateNotMoreThan100Percent(maxUnavailable, at)
  ];
}

/** As Go prints its internal type. */
function goRollingUpdate({ partition = 0, maxUnavailable = null }: { readonly partition?: number; readonly maxUnavailable?: number | string | null }): unknown {
  return { Partition: partition, MaxUnavailable: maxUnavailable };
}

/** Upstream judges labels and annotations twice. */
function validateTemplate(spec: StatefulSetSpec, path: FieldPath, ctx: StatefulSetContext): FieldError[] {
  const template = templateOfPods(spec), { metadata } = template;
  return [
    ...validateTemplateLabels(template, spec.selector, path),
    ...ctx.exempt.has('template') ? [] : validatePodTemplateSpec(template, path, ctx),
    ...validateLabels(metadata?.labels, path.child('labels')), ...validateAnnotations(metadata?.annotations, path.child('annotations')),
    ...validatePodAnnotations(metadata?.annotations, template.spec ?? {}, path.child('annotations'), ctx)
  ];
}

/** The template as its pods will have it: names of their own, and a volume for each claim, in place of one of that name. */
function templateOfPods({ template = {}, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  const { spec = {} } = template;
  if ((spec.subdomain ?? '') === '' && (spec.hostname ?? '') === '' && volumeClaimTemplates.length === 0) return template;
  const result = clone(spec);
  delete result.subdomain;
  delete result.hostname;
  const claims = new Map(volumeClaimTemplates.map(({ metadata }): [string, Volume] => [metadata?.name ?? '', claimVolume(metadata?.name ?? '')]));
  if (claims.size > 0) result.volumes = clone([...claims.values(), ...(spec.volumes ?? []).filter(volume => !claims.has(volume.name ?? ''))]);
  return { ...template, spec: result };
}

function claimVolume(name: string): Volume {
  return { name, persistentVolumeClaim: { claimName: name } };
}

import type { PodAffinityTerm, PodSpec, PodTemplateSpec } from '../../../../generated/types';
import { FieldPath } from '../../../core/fieldPath';
import { allContainers } from '../../pod/visitContainers';
import { validateLocalNonReservedPath } from '../filePaths';
import { validateLabelSelector } from '../labels';
import { isLabelValue } from '../names';
import { isHugePageResource, isWholeHugePages } from '../resourceNames';
import { validateTermSelectors } from './affinity';
import { validateLabelKeys } from './labelKeys';
import { hasInvalidDeletionCost } from './podAnnotations';
import type { PodTolerance, PodValidationContext } from './podValidationContext';
import { validateHostSysctl } from './sysctls';

/**
 * What an update may go on doing because the stored pod or template does it (`GetValidationOptionsFromPodSpecAndMeta`,
 * pkg/api/pod/util.go, v1.36): rules that came later than the object must not lock it.
 */
export function toleratedBy(old: PodTemplateSpec, ctx: PodValidationContext): ReadonlySet<PodTolerance> {
  const spec = old.spec ?? {};
  const checks: readonly (readonly [PodTolerance, boolean])[] = [
    ['InvalidPodDeletionCost', hasInvalidDeletionCost(old.metadata?.annotations)],
    ['IndivisibleHugePages', hasIndivisibleHugePages(spec)],
    ['InvalidLabelValueInSelector', affinityTerms(spec).some(term => validateTermSelectors(term, FieldPath.root, ctx).length > 0)],
    ['InvalidLabelValueInRequiredNodeAffinity', hasInvalidNodeAffinityValue(spec)],
    ['InvalidTopologySpreadLabelSelector', spreadOf(spec).some(constraint => validateLabelSelector(constraint.labelSelector, FieldPath.root).length > 0)],
    ['InvalidTopologySpreadMatchLabelKeys', spreadOf(spec).some(constraint => validateLabelKeys(constraint, FieldPath.root).length > 0)],
    ['NonLocalProjectedTokenPath', hasNonLocalTokenPath(spec)],
    ['NamespacedSysctlsForHostNamespaces', (spec.securityContext?.sysctls ?? []).some(({ name = '' }) => validateHostSysctl(name, spec, FieldPath.root).length > 0)],
    ['AnySELinuxChangePolicy', spec.securityContext?.seLinuxChangePolicy !== undefined],
    ['RestartContainerForInitContainer', hasRestartingInitContainer(spec)],
    ['UserNamespacesWithVolumeDevices', spec.hostUsers === false && allContainers(spec).some(container => (container.volumeDevices ?? []).length > 0)],
    ['UserNamespacesWithHostNetwork', spec.hostUsers === false && spec.hostNetwork === true],
    ['TolerationComparison', (spec.tolerations ?? []).some(({ operator }) => operator === 'Lt' || operator === 'Gt')]
  ];
  return new Set(checks.filter(([, found]) => found).map(([tolerance]) => tolerance));
}

function hasIndivisibleHugePages(spec: PodSpec): boolean {
  const lists = [spec.overhead, ...allContainers(spec).flatMap(({ resources }) => [resources?.limits, resources?.requests])];
  return lists.some(list => Object.entries(list ?? {}).some(([name, amount]) => isHugePageResource(name) && !isWholeHugePages(name, amount)));
}

function affinityTerms({ affinity }: PodSpec): readonly PodAffinityTerm[] {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap(part => [
    ...part?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
    ...(part?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(term => term.podAffinityTerm ?? {})
  ]);
}

function hasInvalidNodeAffinityValue({ affinity }: PodSpec): boolean {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.some(term => (term.matchExpressions ?? []).some(({ values = [] }) => values.some(value => isLabelValue(value).length > 0)));
}

function spreadOf(spec: PodSpec): NonNullable<PodSpec['topologySpreadConstraints']> {
  return spec.topologySpreadConstraints ?? [];
}

function hasNonLocalTokenPath(spec: PodSpec): boolean {
  return (spec.volumes ?? []).some(volume => (volume.projected?.sources ?? []).some(({ serviceAccountToken }) =>
    serviceAccountToken !== undefined && validateLocalNonReservedPath(serviceAccountToken.path ?? '', FieldPath.root).length > 0));
}

function hasRestartingInitContainer(spec: PodSpec): boolean {
  return (spec.initContainers ?? []).some(container => container.restartPolicy !== 'Always' && (container.resizePolicy ?? []).some(({ restartPolicy }) => restartPolicy === 'RestartContainer'));
}

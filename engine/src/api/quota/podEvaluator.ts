import type { Pod, PodAffinityTerm, PodSpec, ScopedResourceSelectorRequirement } from '../../../generated/types';
import { compareText } from '../../core/order';
import type { Quantity } from '../../core/quantity';
import type { Millis } from '../../core/time';
import { parseTimestamp } from '../../core/timestamp';
import { selectorMatches } from '../labelSelector';
import { amountsFrom, one, type Amounts } from './amounts';
import { hasPodLevelResources } from '../pod/containerResources';
import { podResourcesWithOverhead } from '../pod/podResources';
import { qosClassOf } from '../pod/qosClass';
import { isExtendedResource, isHugePageResource, isNativeResource } from '../validation/resourceNames';
import type { QuotaEvaluator } from './evaluator';

const computeNames: ReadonlySet<string> = new Set([
  'count/pods', 'pods', 'cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage',
  'limits.cpu', 'limits.memory', 'limits.ephemeral-storage'
]);
/** Where one of these is limited, every container has to say how much it wants. */
const mustBeSaid: readonly string[] = ['cpu', 'limits.cpu', 'limits.memory', 'memory', 'requests.cpu', 'requests.memory'];
const deviceClassPrefix = 'deviceclass.resource.kubernetes.io/';

/** Pods use up pods, cpu, memory, storage, huge pages and extended resources (pkg/quota/v1/evaluator/core/pods.go, v1.36). */
export const podEvaluator: QuotaEvaluator = {
  resource: 'pods',
  counts: name => computeNames.has(name) || isHugePageResource(name) || name.startsWith('requests.hugepages-') || isExtendedForQuota(name),
  inScope: (selector, object) => isPodInScope(selector, object),
  charges({ operation, subresource, object, old }) {
    if (subresource !== '') return subresource === 'resize' && operation === 'UPDATE';
    return operation === 'CREATE' || (operation === 'UPDATE' && old !== undefined && hasDeadline(old) !== hasDeadline(object));
  },
  unmet: (limited, pod: Pod) => missingResources(limited, pod.spec ?? {}),
  usage(pod: Pod, nowMs) {
    const usage = new Map([['count/pods', one]]);
    if (isCharged(pod, nowMs)) for (const [name, amount] of computeUsage(podResourcesWithOverhead(pod.spec ?? {}, 'requests'), podResourcesWithOverhead(pod.spec ?? {}, 'limits'))) usage.set(name, amount);
    return usage;
  },
  frees: (old, pod, nowMs) => (isCharged(old, nowMs) && !isCharged(pod, nowMs)) || hasDeadline(old) !== hasDeadline(pod)
};

function isExtendedForQuota(name: string): boolean {
  return name.startsWith('requests.') && (!isNativeResource(name) || name.startsWith(`requests.${deviceClassPrefix}`));
}

function missingResources(limited: ReadonlySet<string>, spec: PodSpec): string | undefined {
  if (hasPodLevelResources(spec.resources)) return undefined;
  const containers = [...spec.containers ?? [], ...spec.initContainers ?? []].map(({ name = '', resources }) => ({ name, said: computeUsage(amountsFrom(resources?.requests), amountsFrom(resources?.limits)) }));
  const parts = mustBeSaid.filter(name => limited.has(name)).flatMap(name => {
    const silent = [...new Set(containers.filter(({ said }) => !said.has(name)).map(container => container.name))].sort(compareText);
    return silent.length === 0 ? [] : [`${name} for: ${silent.join(',')}`];
  });
  return parts.length === 0 ? undefined : `must specify ${parts.join('; ')}`;
}

function computeUsage(requests: Amounts, limits: Amounts): Map<string, Quantity> {
  const usage = new Map([['pods', one]]);
  for (const [name, amount] of requests) {
    const counted = name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || isHugePageResource(name);
    if (counted) usage.set(name, amount);
    if (counted || isExtendedResource(name) || name.startsWith(deviceClassPrefix)) usage.set(`requests.${name}`, amount);
  }
  for (const [name, amount] of limits) if (name === 'cpu' || name === 'memory' || name === 'ephemeral-storage') usage.set(`limits.${name}`, amount);
  return usage;
}

/** A pod that has ended, or whose time to go is long over, uses nothing but its place in the store. */
function isCharged({ status, metadata }: Pod, nowMs: Millis): boolean {
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return false;
  const deletedAtMs = parseTimestamp(metadata?.deletionTimestamp);
  return deletedAtMs === undefined || metadata?.deletionGracePeriodSeconds === undefined || nowMs <= deletedAtMs + metadata.deletionGracePeriodSeconds * 1000;
}

function hasDeadline({ spec }: Pod): boolean {
  return (spec?.activeDeadlineSeconds ?? -1) >= 0;
}

function isPodInScope({ scopeName, operator, values }: ScopedResourceSelectorRequirement, pod: Pod): boolean {
  const spec = pod.spec ?? {}, { priorityClassName = '' } = spec;
  switch (scopeName) {
    case 'Terminating': return hasDeadline(pod);
    case 'NotTerminating': return !hasDeadline(pod);
    case 'BestEffort': return qosClassOf(spec) === 'BestEffort';
    case 'NotBestEffort': return qosClassOf(spec) !== 'BestEffort';
    case 'CrossNamespacePodAffinity': return reachesOtherNamespaces(spec);
    case 'PriorityClass': return selectorMatches({ matchExpressions: [{ key: scopeName, operator: operator ?? '', values: values ?? [] }] }, priorityClassName === '' ? {} : { PriorityClass: priorityClassName });
    default: return false;
  }
}

function reachesOtherNamespaces({ affinity }: PodSpec): boolean {
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((part): readonly PodAffinityTerm[] => [
    ...part?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
    ...(part?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(weighted => weighted.podAffinityTerm ?? {})
  ]);
  return terms.some(term => (term.namespaces ?? []).length > 0 || term.namespaceSelector !== undefined);
}

import type { Container, ContainerStatus, Pod } from '../../generated/types';
import { amountsOf, type ResourceAmounts } from './resource';
import type { Nanos } from './quantityValue';

/** What a container without a request counts for when nodes are scored: 100m and 200Mi (pkg/scheduler/util/pod_resources.go, v1.36). */
export const defaultMilliCPURequest: Nanos = 100_000_000n;
export const defaultMemoryRequest: Nanos = 200n * 1024n * 1024n * 1_000_000_000n;

export interface PodRequestOptions {
  /** Count what the kubelet has allocated and actuated, where that is more than the spec (in-place resize). */
  readonly useStatus?: boolean;
  /** Leave requests at pod level out of it. */
  readonly containersOnly?: boolean;
  /** Amounts for containers that ask nothing of a resource. */
  readonly nonMissing?: ResourceAmounts;
}

/**
 * What a pod asks in all: containers together with sidecars, at least what any init container needs beside the sidecars before it,
 * replaced by pod-level requests where those are set, plus overhead (component-helpers/resource/helpers.go, v1.36).
 */
export function podRequests(pod: Pod, options: PodRequestOptions = {}): Map<string, Nanos> {
  const requests = containerRequests(pod, options);
  if (options.containersOnly !== true && hasPodLevelRequests(pod)) {
    for (const [name, amount] of amountsOf(pod.spec?.resources?.requests)) if (isPodLevelResource(name)) requests.set(name, amount);
  }
  add(requests, amountsOf(pod.spec?.overhead));
  return requests;
}

/** Whether pod-level requests of a supported resource are set. */
export function hasPodLevelRequests(pod: Pod): boolean {
  return Object.keys(pod.spec?.resources?.requests ?? {}).some(isPodLevelResource);
}

/** Whether a container runs beside the others although it is an init container. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');
}

function containerRequests(pod: Pod, options: PodRequestOptions): Map<string, Nanos> {
  const requests = new Map<string, Nanos>();
  for (const container of pod.spec?.containers ?? []) {
    add(requests, effectiveRequests(pod, container, pod.status?.containerStatuses, options));
  }
  const sidecars = new Map<string, Nanos>();
  const initPeak = new Map<string, Nanos>();
  for (const container of pod.spec?.initContainers ?? []) {
    const statuses = isSidecar(container) ? pod.status?.initContainerStatuses : undefined;
    const own = effectiveRequests(pod, container, statuses, options);
    if (isSidecar(container)) {
      add(requests, own);
      add(sidecars, own);
      raise(initPeak, sidecars);
    } else {
      add(own, sidecars);
      raise(initPeak, own);
    }
  }
  raise(requests, initPeak);
  return requests;
}

function effectiveRequests(pod: Pod, container: Container, statuses: readonly ContainerStatus[] | undefined, options: PodRequestOptions): Map<string, Nanos> {
  let requests = amountsOf(container.resources?.requests);
  const status = options.useStatus === true ? statuses?.find(one => one.name === container.name) : undefined;
  if (status?.resources !== undefined) {
    const infeasible = pod.status?.conditions?.find(condition => condition.type === 'PodResizePending')?.reason === 'Infeasible';
    const actual = amountsOf(status.resources.requests);
    raise(actual, amountsOf(status.allocatedResources));
    if (!infeasible) raise(actual, requests);
    requests = actual;
  }
  for (const [name, amount] of options.nonMissing ?? []) if (!requests.has(name)) requests.set(name, amount);
  return requests;
}

function add(to: Map<string, Nanos>, more: ResourceAmounts): void {
  for (const [name, amount] of more) to.set(name, (to.get(name) ?? 0n) + amount);
}

function raise(to: Map<string, Nanos>, other: ResourceAmounts): void {
  for (const [name, amount] of other) {
    const present = to.get(name);
    if (present === undefined || amount > present) to.set(name, amount);
  }
}

import type { ContainerPort, Pod } from '../../generated/types';
import { affinityTermsOf, type PodAffinityTerms } from './affinityTerms';
import { defaultMemoryRequest, defaultMilliCPURequest, hasPodLevelRequests, isSidecar, podRequests } from './podRequests';
import { milliUnits, wholeUnits, type Nanos } from './quantityValue';
import { resourceOf, type Resource } from './resource';
import { keyOf, priorityOf } from './objects';
import type { LabelMap } from '../api/selectors';

/** A pod with all that scheduling derives from it, computed once. */
export class PodInfo {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: LabelMap;
  readonly priority: number;
  readonly terminating: boolean;
  /** What the pod asks for by its spec: what must be free on a node. */
  readonly requests: Resource;
  /** Ports that it takes on its node. */
  readonly hostPorts: readonly ContainerPort[];
  readonly terms: PodAffinityTerms;
  readonly claimNames: readonly string[];
  private usedResource: Resource | undefined;
  private nonZero: { readonly milliCPU: number; readonly memory: number } | undefined;

  constructor(readonly pod: Pod) {
    const metadata = pod.metadata ?? {};
    this.key = keyOf(pod);
    this.namespace = metadata.namespace ?? '';
    this.name = metadata.name ?? '';
    this.uid = metadata.uid ?? this.key;
    this.labels = metadata.labels ?? {};
    this.priority = priorityOf(pod);
    this.terminating = metadata.deletionTimestamp !== undefined;
    this.requests = resourceOf(podRequests(pod));
    this.hostPorts = hostPortsOf(pod);
    this.terms = affinityTermsOf(pod, this.namespace);
    this.claimNames = (pod.spec?.volumes ?? []).flatMap(volume => volume.persistentVolumeClaim === undefined ? [] : [volume.persistentVolumeClaim.claimName ?? '']);
  }

  /** What the pod takes of a node that it is on, also while a resize is under way. */
  get used(): Resource {
    if (this.usedResource === undefined) {
      const running = this.pod.status?.containerStatuses !== undefined || this.pod.status?.initContainerStatuses !== undefined;
      this.usedResource = running ? resourceOf(podRequests(this.pod, { useStatus: true })) : this.requests;
    }
    return this.usedResource;
  }

  /** The same for cpu and memory, with 100m and 200Mi for containers that ask for none: what scoring counts. */
  get nonZeroRequests(): { readonly milliCPU: number; readonly memory: number } {
    this.nonZero ??= nonZeroRequestsOf(this.pod);
    return this.nonZero;
  }
}

const infos = new WeakMap<Pod, PodInfo>();

/** The info of this very object, computed on first use: objects are frozen, so it cannot go stale. */
export function podInfoOf(pod: Pod): PodInfo {
  let info = infos.get(pod);
  if (info === undefined) infos.set(pod, info = new PodInfo(pod));
  return info;
}

/** Where the pod's requests at pod level are set, only what is missing at both levels gets the default (framework/types.go, v1.36). */
function nonZeroRequestsOf(pod: Pod): { readonly milliCPU: number; readonly memory: number } {
  const nonMissing = new Map<string, Nanos>([['cpu', defaultMilliCPURequest], ['memory', defaultMemoryRequest]]);
  if (hasPodLevelRequests(pod)) for (const name of podRequests(pod, { useStatus: true }).keys()) nonMissing.delete(name);
  const requests = podRequests(pod, { useStatus: true, nonMissing });
  return { milliCPU: milliUnits(requests.get('cpu') ?? 0n), memory: wholeUnits(requests.get('memory') ?? 0n) };
}

/** Host ports of containers and sidecars (pkg/scheduler/util/utils.go, v1.36). */
function hostPortsOf(pod: Pod): ContainerPort[] {
  const containers = [...(pod.spec?.initContainers ?? []).filter(isSidecar), ...(pod.spec?.containers ?? [])];
  return containers.flatMap(container => (container.ports ?? []).filter(port => (port.hostPort ?? 0) > 0));
}

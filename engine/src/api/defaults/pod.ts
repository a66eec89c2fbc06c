import type { Container, Pod, PodSpec, ResourceRequirements } from '../../../generated/types';
import { setOwn, type Mutable } from '../../core/json';
import { quantityText } from '../../core/quantity';
import { aggregateContainers, amountOf } from '../pod/containerResources';
import { isHugePageResource, isOvercommitAllowed, isPodLevelResource } from '../validation/resourceNames';
import { setPodSpecDefaults } from './podSpec';

/** `SetDefaults_Pod`: what a pod gets and a template does not; then all that they share (pkg/apis/core/v1/defaults.go, v1.36). */
export function setPodDefaults(pod: Mutable<Pod>): void {
  const spec = pod.spec ??= {};
  const containers = [...spec.containers ?? [], ...spec.initContainers ?? []];
  for (const container of containers) requestWhatIsLimited(container);
  if (spec.resources !== undefined) setPodResourceDefaults(spec, spec.resources);
  spec.enableServiceLinks ??= true;
  if (spec.hostNetwork === true) for (const container of containers) useContainerPorts(container);
  setPodSpecDefaults(spec);
}

function requestWhatIsLimited({ resources }: Mutable<Container>): void {
  if (resources?.limits === undefined) return;
  const requests = resources.requests ??= {};
  for (const [name, limit] of Object.entries(resources.limits)) {
    if (amountOf(requests, name) === undefined) setOwn(requests, name, limit);
  }
}

/** On the host's network a port is a port of the host. */
function useContainerPorts(container: Mutable<Container>): void {
  for (const port of container.ports ?? []) if (port.hostPort === undefined && port.containerPort !== undefined) port.hostPort = port.containerPort;
}

function setPodResourceDefaults(spec: Mutable<PodSpec>, resources: Mutable<ResourceRequirements>): void {
  defaultHugePageLimits(spec, resources);
  defaultRequests(spec, resources);
}

function defaultHugePageLimits(spec: PodSpec, resources: Mutable<ResourceRequirements>): void {
  if (isEmpty(resources.limits) && isEmpty(resources.requests)) return;
  const limits = resources.limits ?? {};
  for (const [name, amount] of aggregateContainers(spec, 'limits')) {
    if (!isHugePageResource(name) || amountOf(resources.requests, name) !== undefined) continue;
    if (amountOf(limits, name) === undefined) setOwn(limits, name, quantityText(amount));
  }
  if (!isEmpty(limits)) resources.limits = limits;
}

function defaultRequests(spec: PodSpec, resources: Mutable<ResourceRequirements>): void {
  if (isEmpty(resources.limits)) return;
  const requests = resources.requests ?? {};
  for (const [name, amount] of aggregateContainers(spec, 'requests')) {
    if (amountOf(requests, name) === undefined && isPodLevelResource(name) && isOvercommitAllowed(name)) setOwn(requests, name, quantityText(amount));
  }
  for (const [name, limit] of Object.entries(resources.limits ?? {})) {
    if (amountOf(requests, name) === undefined && isPodLevelResource(name)) setOwn(requests, name, limit);
  }
  if (!isEmpty(requests)) resources.requests = requests;
}

function isEmpty(list: object | undefined): boolean {
  return list === undefined || Object.keys(list).length === 0;
}

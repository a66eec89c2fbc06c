import type { Endpoint, EndpointPort, EndpointSlice, Service } from '../../../generated/types';
import { equal } from '../../core/json';
import { controllerRef } from '../podControl';
import { endpointKey } from './endpoints';

export const managedBy = 'endpointslice-controller.k8s.io';
const maxEndpoints = 100;
const reserved: ReadonlySet<string> = new Set(['kubernetes.io/service-name', 'endpointslice.kubernetes.io/managed-by', 'service.kubernetes.io/headless']);

/** Slices to write. Those to create have no name yet. */
export interface SliceChanges { create: EndpointSlice[]; update: EndpointSlice[]; remove: EndpointSlice[] }

/** What the endpoints of one set of ports should be. */
export interface DesiredEndpoints { readonly addressType: string; readonly ports: readonly EndpointPort[]; readonly endpoints: readonly Endpoint[] }

/**
 * Brings the slices of one set of ports to the wanted endpoints with few writes: those that must change anyway are filled
 * first, then one with room, then new ones (reconcileByPortMapping, endpointslice/reconciler.go, v1.36).
 */
export function reconcilePorts(service: Service, existing: readonly EndpointSlice[], desired: DesiredEndpoints): SliceChanges {
  const others = new Set(desired.endpoints);
  // Most endpoints are the very objects that stand in a slice; only the rest is looked up by key.
  const same = existing.map(slice => (slice.endpoints ?? []).map(endpoint => others.delete(endpoint)));
  const missing = new Map([...others].map(endpoint => [endpointKey(endpoint), endpoint]));
  const changed: EndpointSlice[] = [];
  const unchanged: EndpointSlice[] = [];
  const remove: EndpointSlice[] = [];
  const labels = labelsFor(service);
  for (const [i, slice] of existing.entries()) {
    const kept = keep(slice, same[i] ?? [], missing);
    const labelled = !equal(ownLabels(slice.metadata?.labels ?? {}), ownLabels(service.metadata?.labels ?? {}));
    const endpoints = kept.map(row => row.endpoint);
    const moved = kept.some(row => row.changed) || endpoints.length !== (slice.endpoints ?? []).length;
    if (moved && endpoints.length === 0) remove.push(slice);
    else if (moved || labelled) changed.push({ ...slice, endpoints, metadata: { ...slice.metadata, labels } });
    else unchanged.push(slice);
  }
  const rest = [...missing.values()];
  changed.sort((a, b) => (b.endpoints ?? []).length - (a.endpoints ?? []).length);
  const update = changed.map(slice => filled(slice, rest));
  const create: EndpointSlice[] = [];
  while (rest.length > 0) {
    const room = rest.length < maxEndpoints ? sliceToFill(unchanged, rest.length) : undefined;
    if (room === undefined) create.push(filled(newSlice(service, desired), rest));
    else {
      unchanged.splice(unchanged.indexOf(room), 1);
      update.push(filled(room, rest));
    }
  }
  return { create, update, remove };
}

/** The wanted ones among a slice's endpoints; they are taken off the list of the missing. */
function keep(slice: EndpointSlice, same: readonly boolean[], missing: Map<string, Endpoint>): { endpoint: Endpoint; changed: boolean }[] {
  return (slice.endpoints ?? []).flatMap((endpoint, i) => {
    if (same[i] === true) return [{ endpoint, changed: false }];
    const key = endpointKey(endpoint);
    const wanted = missing.get(key);
    if (wanted === undefined) return [];
    missing.delete(key);
    return [{ endpoint: endpoint.hints === undefined ? wanted : { ...wanted, hints: endpoint.hints }, changed: !isSame(endpoint, wanted) }];
  });
}

/** EndpointsEqualBeyondHash: hints do not count. */
function isSame(a: Endpoint, b: Endpoint): boolean {
  if (a === b) return true;
  return a.nodeName === b.nodeName && a.zone === b.zone && equal(a.conditions, b.conditions) && equal(a.targetRef, b.targetRef);
}

function filled(slice: EndpointSlice, rest: Endpoint[]): EndpointSlice {
  const present = slice.endpoints ?? [];
  return { ...slice, endpoints: [...present, ...rest.splice(0, maxEndpoints - present.length)] };
}

/** The slice that would be fullest, without running over. */
function sliceToFill(slices: readonly EndpointSlice[], count: number): EndpointSlice | undefined {
  let best: EndpointSlice | undefined;
  let least = maxEndpoints;
  for (const slice of slices) {
    const left = maxEndpoints - count - (slice.endpoints ?? []).length;
    if (left >= 0 && left < least) { best = slice; least = left; }
  }
  return best;
}

/** An empty slice of the Service. */
export function newSlice(service: Service, desired: { readonly addressType: string; readonly ports: readonly EndpointPort[] }): EndpointSlice {
  const name = service.metadata?.name ?? '';
  return {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice',
    metadata: {
      generateName: name.length > 252 ? name : `${name}-`, namespace: service.metadata?.namespace ?? '', labels: labelsFor(service),
      ownerReferences: [controllerRef(service, 'v1', 'Service')]
    },
    addressType: desired.addressType, ports: desired.ports, endpoints: []
  };
}

/** The Service's labels and the slice's own (setEndpointSliceLabels). */
function labelsFor(service: Service): Readonly<Record<string, string>> {
  const ip = service.spec?.clusterIP ?? '';
  const headless = ip === '' || ip === 'None' ? { 'service.kubernetes.io/headless': '' } : {};
  return { ...ownLabels(service.metadata?.labels ?? {}), ...headless, 'kubernetes.io/service-name': service.metadata?.name ?? '', 'endpointslice.kubernetes.io/managed-by': managedBy };
}

function ownLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !reserved.has(key)));
}

/** Whether a slice that would go is the empty one that would come. */
export function isPlaceholder(slice: EndpointSlice, service: Service): boolean {
  return (slice.endpoints ?? []).length === 0 && (slice.ports ?? []).length === 0 && equal(slice.metadata?.labels, labelsFor(service));
}

import type { DeviceRequest, DeviceRequestAllocationResult, ExactDeviceRequest, ResourceClaim } from '../../generated/types';
import type { Cluster } from './cluster';
import { attributeOf, compileDeviceSelectors, type OfferedDevice } from './deviceSelectors';
import type { NodeInfo } from './nodeInfo';
import { compileNodeSelector } from '../api/nodeSelectors';

/** What one claim would get on a node. */
export type ClaimAllocation = readonly DeviceRequestAllocationResult[];

/** Thrown nowhere: an expression that nobody here can judge. */
export interface UnknownSelector { readonly unknownSelector: string }

/**
 * Devices for all claims on a node, or undefined when there are too few (dynamic-resource-allocation/structured, v1.36): devices
 * that the node reaches, of the class and as selected, each given away once, as many as asked for or all; alternatives in order;
 * attributes that must match do so.
 */
export function allocateDevices(cluster: Cluster, claims: readonly ResourceClaim[], node: NodeInfo): readonly ClaimAllocation[] | undefined | UnknownSelector {
  const offered = devicesFor(cluster, node);
  const taken = takenDevices(cluster);
  const allocations: ClaimAllocation[] = [];
  for (const claim of claims) {
    const allocation = allocateClaim(cluster, claim, { offered, taken });
    if (allocation === undefined || 'unknownSelector' in allocation) return allocation;
    allocations.push(allocation);
  }
  return allocations;
}

interface Pool { readonly offered: readonly OfferedDevice[]; readonly taken: Set<string> }

function allocateClaim(cluster: Cluster, claim: ResourceClaim, pool: Pool): ClaimAllocation | undefined | UnknownSelector {
  const { requests = [], constraints = [] } = claim.spec?.devices ?? {};
  const results: DeviceRequestAllocationResult[] = [];
  const shared = new Map<string, string | number | boolean>();
  for (const request of requests) {
    const keys = constraints.filter(one => one.matchAttribute !== undefined && ((one.requests ?? []).length === 0 || one.requests?.includes(request.name ?? '')))
      .map(one => one.matchAttribute ?? '');
    const found = allocateRequest(cluster, request, { ...pool, keys, shared });
    if (found === undefined || 'unknownSelector' in found) return found;
    results.push(...found);
  }
  return results;
}

interface Choice extends Pool { readonly keys: readonly string[]; readonly shared: Map<string, string | number | boolean> }

function allocateRequest(cluster: Cluster, request: DeviceRequest, choice: Choice): ClaimAllocation | undefined | UnknownSelector {
  const name = request.name ?? '';
  if (request.exactly !== undefined) return allocateExactly(cluster, name, request.exactly, choice);
  for (const alternative of request.firstAvailable ?? []) {
    const found = allocateExactly(cluster, `${name}/${alternative.name ?? ''}`, alternative, choice);
    if (found !== undefined) return found;
  }
  return undefined;
}

function allocateExactly(cluster: Cluster, name: string, request: ExactDeviceRequest, choice: Choice): ClaimAllocation | undefined | UnknownSelector {
  const deviceClass = cluster.listers.of('resource.k8s.io/deviceclasses').get(request.deviceClassName ?? '');
  const matches = compileDeviceSelectors([...deviceClass?.spec?.selectors ?? [], ...request.selectors ?? []]);
  if (matches === undefined) return { unknownSelector: request.deviceClassName ?? '' };
  const isAdmin = request.adminAccess === true;
  const usable = choice.offered.filter(device => isTolerated(device, request) && matches(device));
  const free = usable.filter(device => isAdmin || !choice.taken.has(deviceKey(device)));
  const all = request.allocationMode === 'All';
  if (all && (free.length < usable.length || usable.length === 0)) return undefined;
  const wanted = all ? usable.length : request.count ?? 1;
  const chosen: OfferedDevice[] = [];
  for (const device of free) {
    if (chosen.length === wanted) break;
    if (agrees(device, choice)) chosen.push(device);
  }
  if (chosen.length < wanted) return undefined;
  if (!isAdmin) for (const device of chosen) choice.taken.add(deviceKey(device));
  return chosen.map(({ driver, pool, device }) => ({ request: name, driver, pool, device: device.name ?? '', ...(isAdmin ? { adminAccess: true } : {}) }));
}

/** Whether the device has the same value as those chosen before for every attribute that must match. */
function agrees(device: OfferedDevice, { keys, shared }: Choice): boolean {
  const values = keys.map(key => {
    const [domain = '', name = ''] = key.split('/');
    return [key, attributeOf(device, domain, name)] as const;
  });
  if (values.some(([key, value]) => value === undefined || (shared.has(key) && shared.get(key) !== value))) return false;
  for (const [key, value] of values) if (value !== undefined) shared.set(key, value);
  return true;
}

function isTolerated({ device }: OfferedDevice, request: ExactDeviceRequest): boolean {
  return (device.taints ?? []).every(taint => taint.effect === 'None' || (request.tolerations ?? []).some(toleration =>
    ((toleration.key ?? '') === '' || toleration.key === taint.key) && ((toleration.effect ?? '') === '' || toleration.effect === taint.effect)
    && (toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? ''))));
}

/** The devices that the node reaches, by the newest generation of every pool. */
function devicesFor(cluster: Cluster, node: NodeInfo): OfferedDevice[] {
  const slices = [...cluster.listers.of('resource.k8s.io/resourceslices').values()];
  const newest = new Map<string, number>();
  for (const { spec } of slices) {
    const key = `${spec?.driver ?? ''}/${spec?.pool?.name ?? ''}`;
    newest.set(key, Math.max(newest.get(key) ?? 0, spec?.pool?.generation ?? 0));
  }
  return slices.flatMap(({ spec }) => {
    const driver = spec?.driver ?? '', pool = spec?.pool?.name ?? '';
    if (spec === undefined || (spec.pool?.generation ?? 0) < (newest.get(`${driver}/${pool}`) ?? 0)) return [];
    const here = (spec.devices ?? []).filter(device => reaches(spec.perDeviceNodeSelection === true ? device : spec, node));
    return here.map(device => ({ driver, pool, device }));
  });
}

function reaches(where: Pick<NonNullable<OfferedDevice['device']>, 'nodeName' | 'allNodes' | 'nodeSelector'>, node: NodeInfo): boolean {
  if (where.allNodes === true || where.nodeName === node.name) return true;
  return where.nodeSelector !== undefined && compileNodeSelector(where.nodeSelector)(node.node);
}

function takenDevices(cluster: Cluster): Set<string> {
  const taken = new Set<string>();
  for (const claim of cluster.listers.of('resource.k8s.io/resourceclaims').values()) {
    for (const { driver = '', pool = '', device = '', adminAccess } of claim.status?.allocation?.devices?.results ?? []) {
      if (adminAccess !== true) taken.add(`${driver}/${pool}/${device}`);
    }
  }
  return taken;
}

function deviceKey({ driver, pool, device }: OfferedDevice): string {
  return `${driver}/${pool}/${device.name ?? ''}`;
}

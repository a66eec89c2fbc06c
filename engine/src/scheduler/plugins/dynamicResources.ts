import type { Pod, ResourceClaim } from '../../../generated/types';
import { controllerOf } from '../../api/object';
import type { Cluster } from '../cluster';
import { StateSlot } from '../cycleState';
import { allocateDevices, type ClaimAllocation } from '../deviceAllocator';
import { deviceClassBacks, deviceClassFor } from '../extendedResources';
import type { BindingWrite, PluginFactory, PostFilterResult } from '../framework';
import { compileNodeSelector } from '../../api/nodeSelectors';
import { normalize } from '../normalize';
import type { PodInfo } from '../podInfo';
import { failed, skip, unresolvable, unschedulable, type Status } from '../status';

const cannotAllocate = unresolvable('cannot allocate all claims');
const notAvailable = unresolvable('resourceclaim not available on the node');
const maxReservations = 256;
const maxAlternatives = 8;

interface ClaimState {
  readonly claims: readonly ResourceClaim[];
  readonly toAllocate: readonly ResourceClaim[];
  /** Extended resources that device classes provide where the node itself does not. */
  readonly extended: readonly (readonly [name: string, amount: number])[];
  /** By node: what each claim to allocate would get there. */
  readonly allocations: Map<string, readonly ClaimAllocation[]>;
}

/** Devices that the pod's claims ask for, counted by structured parameters (plugins/dynamicresources/dynamicresources.go, v1.36). */
export const dynamicResources: PluginFactory = {
  name: 'DynamicResources',
  create(_args, { cluster }) {
    const slot = new StateSlot<ClaimState>();
    return {
      name: 'DynamicResources',
      preFilter(state, pod) {
        slot.write(state, { claims: [], toAllocate: [], extended: [], allocations: new Map() });
        const found = claimsOf(cluster, pod.pod);
        if ('code' in found) return { status: found };
        const extended = pod.requests.scalars.filter(([name, amount]) => amount > 0 && deviceClassBacks(cluster, name));
        if (found.length === 0 && extended.length === 0) return { status: skip };
        const problem = found.map(claim => claimProblem(cluster, pod, claim)).find(one => one !== undefined);
        if (problem !== undefined) return { status: problem };
        slot.write(state, { claims: found, toAllocate: found.filter(claim => claim.status?.allocation === undefined), extended, allocations: new Map() });
        return undefined;
      },
      filter(state, pod, node) {
        const { claims = [], toAllocate: own = [], extended = [], allocations } = slot.read(state) ?? {};
        const viaDevices = extended.filter(([name]) => (node.allocatable.scalars.get(name) ?? 0) === 0);
        const toAllocate = [...own, ...viaDevices.length === 0 ? [] : [extendedClaim(cluster, pod, viaDevices)]];
        const elsewhere = claims.some(({ status }) => status?.allocation?.nodeSelector !== undefined && !compileNodeSelector(status.allocation.nodeSelector)(node.node));
        const allocated = toAllocate.length === 0 ? [] : allocateDevices(cluster, toAllocate, node);
        if (allocated === undefined) return cannotAllocate;
        if ('unknownSelector' in allocated) return failed(`the selectors of device class ${allocated.unknownSelector} cannot be judged in the simulation`);
        if (elsewhere) return notAvailable;
        allocations?.set(node.name, allocated);
        return undefined;
      },
      postFilter: state => help(slot.read(state)),
      scoreAll(state, _pod, nodes) {
        const { claims = [], allocations } = slot.read(state) ?? {};
        const scores = new Float64Array(nodes.length);
        if (claims.length > 0) nodes.forEach((node, i) => { scores[i] = alternativesScore(claims, allocations?.get(node.name) ?? []); });
        return scores;
      },
      normalizeScores: (state, _pod, scores) => { if ((slot.read(state)?.claims.length ?? 0) > 0) normalize(scores, 'straight'); },
      preBind: (state, pod, nodeName) => claimWrites(cluster, slot.read(state), pod, nodeName),
      events: [
        { resource: 'resource.k8s.io/resourceclaims', actions: ['Add', 'Update', 'Delete'] },
        { resource: 'resource.k8s.io/resourceslices', actions: ['Add', 'Update'] },
        { resource: 'resource.k8s.io/deviceclasses', actions: ['Add', 'Update'] },
        { resource: 'pods', actions: ['UpdatePodGeneratedResourceClaim'], hint: (pod, { object }) => object?.metadata?.uid === pod.pod.metadata?.uid },
        { resource: 'nodes', actions: ['Add', 'UpdateNodeLabel'] }
      ]
    };
  }
};

function claimsOf(cluster: Cluster, pod: Pod): readonly ResourceClaim[] | Status {
  const { namespace = '', name: podName = '' } = pod.metadata ?? {};
  const claims: ResourceClaim[] = [];
  for (const { name, resourceClaimName, resourceClaimTemplateName } of pod.spec?.resourceClaims ?? []) {
    const generated = pod.status?.resourceClaimStatuses?.find(status => status.name === name);
    if (resourceClaimName === undefined && generated === undefined) {
      const problem = resourceClaimTemplateName === undefined ? `, spec.resourceClaim "${name ?? ''}": none of the supported fields are set` : ': ResourceClaim not created yet';
      return unresolvable(`pod "${namespace}/${podName}"${problem}`);
    }
    const claimName = resourceClaimName ?? generated?.resourceClaimName;
    if (claimName === undefined) continue;
    const claim = cluster.listers.of('resource.k8s.io/resourceclaims').get(`${namespace}/${claimName}`);
    if (claim === undefined) return unresolvable(`could not find ResourceClaim "${namespace}/${claimName}"`);
    if (claim.metadata?.deletionTimestamp !== undefined) return unresolvable(`resourceclaim "${claimName}" is being deleted`);
    if (resourceClaimName === undefined && controllerOf(claim)?.uid !== pod.metadata?.uid) {
      return unresolvable(`ResourceClaim ${namespace}/${claimName} was not created for Pod ${namespace}/${podName} (Pod is not owner)`);
    }
    claims.push(claim);
  }
  return claims;
}

/** A claim that others use up, or that asks for a class nobody has. */
function claimProblem(cluster: Cluster, pod: PodInfo, claim: ResourceClaim): Status | undefined {
  if (claim.status?.allocation !== undefined) {
    return (claim.status.reservedFor ?? []).length < maxReservations || isReservedFor(pod, claim) ? undefined : unresolvable('resourceclaim in use');
  }
  const classes = cluster.listers.of('resource.k8s.io/deviceclasses');
  for (const { name = '', exactly, firstAvailable = [] } of claim.spec?.devices?.requests ?? []) {
    const asked = exactly === undefined ? firstAvailable.map(one => ({ label: `${name}/${one.name ?? ''}`, deviceClass: one.deviceClassName ?? '' })) : [{ label: name, deviceClass: exactly.deviceClassName ?? '' }];
    for (const { label, deviceClass } of asked) {
      if (classes.get(deviceClass) === undefined) return unresolvable(`request ${label}: device class ${deviceClass} does not exist`);
    }
  }
  return undefined;
}

function isReservedFor(pod: PodInfo, claim: ResourceClaim): boolean {
  return claim.status?.reservedFor?.some(consumer => consumer.uid === pod.pod.metadata?.uid) === true;
}

/** Upstream has no state to look at when an earlier preFilter refused the pod, and says so with the error of that lookup. */
function help(state: ClaimState | undefined): PostFilterResult {
  if (state === undefined) return { status: failed('not found') };
  return { status: unschedulable(state.claims.length === 0 ? 'no new claims to deallocate' : 'still not schedulable') };
}

/** Earlier alternatives of a request are worth more. */
function alternativesScore(claims: readonly ResourceClaim[], allocations: readonly ClaimAllocation[]): number {
  const left = [...allocations];
  let score = 0;
  for (const claim of claims) {
    const results = claim.status?.allocation?.devices?.results ?? left.shift() ?? [];
    for (const { name = '', firstAvailable = [] } of claim.spec?.devices?.requests ?? []) {
      firstAvailable.forEach((alternative, rank) => { if (results.some(result => result.request === `${name}/${alternative.name ?? ''}`)) score += maxAlternatives - rank; });
    }
  }
  return score;
}

/** The claims get their devices and are reserved for the pod. */
function claimWrites(cluster: Cluster, state: ClaimState | undefined, pod: PodInfo, nodeName: string): readonly BindingWrite[] {
  const { claims = [], toAllocate = [], extended = [], allocations } = state ?? {};
  const consumer = { resource: 'pods', name: pod.name, uid: pod.pod.metadata?.uid ?? '' };
  const nodeSelector = { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }] }] };
  const given = allocations?.get(nodeName) ?? [];
  const user = claims.filter(claim => !isReservedFor(pod, claim)).map((claim): BindingWrite => {
    const results = given[toAllocate.indexOf(claim)];
    const allocation = results === undefined ? claim.status?.allocation : { devices: { results }, nodeSelector };
    const status = { ...claim.status, ...(allocation === undefined ? {} : { allocation }), reservedFor: [...claim.status?.reservedFor ?? [], consumer] };
    return { resource: 'resource.k8s.io/resourceclaims', object: { ...claim, status }, how: 'status' };
  });
  const results = given[toAllocate.length];
  if (results === undefined) return user;
  const claim = extendedClaim(cluster, pod, extended);
  const resource = 'resource.k8s.io/resourceclaims';
  return [...user, { resource, object: claim, how: 'create' }, { resource, object: { ...claim, status: { allocation: { devices: { results }, nodeSelector }, reservedFor: [consumer] } }, how: 'status' }];
}

/** The claim that stands for extended resources which devices provide (extendeddynamicresources.go, v1.36); upstream lets the server end its name. */
function extendedClaim(cluster: Cluster, { pod, name, namespace }: PodInfo, resources: readonly (readonly [name: string, amount: number])[]): ResourceClaim {
  const owner = { apiVersion: 'v1', kind: 'Pod', name, uid: pod.metadata?.uid ?? '', controller: true, blockOwnerDeletion: true };
  return {
    apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim',
    metadata: { name: `${name}-extended-resources`, namespace, annotations: { 'resource.kubernetes.io/extended-resource-claim': 'true' }, ownerReferences: [owner] },
    spec: {
      devices: {
        requests: resources.map(([resource, count], i) => ({
          name: `container-0-request-${i}`,
          exactly: { deviceClassName: deviceClassFor(cluster, resource)?.metadata?.name ?? '', allocationMode: 'ExactCount', count }
        }))
      }
    }
  };
}

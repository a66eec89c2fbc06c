import type { CSIStorageCapacity, Node, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../generated/types';
import { compareText } from '../core/order';
import type { Cluster } from './cluster';
import { claimSize, findMatchingVolume, volumeFitsNode } from './matchingVolume';
import { quantityNanos, wholeUnits } from './quantityValue';
import { compileLabelSelector, compileRequirements, labelValue } from '../api/selectors';
import { classNameOf, classOf, selectedNodeAnnotation } from './volumeClaims';

/** The claims of a pod by what is left to do for them. */
export interface PodClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  /** Unbound ones that wait for a node. */
  readonly delayed: readonly PersistentVolumeClaim[];
}

/** What binding a pod to a node would do to its claims. */
export interface PodVolumes {
  readonly bindings: readonly { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[];
  readonly provisions: readonly PersistentVolumeClaim[];
}

const nodeConflict = "node(s) didn't match PersistentVolume's node affinity";
const bindConflict = "node(s) didn't find available persistent volumes to bind";
const notEnoughSpace = 'node(s) did not have enough free storage';
const volumeMissing = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)';

/** Finds volumes for all claims on a node, or says why there are none (plugins/volumebinding/binder.go, v1.36). */
export function findPodVolumes(cluster: Cluster, claims: PodClaims, node: Node): PodVolumes | { readonly reasons: readonly string[] } | { readonly error: string } {
  const reasons: string[] = [];
  const bound = boundClaimsProblem(cluster, claims.bound, node);
  if (bound === nodeConflict) reasons.push(bound);
  const delayed = placeDelayed(cluster, claims.delayed, node);
  if ('error' in delayed) return delayed;
  if (delayed.problem !== undefined) reasons.push(delayed.problem);
  if (bound === volumeMissing) reasons.push(bound);
  return reasons.length > 0 ? { reasons } : delayed;
}

function boundClaimsProblem(cluster: Cluster, claims: readonly PersistentVolumeClaim[], node: Node): string | undefined {
  for (const claim of claims) {
    const volume = cluster.listers.of('persistentvolumes').get(claim.spec?.volumeName ?? '');
    if (volume === undefined) return volumeMissing;
    if (!volumeFitsNode(volume, node)) return nodeConflict;
  }
  return undefined;
}

type Placement = (PodVolumes & { readonly problem?: string }) | { readonly error: string };

function placeDelayed(cluster: Cluster, claims: readonly PersistentVolumeClaim[], node: Node): Placement {
  const toMatch: PersistentVolumeClaim[] = [], toProvision: PersistentVolumeClaim[] = [];
  for (const claim of claims) {
    const selected = labelValue(claim.metadata?.annotations, selectedNodeAnnotation);
    if (selected !== undefined && selected !== node.metadata?.name) return { bindings: [], provisions: [], problem: bindConflict };
    (selected === undefined ? toMatch : toProvision).push(claim);
  }
  const bindings: { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[] = [];
  const taken = new Set<string>();
  for (const claim of [...toMatch].sort((a, b) => claimSize(a) < claimSize(b) ? -1 : claimSize(a) > claimSize(b) ? 1 : 0)) {
    const volume = findMatchingVolume(claim, volumesOfClass(cluster, classNameOf(claim)), node, taken);
    if (volume === undefined) { toProvision.push(claim); continue; }
    taken.add(volume.metadata?.name ?? '');
    bindings.push({ claim, volume });
  }
  const problem = provisioningProblem(cluster, toProvision, node);
  if (typeof problem === 'object') return problem;
  return { bindings, provisions: toProvision, ...(problem === undefined ? {} : { problem }) };
}

function volumesOfClass(cluster: Cluster, className: string): PersistentVolume[] {
  return [...cluster.listers.of('persistentvolumes').values()].filter(volume => classNameOf(volume) === className)
    .sort((a, b) => compareText(a.metadata?.name ?? '', b.metadata?.name ?? ''));
}

function provisioningProblem(cluster: Cluster, claims: readonly PersistentVolumeClaim[], node: Node): string | { readonly error: string } | undefined {
  for (const claim of claims) {
    const className = classNameOf(claim);
    if (className === '') return { error: `no class for claim "${claim.metadata?.namespace ?? ''}/${claim.metadata?.name ?? ''}"` };
    const storageClass = classOf(cluster, claim);
    if (storageClass === undefined) return { error: `failed to find storage class "${className}"` };
    const provisioner = storageClass.provisioner ?? '';
    if (provisioner === '' || provisioner === 'kubernetes.io/no-provisioner' || !allowsTopology(storageClass, node)) return bindConflict;
    if (!hasEnoughCapacity(cluster, storageClass, claim, node)) return notEnoughSpace;
  }
  return undefined;
}

/** Any of the class's topology terms; no terms allow every node. */
function allowsTopology(storageClass: StorageClass, node: Node): boolean {
  const terms = storageClass.allowedTopologies ?? [];
  return terms.length === 0 || terms.some(({ matchLabelExpressions = [] }) => matchLabelExpressions.length > 0
    && compileRequirements(matchLabelExpressions.map(({ key = '', values = [] }) => ({ key, operator: 'In', values })))?.matches(node.metadata?.labels) === true);
}

/** Only drivers that publish their capacity are asked for it. */
function hasEnoughCapacity(cluster: Cluster, storageClass: StorageClass, claim: PersistentVolumeClaim, node: Node): boolean {
  if (claim.spec?.resources?.requests?.['storage'] === undefined) return true;
  const driver = cluster.listers.of('storage.k8s.io/csidrivers').get(storageClass.provisioner ?? '');
  if (driver?.spec?.storageCapacity !== true) return true;
  for (const capacity of cluster.listers.of('storage.k8s.io/csistoragecapacities').values()) {
    if (capacity.storageClassName === storageClass.metadata?.name && suffices(capacity, claim)
      && capacity.nodeTopology !== undefined && compileLabelSelector(capacity.nodeTopology)?.matches(node.metadata?.labels) === true) return true;
  }
  return false;
}

function suffices(capacity: CSIStorageCapacity, claim: PersistentVolumeClaim): boolean {
  const limit = capacity.maximumVolumeSize ?? capacity.capacity;
  return limit !== undefined && wholeUnits(quantityNanos(limit)) >= wholeUnits(claimSize(claim));
}

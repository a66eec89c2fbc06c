import type { Pod } from '../../../generated/types';
import { equal } from '../../core/json';
import type { KubeObject } from '../../api/object';
import type { Cluster } from '../cluster';
import type { EventRegistration } from '../clusterEvent';
import { StateSlot } from '../cycleState';
import type { BindingWrite, PluginFactory, PreFilterResult } from '../framework';
import type { NodeInfo } from '../nodeInfo';
import { findPodVolumes, type PodClaims, type PodVolumes } from '../podVolumes';
import type { PodInfo } from '../podInfo';
import { failed, skip, unresolvable } from '../status';
import { boundByControllerAnnotation, claimFor, claimNotFound, claimsOf, classNameOf, classOf, isClaimForPod, isFullyBound, selectedNodeAnnotation } from '../volumeClaims';

/** Claims must be bound to volumes that the node can reach, or must be able to be there (plugins/volumebinding, v1.36). */
export const volumeBinding: PluginFactory = {
  name: 'VolumeBinding',
  create(_args, { cluster }) {
    const claims = new StateSlot<PodClaims>();
    const found = new StateSlot<Map<string, PodVolumes>>(volumes => new Map(volumes));
    return {
      name: 'VolumeBinding',
      preFilter(state, pod) {
        const result = podClaims(cluster, pod.pod);
        if ('status' in result) return result;
        claims.write(state, result);
        found.write(state, new Map());
        return undefined;
      },
      filter(state, _pod, node) {
        const volumes = findPodVolumes(cluster, claims.read(state) ?? { bound: [], delayed: [] }, node.node);
        if ('error' in volumes) return failed(volumes.error);
        if ('reasons' in volumes) return unresolvable(...volumes.reasons);
        found.read(state)?.set(node.name, volumes);
        return undefined;
      },
      preScore: () => skip,
      score: () => 0,
      preBind: (state, _pod, nodeName) => bindingWrites(found.read(state)?.get(nodeName), nodeName),
      isPreBound: (pod, node) => claimsAreBound(cluster, pod, node),
      events
    };
  }
};

const events: readonly EventRegistration[] = [
  { resource: 'storage.k8s.io/storageclasses', actions: ['Add', 'Update'], hint: (_pod, { object, old }) => old === undefined || !equal(object?.['allowedTopologies'], old['allowedTopologies']) },
  { resource: 'persistentvolumeclaims', actions: ['Add', 'Update'], hint: (pod, { object }) => object !== undefined && usesClaim(pod, object) },
  { resource: 'persistentvolumes', actions: ['Add', 'Update'] },
  { resource: 'nodes', actions: ['Add', 'UpdateNodeLabel'] },
  { resource: 'storage.k8s.io/csinodes', actions: ['Add', 'Update'], hint: (_pod, { old }) => old === undefined },
  { resource: 'storage.k8s.io/csistoragecapacities', actions: ['Add', 'Update'] },
  { resource: 'storage.k8s.io/csidrivers', actions: ['Update'] }
];

function usesClaim(pod: PodInfo, claim: KubeObject): boolean {
  return pod.namespace === claim.metadata?.namespace && claimsOf(pod.pod).some(use => use.name === claim.metadata?.name);
}

/** The pod's claims, or why no node can have it. */
function podClaims(cluster: Cluster, pod: Pod): PodClaims | PreFilterResult & { readonly status: NonNullable<PreFilterResult['status']> } {
  const uses = claimsOf(pod);
  if (uses.length === 0) return { status: skip };
  for (const use of uses) {
    const problem = claimProblem(cluster, pod, use);
    if (problem !== undefined) return { status: unresolvable(problem) };
  }
  const all = uses.flatMap(use => claimFor(cluster, pod, use.name) ?? []);
  const bound = all.filter(isFullyBound), unbound = all.filter(claim => !isFullyBound(claim));
  for (const claim of unbound) {
    const storageClass = classOf(cluster, claim);
    if (storageClass !== undefined && storageClass.volumeBindingMode === undefined) return { status: failed(`VolumeBindingMode not set for StorageClass "${classNameOf(claim)}"`) };
    if (storageClass?.volumeBindingMode !== 'WaitForFirstConsumer' || (claim.spec?.volumeName ?? '') !== '') {
      return { status: unresolvable('pod has unbound immediate PersistentVolumeClaims') };
    }
  }
  return { bound, delayed: unbound };
}

function claimProblem(cluster: Cluster, pod: Pod, use: { readonly name: string; readonly ephemeral: boolean }): string | undefined {
  const claim = claimFor(cluster, pod, use.name);
  if (claim === undefined) return use.ephemeral ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${use.name}"` : claimNotFound(use.name);
  if (claim.status?.phase === 'Lost') return `persistentvolumeclaim "${use.name}" bound to non-existent persistentvolume "${claim.spec?.volumeName ?? ''}"`;
  if (claim.metadata?.deletionTimestamp !== undefined) return `persistentvolumeclaim "${use.name}" is being deleted`;
  const namespace = pod.metadata?.namespace ?? '';
  return use.ephemeral && !isClaimForPod(pod, claim)
    ? `PVC ${namespace}/${use.name} was not created for pod ${namespace}/${pod.metadata?.name ?? ''} (pod is not owner)` : undefined;
}

/** Volumes are promised to their claims, claims to be provisioned are told the node; the volume controller does the rest. */
function bindingWrites(volumes: PodVolumes | undefined, nodeName: string): readonly BindingWrite[] {
  const promised = (volumes?.bindings ?? []).filter(({ claim, volume }) => volume.spec?.claimRef?.uid === undefined || volume.spec.claimRef.uid !== claim.metadata?.uid).map(({ claim, volume }) => {
    const { namespace, name, uid, resourceVersion } = claim.metadata ?? {};
    const claimRef = { kind: 'PersistentVolumeClaim', apiVersion: 'v1', ...definedOnly({ namespace, name, uid, resourceVersion }) };
    const annotations = { ...volume.metadata?.annotations, ...(volume.spec?.claimRef === undefined ? { [boundByControllerAnnotation]: 'yes' } : {}) };
    return { resource: 'persistentvolumes', object: { ...volume, metadata: { ...volume.metadata, annotations }, spec: { ...volume.spec, claimRef } } };
  });
  const told = (volumes?.provisions ?? []).map(claim => ({
    resource: 'persistentvolumeclaims',
    object: { ...claim, metadata: { ...claim.metadata, annotations: { ...claim.metadata?.annotations, [selectedNodeAnnotation]: nodeName } } }
  }));
  return [...promised, ...told];
}

function definedOnly(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => value === undefined ? [] : [[key, value]]));
}

function claimsAreBound(cluster: Cluster, pod: PodInfo, _node: NodeInfo): boolean {
  return claimsOf(pod.pod).every(use => {
    const claim = claimFor(cluster, pod.pod, use.name);
    return claim !== undefined && isFullyBound(claim);
  });
}

import type { PersistentVolumeClaim, Pod } from '../../../generated/types';
import type { Cluster } from '../cluster';
import type { PluginFactory } from '../framework';
import type { NodeInfo } from '../nodeInfo';
import { failed, skip, unresolvable, unschedulable, type Status } from '../status';
import { claimFor, claimNotFound, claimsOf, classOf, isClaimForPod } from '../volumeClaims';

const refusal = unschedulable('node(s) exceed max volume count');

/** No more volumes of a CSI driver than its CSINode allows (plugins/nodevolumelimits/csi.go, v1.36). In-tree volumes are not counted: their drivers are gone. */
export const nodeVolumeLimits: PluginFactory = {
  name: 'NodeVolumeLimits',
  create: (_args, { cluster }) => ({
    name: 'NodeVolumeLimits',
    preFilter: (_state, pod) => claimsOf(pod.pod).length === 0 ? { status: skip } : undefined,
    filter: (_state, pod, node) => judge(cluster, pod.pod, node),
    events: [
      { resource: 'storage.k8s.io/csinodes', actions: ['Add', 'Update'] },
      { resource: 'pods', actions: ['Delete'], hint: (_pod, { object }) => object !== undefined && claimsOf(object).length > 0 },
      { resource: 'persistentvolumeclaims', actions: ['Add'], hint: (pod, { object }) => object?.metadata?.namespace === pod.namespace && claimsOf(pod.pod).some(use => use.name === object.metadata?.name) },
      { resource: 'storage.k8s.io/volumeattachments', actions: ['Delete'], hint: pod => pod.claimNames.length > 0 }
    ]
  })
};

function judge(cluster: Cluster, pod: Pod, node: NodeInfo): Status | undefined {
  const wanted = new Map<string, string>();
  const problem = collect(cluster, pod, wanted, 'newPod');
  if (problem !== undefined) return problem;
  const limits = new Map<string, number>();
  for (const driver of cluster.listers.of('storage.k8s.io/csinodes').get(node.name)?.spec?.drivers ?? []) {
    if (driver.allocatable?.count !== undefined) limits.set(driver.name ?? '', driver.allocatable.count);
  }
  if (wanted.size === 0 || limits.size === 0) return undefined;
  const attached = new Map<string, string>();
  for (const other of node.pods) {
    const otherProblem = collect(cluster, other.pod, attached, 'existingPod');
    if (otherProblem !== undefined) return otherProblem;
  }
  for (const volume of attached.keys()) wanted.delete(volume);
  addAttachments(cluster, node.name, attached);
  const current = countByDriver(attached);
  for (const [driver, count] of countByDriver(wanted)) {
    const limit = limits.get(driver);
    if (limit !== undefined && (current.get(driver) ?? 0) + count > limit) return refusal;
  }
  return undefined;
}

/** Volumes of a pod by unique name, with their drivers. Claims of running pods that are gone are passed over. */
function collect(cluster: Cluster, pod: Pod, volumes: Map<string, string>, which: 'newPod' | 'existingPod'): Status | undefined {
  const namespace = pod.metadata?.namespace ?? '';
  for (const { name, ephemeral } of claimsOf(pod)) {
    if (name === '') return failed('PersistentVolumeClaim had no name');
    const claim = claimFor(cluster, pod, name);
    if (claim === undefined) {
      if (which === 'newPod') return unresolvable(`looking up PVC ${namespace}/${name}: ${claimNotFound(name)}`);
      continue;
    }
    if (ephemeral && !isClaimForPod(pod, claim)) return failed(`PVC ${namespace}/${name} was not created for pod ${namespace}/${pod.metadata?.name ?? ''} (pod is not owner)`);
    const { driver, handle } = driverOf(cluster, claim);
    if (driver !== '' && handle !== '') volumes.set(`${driver}/${handle}`, driver);
  }
  return undefined;
}

/** By the bound volume, else by the class's provisioner, which will make it. */
function driverOf(cluster: Cluster, claim: PersistentVolumeClaim): { readonly driver: string; readonly handle: string } {
  const volume = cluster.listers.of('persistentvolumes').get(claim.spec?.volumeName ?? '');
  if (volume !== undefined) return { driver: volume.spec?.csi?.driver ?? '', handle: volume.spec?.csi?.volumeHandle ?? '' };
  return { driver: classOf(cluster, claim)?.provisioner ?? '', handle: `unbound ${claim.metadata?.namespace ?? ''}/${claim.metadata?.name ?? ''}` };
}

function addAttachments(cluster: Cluster, nodeName: string, attached: Map<string, string>): void {
  for (const { spec } of cluster.listers.of('storage.k8s.io/volumeattachments').values()) {
    if (spec?.nodeName !== nodeName || spec.attacher === undefined) continue;
    const handle = cluster.listers.of('persistentvolumes').get(spec.source?.persistentVolumeName ?? '')?.spec?.csi?.volumeHandle;
    if (handle !== undefined) attached.set(`${spec.attacher}/${handle}`, spec.attacher);
  }
}

function countByDriver(volumes: ReadonlyMap<string, string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const driver of volumes.values()) counts.set(driver, (counts.get(driver) ?? 0) + 1);
  return counts;
}

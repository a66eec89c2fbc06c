import type { Volume } from '../../../generated/types';
import type { Cluster } from '../cluster';
import { StateSlot } from '../cycleState';
import type { PluginFactory } from '../framework';
import { podInfoOf, type PodInfo } from '../podInfo';
import { skip, unresolvable, unschedulable } from '../status';
import { claimFor, claimNotFound } from '../volumeClaims';

const diskConflict = unschedulable('node(s) had no available disk');
const oncePodConflict = unschedulable('node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod');

/** Claims for one pod only that others use, counted over the whole cluster. */
interface OncePodState { readonly claims: ReadonlySet<string>; readonly conflicts: number }

/** Disks that cannot be shared, and claims for one pod only (plugins/volumerestrictions/volume_restrictions.go, v1.36). */
export const volumeRestrictions: PluginFactory = {
  name: 'VolumeRestrictions',
  create(_args, { cluster }) {
    const slot = new StateSlot<OncePodState>();
    const change = (state: Parameters<typeof slot.read>[0], other: PodInfo, sign: 1 | -1): void => {
      const known = slot.read(state);
      if (known === undefined) return;
      const uses = other.claimNames.filter(name => known.claims.has(name)).length;
      slot.write(state, { ...known, conflicts: known.conflicts + sign * uses });
    };
    return {
      name: 'VolumeRestrictions',
      preFilter(state, pod) {
        const claims = oncePodClaims(cluster, pod);
        if ('missing' in claims) return { status: unresolvable(claimNotFound(claims.missing)) };
        const conflicts = [...claims.names].filter(name => cluster.isClaimInUse(`${pod.namespace}/${name}`)).length;
        if (conflicts === 0 && !(pod.pod.spec?.volumes ?? []).some(isExclusive)) return { status: skip };
        slot.write(state, { claims: claims.names, conflicts });
        return undefined;
      },
      addPod: (state, _pod, added) => change(state, added, 1),
      removePod: (state, _pod, removed) => change(state, removed, -1),
      filter(state, pod, node) {
        if (node.pods.some(other => conflicts(pod, other))) return diskConflict;
        return (slot.read(state)?.conflicts ?? 0) > 0 ? oncePodConflict : undefined;
      },
      events: [
        { resource: 'pods', actions: ['Delete'], hint: (pod, { object }) => object !== undefined && freesVolumes(pod, podInfoOf(object)) },
        { resource: 'nodes', actions: ['Add'] },
        { resource: 'persistentvolumeclaims', actions: ['Add'], hint: (pod, { object }) => object?.metadata?.namespace === pod.namespace && pod.claimNames.includes(object.metadata.name ?? '') }
      ]
    };
  }
};

function oncePodClaims(cluster: Cluster, pod: PodInfo): { readonly names: ReadonlySet<string> } | { readonly missing: string } {
  const names = new Set<string>();
  for (const name of pod.claimNames) {
    const claim = claimFor(cluster, pod.pod, name);
    if (claim === undefined) return { missing: name };
    if (claim.spec?.accessModes?.includes('ReadWriteOncePod') === true) names.add(name);
  }
  return { names };
}

function freesVolumes(pod: PodInfo, gone: PodInfo): boolean {
  return gone.namespace === pod.namespace && (conflicts(pod, gone) || gone.claimNames.some(name => pod.claimNames.includes(name)));
}

function conflicts(pod: PodInfo, other: PodInfo): boolean {
  const mine = pod.pod.spec?.volumes ?? [];
  return mine.some(volume => isExclusive(volume) && (other.pod.spec?.volumes ?? []).some(existing => exclude(volume, existing)));
}

function isExclusive(volume: Volume): boolean {
  return volume.gcePersistentDisk !== undefined || volume.awsElasticBlockStore !== undefined || volume.rbd !== undefined || volume.iscsi !== undefined;
}

/** GCE disks, iSCSI and RBD may be shared when both only read; EBS never. */
function exclude(a: Volume, b: Volume): boolean {
  const bothRead = (one: { readonly readOnly?: boolean }, other: { readonly readOnly?: boolean }): boolean => one.readOnly === true && other.readOnly === true;
  if (a.gcePersistentDisk && b.gcePersistentDisk && a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName && !bothRead(a.gcePersistentDisk, b.gcePersistentDisk)) return true;
  if (a.awsElasticBlockStore && b.awsElasticBlockStore && a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore.volumeID) return true;
  if (a.iscsi && b.iscsi && a.iscsi.iqn === b.iscsi.iqn && !bothRead(a.iscsi, b.iscsi)) return true;
  if (!a.rbd || !b.rbd) return false;
  const { monitors = [], pool = 'rbd', image } = a.rbd, other = b.rbd;
  return monitors.some(monitor => other.monitors?.includes(monitor)) && pool === (other.pool ?? 'rbd') && image === other.image && !bothRead(a.rbd, other);
}

import type { PersistentVolume } from '../../../generated/types';
import { equal } from '../../core/json';
import type { Cluster } from '../cluster';
import { StateSlot } from '../cycleState';
import type { PluginFactory } from '../framework';
import type { PodInfo } from '../podInfo';
import { labelValue } from '../../api/selectors';
import { skip, unresolvable, type Status } from '../status';
import { claimFor, claimNotFound, classNameOf, classOf } from '../volumeClaims';

const refusal = unresolvable('node(s) had no available volume zone');
const topologyLabels = ['failure-domain.beta.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];

interface VolumeTopology { readonly key: string; readonly values: ReadonlySet<string> }

/** The zone and region labels of bound volumes must be the node's (plugins/volumezone/volume_zone.go, v1.36). */
export const volumeZone: PluginFactory = {
  name: 'VolumeZone',
  create(_args, { cluster }) {
    const topologies = new StateSlot<readonly VolumeTopology[]>();
    return {
      name: 'VolumeZone',
      preFilter(state, pod) {
        const found = volumeTopologies(cluster, pod);
        if ('code' in found) return { status: found };
        if (found.length === 0) return { status: skip };
        topologies.write(state, found);
        return undefined;
      },
      filter(state, _pod, node) {
        if (!topologyLabels.some(label => labelValue(node.labels, label) !== undefined)) return undefined;
        const fits = (topologies.read(state) ?? []).every(({ key, values }) => {
          const value = labelValue(node.labels, key) ?? labelValue(node.labels, stableLabel(key));
          return value !== undefined && values.has(value);
        });
        return fits ? undefined : refusal;
      },
      events: [
        { resource: 'storage.k8s.io/storageclasses', actions: ['Add'], hint: (_pod, { object }) => object?.['volumeBindingMode'] === 'WaitForFirstConsumer' },
        { resource: 'nodes', actions: ['Add', 'UpdateNodeLabel'] },
        { resource: 'persistentvolumeclaims', actions: ['Add', 'Update'], hint: (pod, { object }) => object?.metadata?.namespace === pod.namespace && pod.claimNames.includes(object.metadata.name ?? '') },
        { resource: 'persistentvolumes', actions: ['Add', 'Update'], hint: (_pod, { object, old }) => old === undefined || !equal(object?.metadata?.labels, old.metadata?.labels) }
      ]
    };
  }
};

function stableLabel(key: string): string {
  return key.replace('failure-domain.beta.kubernetes.io/', 'topology.kubernetes.io/');
}

function volumeTopologies(cluster: Cluster, pod: PodInfo): readonly VolumeTopology[] | Status {
  const found: VolumeTopology[] = [];
  for (const name of pod.claimNames) {
    if (name === '') return unresolvable('PersistentVolumeClaim had no name');
    const claim = claimFor(cluster, pod.pod, name);
    if (claim === undefined) return unresolvable(claimNotFound(name));
    const volumeName = claim.spec?.volumeName ?? '';
    if (volumeName === '') {
      const className = classNameOf(claim), storageClass = classOf(cluster, claim);
      if (className === '') return unresolvable('PersistentVolumeClaim had no pv name and storageClass name');
      if (storageClass === undefined) return unresolvable(`storageclass.storage.k8s.io "${className}" not found`);
      if (storageClass.volumeBindingMode === undefined) return unresolvable(`VolumeBindingMode not set for StorageClass "${className}"`);
      if (storageClass.volumeBindingMode === 'WaitForFirstConsumer') continue;
      return unresolvable('PersistentVolume had no name');
    }
    const volume = cluster.listers.of('persistentvolumes').get(volumeName);
    if (volume === undefined) return unresolvable(`persistentvolume "${volumeName}" not found`);
    found.push(...topologiesOf(volume));
  }
  return found;
}

/** A label may name several zones, joined by two underscores; one with an empty name is passed over. */
function topologiesOf(volume: PersistentVolume): VolumeTopology[] {
  return topologyLabels.flatMap(key => {
    const values = labelValue(volume.metadata?.labels, key)?.split('__').map(value => value.trim());
    return values === undefined || values.includes('') ? [] : [{ key, values: new Set(values) }];
  });
}

import type { Volume } from '../../../../generated/types';
import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { plural, quoteAll, sortedSet } from '../check';

const allowed = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'] as const;

/** In the order in which upstream looks for them. */
const restricted = [
  'hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker',
  'fc', 'azureFile', 'vsphereVolume', 'quobyte', 'azureDisk', 'photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos'
] as const;

/** Restricted: only volumes that hold configuration, scratch space or claims (check_restrictedVolumes.go, v1.36). */
export const restrictedVolumes: PodSecurityCheck = {
  id: 'restrictedVolumes', level: 'restricted', versions: [{ sinceMinor: 0, overrides: ['hostPathVolumes'], check }]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const bad = (spec.volumes ?? []).filter(volume => !allowed.some(type => volume[type] !== undefined));
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(typeOf)), names = quoteAll(bad.map(volume => volume.name ?? ''));
  const what = plural(types.length, 'restricted volume type', 'restricted volume types');
  return {
    reason: 'restricted volume types',
    detail: `${plural(bad.length, 'volume', 'volumes')} ${names} ${plural(bad.length, 'uses', 'use')} ${what} ${quoteAll(types)}`
  };
}

function typeOf(volume: Volume): string {
  return restricted.find(type => volume[type] !== undefined) ?? 'unknown';
}

import type { PersistentVolume, PersistentVolumeSpec } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { nodeSelectorTermWarnings } from '../pod/warnings/nodeLabelWarnings';

const specPath = FieldPath.of('spec');
const annotationWarnings: readonly (readonly [string, string])[] = [
  ['volume.beta.kubernetes.io/storage-class', 'deprecated since v1.8; use "storageClassName" attribute instead'],
  ['volume.beta.kubernetes.io/mount-options', 'deprecated since v1.31; use "mountOptions" attribute instead']
];
/** Sources that no longer work, under the name that the server gives them. */
const sourceWarnings: readonly (readonly [keyof PersistentVolumeSpec, string, string])[] = [
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+']
];

/** What the server warns of when a persistent volume is written (pkg/api/persistentvolume/util.go, v1.36). */
export function persistentVolumeWarnings({ metadata, spec = {} }: PersistentVolume): string[] {
  const terms = specPath.child('nodeAffinity', 'required', 'nodeSelectorTerms');
  return [
    ...annotationWarnings.flatMap(([key, message]) => metadata?.annotations?.[key] === undefined ? [] : [`${FieldPath.of('metadata', 'annotations').key(key).toString()}: ${message}`]),
    ...(spec.persistentVolumeReclaimPolicy === 'Recycle' ? ['spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.'] : []),
    ...(spec.nodeAffinity?.required?.nodeSelectorTerms ?? []).flatMap((term, i) => nodeSelectorTermWarnings(term, terms.index(i), 'unchecked')),
    ...sourceWarnings.flatMap(([field, name, message]) => spec[field] === undefined ? [] : [`${specPath.child(name).toString()}: ${message}`])
  ];
}

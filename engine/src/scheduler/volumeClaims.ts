import type { PersistentVolume, PersistentVolumeClaim, Pod, StorageClass, Volume } from '../../generated/types';
import { controllerOf } from '../api/object';
import type { Cluster } from './cluster';
import { labelValue } from '../api/selectors';

export const bindCompletedAnnotation = 'pv.kubernetes.io/bind-completed';
export const boundByControllerAnnotation = 'pv.kubernetes.io/bound-by-controller';
export const selectedNodeAnnotation = 'volume.kubernetes.io/selected-node';
const betaClassAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** A volume of a pod that is a claim: its name, and whether the claim is made for this pod alone. */
export interface ClaimUse { readonly name: string; readonly ephemeral: boolean }

/** The claims behind a pod's volumes, in order. */
export function claimsOf(pod: Pod): ClaimUse[] {
  return (pod.spec?.volumes ?? []).flatMap(volume => claimUse(pod, volume) ?? []);
}

function claimUse(pod: Pod, volume: Volume): ClaimUse | undefined {
  if (volume.persistentVolumeClaim !== undefined) return { name: volume.persistentVolumeClaim.claimName ?? '', ephemeral: false };
  return volume.ephemeral === undefined ? undefined : { name: `${pod.metadata?.name ?? ''}-${volume.name ?? ''}`, ephemeral: true };
}

/** The claim of that name in the pod's namespace. */
export function claimFor(cluster: Cluster, pod: Pod, name: string): PersistentVolumeClaim | undefined {
  return cluster.listers.of('persistentvolumeclaims').get(`${pod.metadata?.namespace ?? ''}/${name}`);
}

/** The words of a lister that has no such claim. */
export function claimNotFound(name: string): string {
  return `persistentvolumeclaim "${name}" not found`;
}

/** Whether an ephemeral volume's claim was made for this pod (component-helpers/storage/ephemeral, v1.36). */
export function isClaimForPod(pod: Pod, claim: PersistentVolumeClaim): boolean {
  const owner = controllerOf(claim);
  return owner?.uid === pod.metadata?.uid && owner !== undefined;
}

/** The claim's storage class, by the old annotation first; empty where none is named. */
export function classNameOf(object: PersistentVolumeClaim | PersistentVolume): string {
  return labelValue(object.metadata?.annotations, betaClassAnnotation) ?? object.spec?.storageClassName ?? '';
}

export function classOf(cluster: Cluster, claim: PersistentVolumeClaim): StorageClass | undefined {
  return cluster.listers.of('storage.k8s.io/storageclasses').get(classNameOf(claim));
}

/** Bound in both directions, by the controller's own word. */
export function isFullyBound(claim: PersistentVolumeClaim): boolean {
  return (claim.spec?.volumeName ?? '') !== '' && labelValue(claim.metadata?.annotations, bindCompletedAnnotation) !== undefined;
}

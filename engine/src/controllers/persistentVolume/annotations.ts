import { own } from '../../core/json';
import type { KubeObject } from '../../api/object';

/** What the binder and the scheduler tell each other on claims and volumes (component-helpers/storage/volume/helpers.go, v1.36). */
export const bindCompleted = 'pv.kubernetes.io/bind-completed';
export const boundByController = 'pv.kubernetes.io/bound-by-controller';
export const dynamicallyProvisioned = 'pv.kubernetes.io/provisioned-by';
export const selectedNode = 'volume.kubernetes.io/selected-node';
export const storageProvisioner = 'volume.kubernetes.io/storage-provisioner';
export const betaStorageProvisioner = 'volume.beta.kubernetes.io/storage-provisioner';

export function annotationOf(object: KubeObject, name: string): string | undefined {
  const found = own(object.metadata?.annotations ?? {}, name);
  return typeof found === 'string' ? found : undefined;
}

/** The object with these annotations as well. */
export function annotated<T extends KubeObject>(object: T, added: Readonly<Record<string, string>>): T {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, ...added } } };
}

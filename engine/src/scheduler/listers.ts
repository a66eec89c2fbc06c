import { compareText } from '../core/order';
import type { CSIDriver, CSINode, CSIStorageCapacity, DeviceClass, PersistentVolume, PersistentVolumeClaim, PodDisruptionBudget, ReplicaSet, ReplicationController, ResourceClaim, ResourceSlice, Service, StatefulSet, StorageClass, VolumeAttachment } from '../../generated/types';
import type { KubeObject } from '../api/object';
import { keyOf } from './objects';

/** The kinds beside nodes and pods that plugins look up, by resource. */
export interface ListedKinds {
  readonly namespaces: KubeObject;
  readonly services: Service;
  readonly replicationcontrollers: ReplicationController;
  readonly 'apps/replicasets': ReplicaSet;
  readonly 'apps/statefulsets': StatefulSet;
  readonly persistentvolumeclaims: PersistentVolumeClaim;
  readonly persistentvolumes: PersistentVolume;
  readonly 'storage.k8s.io/storageclasses': StorageClass;
  readonly 'storage.k8s.io/csinodes': CSINode;
  readonly 'storage.k8s.io/csidrivers': CSIDriver;
  readonly 'storage.k8s.io/csistoragecapacities': CSIStorageCapacity;
  readonly 'storage.k8s.io/volumeattachments': VolumeAttachment;
  readonly 'policy/poddisruptionbudgets': PodDisruptionBudget;
  readonly 'resource.k8s.io/resourceclaims': ResourceClaim;
  readonly 'resource.k8s.io/resourceslices': ResourceSlice;
  readonly 'resource.k8s.io/deviceclasses': DeviceClass;
}

/** Every resource that a `Lister` exists for. */
export const listedResources: readonly (keyof ListedKinds)[] = [
  'namespaces', 'services', 'replicationcontrollers', 'apps/replicasets', 'apps/statefulsets', 'persistentvolumeclaims', 'persistentvolumes',
  'storage.k8s.io/storageclasses', 'storage.k8s.io/csinodes', 'storage.k8s.io/csidrivers', 'storage.k8s.io/csistoragecapacities',
  'storage.k8s.io/volumeattachments', 'policy/poddisruptionbudgets', 'resource.k8s.io/resourceclaims', 'resource.k8s.io/resourceslices',
  'resource.k8s.io/deviceclasses'
];

/** Objects of one resource by `namespace/name`. */
export interface Lister<T> {
  get(key: string): T | undefined;
  /** Sorted by key: nothing may depend on who came first. */
  values(): Iterable<T>;
}

class SortedObjects implements Lister<KubeObject> {
  private readonly objects = new Map<string, KubeObject>();
  private sorted: readonly KubeObject[] | undefined;

  get(key: string): KubeObject | undefined {
    return this.objects.get(key);
  }

  values(): readonly KubeObject[] {
    return this.sorted ??= [...this.objects].sort(([a], [b]) => compareText(a, b)).map(([, object]) => object);
  }

  set(object: KubeObject): void {
    this.objects.set(keyOf(object), object);
    this.sorted = undefined;
  }

  delete(object: KubeObject): void {
    this.objects.delete(keyOf(object));
    this.sorted = undefined;
  }
}

/** The objects that plugins look up. */
export class Listers {
  private readonly byResource = new Map<string, SortedObjects>(listedResources.map(resource => [resource, new SortedObjects()]));
  /** Moves with every change: for what is derived from these objects. */
  version = 0;

  /** The one place where a stored object gets its kind: decoding has made it one of that resource. */
  of<R extends keyof ListedKinds>(resource: R): Lister<ListedKinds[R]> {
    return this.byResource.get(resource) ?? new SortedObjects();
  }

  set(resource: string, object: KubeObject): void {
    this.byResource.get(resource)?.set(object);
    this.version++;
  }

  delete(resource: string, object: KubeObject): void {
    this.byResource.get(resource)?.delete(object);
    this.version++;
  }
}

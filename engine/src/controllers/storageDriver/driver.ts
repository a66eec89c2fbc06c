/**
 * The storage of the simulated clusters: one driver, whose sidecars make, delete and grow disks. A disk belongs to the zone of the
 * node that it was made for. The real sidecars are outside Kubernetes; what they write and say is theirs
 * (kubernetes-csi external-provisioner v5 and external-resizer v1).
 */
export const driverName = 'disk.csi.clusterville.dev';

/** How long the driver takes for anything. */
export const driverDelayMs = 2000;

/** The class of claims that name none. */
export const standardStorageClass = {
  apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: driverName, reclaimPolicy: 'Delete', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true
} as const;

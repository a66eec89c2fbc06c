/** How the Go structs of `io.k8s.api.storage.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const storageV1: Readonly<Record<string, string>> = {
  CSIDriver: 'metadata& spec!&',
  CSIDriverSpec: 'attachRequired* podInfoOnMount* volumeLifecycleModes:VolumeLifecycleMode storageCapacity* fsGroupPolicy*=FSGroupPolicy requiresRepublish* seLinuxMount* nodeAllocatableUpdatePeriodSeconds* serviceAccountTokenInSecrets* preventPodSchedulingIfMissing*',
  CSINode: 'metadata& spec!&',
  CSINodeDriver: 'name! nodeID! topologyKeys!',
  CSINodeSpec: 'drivers!',
  CSIStorageCapacity: 'metadata& storageClassName!',
  StorageClass: 'metadata& provisioner! reclaimPolicy*=v1.PersistentVolumeReclaimPolicy allowVolumeExpansion* volumeBindingMode*=VolumeBindingMode',
  TokenRequest: 'audience! expirationSeconds*',
  VolumeAttachment: 'metadata& spec!& status&',
  VolumeAttachmentSource: 'persistentVolumeName*',
  VolumeAttachmentSpec: 'attacher! source!& nodeName!',
  VolumeAttachmentStatus: 'attached!',
  VolumeAttributesClass: 'metadata& driverName!',
  VolumeError: 'time& errorCode*',
  VolumeNodeResources: 'count*'
};

/** The internal types of persistent volumes and what belongs to them, in the notation of coreTypes.ts (pkg/apis/core/types.go and pkg/apis/storage/types.go, v1.36; facts only). */
export const storageTypes: Readonly<Record<string, string>> = {
  AzureFilePersistentVolumeSource: 'SecretName ShareName ReadOnly! SecretNamespace*',
  CSIPersistentVolumeSource: `Driver VolumeHandle ReadOnly! FSType VolumeAttributes{} ControllerPublishSecretRef*SecretReference NodeStageSecretRef*SecretReference
    NodePublishSecretRef*SecretReference ControllerExpandSecretRef*SecretReference NodeExpandSecretRef*SecretReference`,
  CSINodeDriver: 'Name NodeID TopologyKeys* Allocatable*VolumeNodeResources',
  CephFSPersistentVolumeSource: 'Monitors* Path User SecretFile SecretRef*SecretReference ReadOnly!',
  CinderPersistentVolumeSource: 'VolumeID FSType ReadOnly! SecretRef*SecretReference',
  FlexPersistentVolumeSource: 'Driver FSType SecretRef*SecretReference ReadOnly! Options{}',
  GlusterfsPersistentVolumeSource: 'EndpointsName=endpoints Path ReadOnly! EndpointsNamespace*',
  ISCSIPersistentVolumeSource: `TargetPortal IQN Lun# ISCSIInterface FSType ReadOnly! Portals* DiscoveryCHAPAuth=chapAuthDiscovery! SessionCHAPAuth=chapAuthSession!
    SecretRef*SecretReference InitiatorName*`,
  LocalVolumeSource: 'Path FSType*',
  ObjectReference: 'Kind Namespace Name UID APIVersion ResourceVersion FieldPath',
  PersistentVolumeSource: `GCEPersistentDisk*GCEPersistentDiskVolumeSource AWSElasticBlockStore*AWSElasticBlockStoreVolumeSource HostPath*HostPathVolumeSource
    Glusterfs*GlusterfsPersistentVolumeSource NFS*NFSVolumeSource RBD*RBDPersistentVolumeSource Quobyte*QuobyteVolumeSource ISCSI*ISCSIPersistentVolumeSource
    FlexVolume*FlexPersistentVolumeSource Cinder*CinderPersistentVolumeSource CephFS=cephfs*CephFSPersistentVolumeSource FC*FCVolumeSource Flocker*FlockerVolumeSource
    AzureFile*AzureFilePersistentVolumeSource VsphereVolume*VsphereVirtualDiskVolumeSource AzureDisk*AzureDiskVolumeSource
    PhotonPersistentDisk*PhotonPersistentDiskVolumeSource PortworxVolume*PortworxVolumeSource ScaleIO*ScaleIOPersistentVolumeSource Local*LocalVolumeSource
    StorageOS=storageos*StorageOSPersistentVolumeSource CSI*CSIPersistentVolumeSource`,
  PersistentVolumeSpec: `Capacity{} @PersistentVolumeSource AccessModes* ClaimRef*ObjectReference PersistentVolumeReclaimPolicy StorageClassName MountOptions* VolumeMode*
    NodeAffinity*VolumeNodeAffinity VolumeAttributesClassName*`,
  RBDPersistentVolumeSource: 'CephMonitors=monitors* RBDImage=image FSType RBDPool=pool RadosUser=user Keyring SecretRef*SecretReference ReadOnly!',
  ScaleIOPersistentVolumeSource: 'Gateway System SecretRef*SecretReference SSLEnabled! ProtectionDomain StoragePool StorageMode VolumeName FSType ReadOnly!',
  SecretReference: 'Name Namespace',
  StorageOSPersistentVolumeSource: 'VolumeName VolumeNamespace FSType ReadOnly! SecretRef*ObjectReference',
  VolumeAttachmentSource: 'PersistentVolumeName* InlineVolumeSpec*PersistentVolumeSpec',
  VolumeAttachmentSpec: 'Attacher Source:VolumeAttachmentSource NodeName',
  VolumeNodeAffinity: 'Required*NodeSelector',
  VolumeNodeResources: 'Count*'
};

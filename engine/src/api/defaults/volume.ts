import type { AzureDiskVolumeSource, DownwardAPIVolumeFile, ISCSIVolumeSource, ProjectedVolumeSource, RBDVolumeSource, ScaleIOVolumeSource, Volume } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { pullPolicyOf } from './container';

const fileMode = 0o644;
const hourSeconds = 3600;

/** `SetDefaults_Volume` and what hangs below it (pkg/apis/core/v1/defaults.go and zz_generated.defaults.go, v1.36): a volume without source is an emptyDir. */
export function setVolumeDefaults(volume: Mutable<Volume>): void {
  if (Object.keys(volume).every(key => key === 'name')) volume.emptyDir = {};
  if (volume.image !== undefined) volume.image.pullPolicy ??= pullPolicyOf(volume.image.reference);
  if (volume.hostPath !== undefined) volume.hostPath.type ??= '';
  for (const source of [volume.secret, volume.configMap, volume.downwardAPI, volume.projected]) if (source !== undefined) source.defaultMode ??= fileMode;
  setFileDefaults(volume.downwardAPI?.items);
  if (volume.projected !== undefined) setProjectionDefaults(volume.projected);
  if (volume.ephemeral?.volumeClaimTemplate !== undefined) (volume.ephemeral.volumeClaimTemplate.spec ??= {}).volumeMode ??= 'Filesystem';
  if (volume.iscsi !== undefined) setIscsiDefaults(volume.iscsi);
  if (volume.rbd !== undefined) setRbdDefaults(volume.rbd);
  if (volume.azureDisk !== undefined) setAzureDiskDefaults(volume.azureDisk);
  if (volume.scaleIO !== undefined) setScaleIoDefaults(volume.scaleIO);
}

function setProjectionDefaults(projected: Mutable<ProjectedVolumeSource>): void {
  for (const source of projected.sources ?? []) {
    setFileDefaults(source.downwardAPI?.items);
    if (source.serviceAccountToken !== undefined) source.serviceAccountToken.expirationSeconds ??= hourSeconds;
  }
}

function setFileDefaults(files: Mutable<DownwardAPIVolumeFile>[] | undefined): void {
  for (const { fieldRef } of files ?? []) if (fieldRef !== undefined) fieldRef.apiVersion ??= 'v1';
}

function setIscsiDefaults(iscsi: Mutable<ISCSIVolumeSource>): void {
  iscsi.iscsiInterface ??= 'default';
}

function setRbdDefaults(rbd: Mutable<RBDVolumeSource>): void {
  rbd.pool ??= 'rbd';
  rbd.user ??= 'admin';
  rbd.keyring ??= '/etc/ceph/keyring';
}

function setAzureDiskDefaults(disk: Mutable<AzureDiskVolumeSource>): void {
  disk.cachingMode ??= 'ReadWrite';
  disk.fsType ??= 'ext4';
  disk.readOnly ??= false;
  disk.kind ??= 'Shared';
}

function setScaleIoDefaults(scaleIo: Mutable<ScaleIOVolumeSource>): void {
  scaleIo.storageMode ??= 'ThinProvisioned';
  scaleIo.fsType ??= 'xfs';
}

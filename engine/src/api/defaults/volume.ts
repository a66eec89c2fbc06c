import type { DownwardAPIVolumeFile, ProjectedVolumeSource, Volume } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { pullPolicyOf } from './container';

const fileMode = 0o644;
const hourSeconds = 3600;

/** `SetDefaults_Volume` and what hangs below it (pkg/apis/core/v1/defaults.go and zz_generated.defaults.go, v1.36): a volume without source is an emptyDir. */
export function setVolumeDefaults(volume: Mutable<Volume>): void {
  if (Object.keys(volume).every(key => key === 'name')) volume.emptyDir = {};
  if (volume.image !== undefined) volume.image.pullPolicy ??= pullPolicyOf(volume.image.reference);
  for (const source of [volume.secret, volume.configMap, volume.downwardAPI, volume.projected]) if (source !== undefined) source.defaultMode ??= fileMode;
  setFileDefaults(volume.downwardAPI?.items);
  if (volume.projected !== undefined) setProjectionDefaults(volume.projected);
  if (volume.ephemeral?.volumeClaimTemplate !== undefined) (volume.ephemeral.volumeClaimTemplate.spec ??= {}).volumeMode ??= 'Filesystem';
  setSourceDefaults(volume);
}

/** The sources with defaults that a pod's volume and a persistent volume share. */
interface SharedSources {
  hostPath?: { type?: string };
  iscsi?: { iscsiInterface?: string };
  rbd?: { pool?: string; user?: string; keyring?: string };
  azureDisk?: { cachingMode?: string; fsType?: string; readOnly?: boolean; kind?: string };
  scaleIO?: { storageMode?: string; fsType?: string };
}

/** The defaults of those sources. */
export function setSourceDefaults({ hostPath, iscsi, rbd, azureDisk, scaleIO }: SharedSources): void {
  if (hostPath !== undefined) hostPath.type ??= '';
  if (iscsi !== undefined) iscsi.iscsiInterface ??= 'default';
  if (rbd !== undefined) {
    rbd.pool ??= 'rbd';
    rbd.user ??= 'admin';
    rbd.keyring ??= '/etc/ceph/keyring';
  }
  if (azureDisk !== undefined) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
    azureDisk.kind ??= 'Shared';
  }
  if (scaleIO !== undefined) {
    scaleIO.storageMode ??= 'ThinProvisioned';
    scaleIO.fsType ??= 'xfs';
  }
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

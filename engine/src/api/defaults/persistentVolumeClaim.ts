import type { PersistentVolumeClaim } from '../../../generated/types';
import type { Mutable } from '../../core/json';

/** `SetDefaults_PersistentVolumeClaim` (pkg/apis/core/v1/defaults.go, v1.36). */
export function setPersistentVolumeClaimDefaults(claim: Mutable<PersistentVolumeClaim>): void {
  (claim.status ??= {}).phase ??= 'Pending';
  (claim.spec ??= {}).volumeMode ??= 'Filesystem';
}

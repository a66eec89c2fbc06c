import type { PersistentVolumeClaimSpec } from '../../../generated/types';
import type { Mutable } from '../../core/json';

/** What a claim is filled from (pkg/api/persistentvolumeclaim/util.go, v1.36): two fields that say the same, the newer one allows more. */

/**
 * Drops, unless the claim had a source before: a source in another namespace (CrossNamespaceVolumeDataSource is off), and an old-style source
 * that is neither a claim nor a snapshot.
 */
export function dropForeignDataSources(spec: Mutable<PersistentVolumeClaimSpec>, old: PersistentVolumeClaimSpec | undefined): void {
  if ((spec.dataSourceRef?.namespace ?? '') !== '' && old?.dataSourceRef === undefined) delete spec.dataSourceRef;
  if (old?.dataSource !== undefined || old?.dataSourceRef !== undefined || spec.dataSourceRef !== undefined) return;
  const { apiGroup = '', kind } = spec.dataSource ?? {};
  const known = (kind === 'PersistentVolumeClaim' && apiGroup === '') || (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');
  if (!known) delete spec.dataSource;
}

/** Gives both fields what one of them says; a source with a namespace stays in the newer one alone. */
export function normalizeDataSources(spec: Mutable<PersistentVolumeClaimSpec>): void {
  if (spec.dataSource !== undefined && spec.dataSourceRef === undefined) {
    spec.dataSourceRef = { ...spec.dataSource };
  } else if (spec.dataSourceRef !== undefined && spec.dataSource === undefined && (spec.dataSourceRef.namespace ?? '') === '') {
    const { namespace: _, ...reference } = spec.dataSourceRef;
    spec.dataSource = reference;
  }
}

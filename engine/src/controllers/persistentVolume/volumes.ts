import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../../generated/types';
import { isObject } from '../../core/json';
import type { Context } from '../../sim/context';
import { isPodFinished } from '../podState';
import { annotationOf, dynamicallyProvisioned } from './annotations';
import { isSameMode } from './matching';
import { claimsResource, Refused, setVolumePhase, source, unbind } from './writes';

/** What a volume's sync came to: refused, or the claim that must be looked at as well. */
export type VolumeOutcome = Refused | { readonly claim: string } | undefined;

/** One round of a volume: free, promised, bound, released or reclaimed (syncVolume, pv_controller.go, v1.36). */
export function syncVolume(ctx: Context, volume: PersistentVolume): VolumeOutcome {
  const reference = volume.spec?.claimRef;
  if (reference === undefined || (reference.uid ?? '') === '') return refusalOf(setVolumePhase(ctx, volume, 'Available'));
  const found = ctx.api.get<PersistentVolumeClaim>(claimsResource, reference.namespace ?? '', reference.name ?? '');
  const claim = found?.metadata?.uid === reference.uid ? found : undefined;
  const name = volume.metadata?.name ?? '';
  if (claim === undefined) return release(ctx, volume);
  if ((claim.spec?.volumeName ?? '') === '') return unfinished(ctx, volume, claim);
  if (claim.spec?.volumeName === name) return refusalOf(setVolumePhase(ctx, volume, 'Bound'));
  const reclaimable = annotationOf(volume, dynamicallyProvisioned) !== undefined && volume.spec?.persistentVolumeReclaimPolicy === 'Delete';
  return reclaimable ? release(ctx, volume) : unbind(ctx, volume);
}

function unfinished(ctx: Context, volume: PersistentVolume, claim: PersistentVolumeClaim): VolumeOutcome {
  const { namespace = '', name = '' } = claim.metadata ?? {};
  if (isSameMode(volume, claim)) return { claim: `${namespace}/${name}` };
  ctx.recordEvent(volume, { type: 'Warning', reason: 'VolumeMismatch', message: `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${name}" due to incompatible volumeMode.`, source });
  ctx.recordEvent(claim, { type: 'Warning', reason: 'VolumeMismatch', message: `Cannot bind PersistentVolume "${volume.metadata?.name ?? ''}" to requested PersistentVolumeClaim due to incompatible volumeMode.`, source });
  return undefined;
}

/** The claim is gone: released, and then whatever the reclaim policy says. */
function release(ctx: Context, volume: PersistentVolume): VolumeOutcome {
  const phase = volume.status?.phase;
  const released = phase === 'Released' || phase === 'Failed' ? volume : setVolumePhase(ctx, volume, 'Released');
  if (released instanceof Refused) return released;
  switch (volume.spec?.persistentVolumeReclaimPolicy) {
    case 'Delete': return erase(ctx, released);
    case 'Recycle': return recycle(ctx, released);
    default: return undefined;
  }
}

/** Volumes of drivers are erased by them; those of Kubernetes' own kinds cannot be (deleteVolumeOperation). */
function erase(ctx: Context, volume: PersistentVolume): VolumeOutcome {
  const provisionedBy = annotationOf(volume, dynamicallyProvisioned) ?? '';
  if (provisionedBy !== '' && !provisionedBy.startsWith('kubernetes.io/')) return undefined;
  if (annotationOf(volume, 'pv.kubernetes.io/migrated-to') !== undefined || volume.spec?.csi !== undefined) return undefined;
  if (isTemporaryPath(volume)) {
    const { name = '' } = volume.metadata ?? {};
    const result = ctx.api.delete('persistentvolumes', '', name);
    return result.ok || result.error.code === 404 ? undefined : new Refused(result.error.message);
  }
  const problem = volume.spec?.hostPath === undefined ? `error getting deleter volume plugin for volume "${volume.metadata?.name ?? ''}": no deletable volume plugin matched`
    : `host_path deleter only supports /tmp/.+ but received provided ${volume.spec.hostPath.path ?? ''}`;
  return fail(ctx, volume, 'VolumeFailedDelete', problem);
}

/** host_path.go: only what lies under /tmp may be wiped. */
function isTemporaryPath(volume: PersistentVolume): boolean {
  return /\/tmp\/.+/.test(volume.spec?.hostPath?.path ?? '');
}

/** Recycling is left to a pod that wipes the volume; it is taken as done, as nothing of it is simulated (recycleVolumeOperation). */
function recycle(ctx: Context, volume: PersistentVolume): VolumeOutcome {
  const { namespace = '', name = '' } = volume.spec?.claimRef ?? {};
  const users = ctx.api.indexed<Pod>('pods', 'claim', `${namespace}/${name}`).filter(pod => !isPodFinished(pod));
  if (users.length > 0 && ctx.api.get(claimsResource, namespace, name) === undefined) {
    const names = users.map(pod => `${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`).join(',');
    ctx.recordEvent(volume, { type: 'Normal', reason: 'VolumeFailedRecycle', message: `Volume is used by pods: ${names}`, source });
    return undefined;
  }
  if (!isObject(volume.spec?.nfs) && !isObject(volume.spec?.hostPath)) return fail(ctx, volume, 'VolumeFailedRecycle', 'No recycler plugin found for the volume!');
  ctx.recordEvent(volume, { type: 'Normal', reason: 'VolumeRecycled', message: 'Volume recycled', source });
  return unbind(ctx, volume);
}

function fail(ctx: Context, volume: PersistentVolume, reason: string, message: string): VolumeOutcome {
  if (volume.status?.phase === 'Failed') return undefined;
  const failed = setVolumePhase(ctx, volume, 'Failed', message);
  if (failed instanceof Refused) return failed;
  ctx.recordEvent(failed, { type: 'Warning', reason, message, source });
  return undefined;
}

function refusalOf(result: PersistentVolume | Refused): Refused | undefined {
  return result instanceof Refused ? result : undefined;
}

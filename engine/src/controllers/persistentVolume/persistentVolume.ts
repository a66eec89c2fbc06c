import type { PersistentVolume, PersistentVolumeClaim } from '../../../generated/types';
import type { Millis } from '../../core/time';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';
import { syncClaim } from './claims';
import { syncVolume } from './volumes';
import { claimsResource, Refused, source, volumesResource } from './writes';

const claimPrefix = 'claim|';
const volumePrefix = 'volume|';

/**
 * Binds claims to volumes and reclaims what is released (pkg/controller/volume/persistentvolume, v1.36). Claims that wait for a
 * volume are looked at again every `syncPeriodMs` (the controller manager's pvclaimbinder-sync-period, 15 s): nothing else tells
 * them of a new one.
 */
export function persistentVolumeController({ syncPeriodMs }: { readonly syncPeriodMs: Millis } = { syncPeriodMs: 15_000 }): Controller {
  return {
    name: source,
    watches: [{ resource: claimsResource, keysFor: keysForClaim }, { resource: volumesResource, keysFor: keysForVolume }],
    sync: (ctx, key) => key.startsWith(claimPrefix) ? claim(ctx, key, syncPeriodMs) : volume(ctx, key)
  };
}

function keysForClaim(_ctx: Context, change: Change): readonly string[] {
  if (change.type !== 'DELETED') return [`${claimPrefix}${keyOf(change.object)}`];
  const name = (change.object as PersistentVolumeClaim).spec?.volumeName ?? '';
  return name === '' ? [] : [`${volumePrefix}/${name}`];
}

function keysForVolume(_ctx: Context, change: Change): readonly string[] {
  if (change.type !== 'DELETED') return [`${volumePrefix}/${change.key.name}`];
  const reference = (change.object as PersistentVolume).spec?.claimRef;
  return reference === undefined ? [] : [`${claimPrefix}${reference.namespace ?? ''}/${reference.name ?? ''}`];
}

function claim(ctx: Context, key: string, syncPeriodMs: Millis): SyncResult {
  const { namespace, name } = splitKey(key.slice(claimPrefix.length));
  const found = ctx.api.get<PersistentVolumeClaim>(claimsResource, namespace, name);
  const outcome = found === undefined ? undefined : syncClaim(ctx, found);
  if (outcome instanceof Refused) return { retry: outcome.message };
  return outcome === 'waits' ? { requeueAfterMs: syncPeriodMs } : undefined;
}

function volume(ctx: Context, key: string): SyncResult {
  const { name } = splitKey(key.slice(volumePrefix.length));
  const found = ctx.api.get<PersistentVolume>(volumesResource, '', name);
  const outcome = found === undefined ? undefined : syncVolume(ctx, found);
  if (outcome instanceof Refused) return { retry: outcome.message };
  if (outcome === undefined) return undefined;
  return claim(ctx, `${claimPrefix}${outcome.claim}`, 0)?.retry === undefined ? undefined : { retry: 'the claim could not be bound' };
}

import type { PersistentVolume, PersistentVolumeClaim } from '../../../generated/types';
import { compareQuantity, quantityOf } from '../../core/quantity';
import type { Millis } from '../../core/time';
import type { Context } from '../../sim/context';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';
import { driverDelayMs, driverName } from './driver';

const claims = 'persistentvolumeclaims', volumes = 'persistentvolumes';

/** Grows the driver's volumes, while they are in use as well, to what their claims ask for. */
export const resizer: Controller<Map<string, Millis>> = {
  name: `external-resizer ${driverName}`,
  watches: [{ resource: claims, keysFor: (_ctx, change) => change.type !== 'DELETED' && wantsMore(change.object) ? [keyOf(change.object)] : [] }],
  initialMemory: () => new Map(),
  sync
};

function wantsMore(claim: PersistentVolumeClaim): boolean {
  return claim.status?.phase === 'Bound' && compareQuantity(quantityOf(claim.spec?.resources?.requests?.['storage']), quantityOf(claim.status.capacity?.['storage'])) > 0;
}

function sync(ctx: Context, key: string, underway: Map<string, Millis>): SyncResult {
  const { namespace, name } = splitKey(key);
  const claim = ctx.api.get<PersistentVolumeClaim>(claims, namespace, name);
  const volume = ctx.api.get<PersistentVolume>(volumes, '', claim?.spec?.volumeName ?? '');
  const size = claim?.spec?.resources?.requests?.['storage'];
  if (claim === undefined || size === undefined || !wantsMore(claim) || volume?.spec?.csi?.driver !== driverName) {
    underway.delete(key);
    return undefined;
  }
  const known = underway.get(key);
  if (known === undefined) ctx.recordEvent(claim, { type: 'Normal', reason: 'Resizing', message: `External resizer is resizing volume ${volume.metadata?.name ?? ''}`, source: resizer.name });
  const doneMs = known ?? ctx.nowMs + driverDelayMs;
  underway.set(key, doneMs);
  if (doneMs > ctx.nowMs) return { requeueAfterMs: doneMs - ctx.nowMs };
  underway.delete(key);
  const grown = ctx.api.update(volumes, { ...volume, spec: { ...volume.spec, capacity: { ...volume.spec.capacity, storage: size } } });
  if (!grown.ok) return { retry: grown.error.message };
  const told = ctx.api.updateStatus(claims, { ...claim, status: { ...claim.status, capacity: { ...claim.status?.capacity, storage: size } } });
  if (!told.ok) return { retry: told.error.message };
  ctx.recordEvent(claim, { type: 'Normal', reason: 'VolumeResizeSuccessful', message: 'Resize volume succeeded', source: resizer.name });
  return undefined;
}

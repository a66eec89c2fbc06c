import type { PersistentVolume, PersistentVolumeClaim } from '../../generated/types';
import { compareQuantity, quantityOf } from '../core/quantity';
import type { Context } from '../sim/context';
import type { Change } from '../store/store';
import { keyOf, splitKey, type Controller, type SyncResult } from './controller';

const claims = 'persistentvolumeclaims';

/** Tells that a claim which asks for more waits for its driver: Kubernetes itself expands nothing any more (pkg/controller/volume/expand, v1.36). */
export const volumeExpandController: Controller = {
  name: 'volume_expand',
  watches: [{ resource: claims, keysFor: keysForClaim }],
  sync
};

function keysForClaim(_ctx: Context, change: Change): readonly string[] {
  const claim = change.object as PersistentVolumeClaim, old = change.old as PersistentVolumeClaim | undefined;
  if (change.type === 'DELETED' || claim.status?.phase !== 'Bound') return [];
  return old === undefined || compareQuantity(requestOf(claim), requestOf(old)) > 0 ? [keyOf(claim)] : [];
}

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const claim = ctx.api.get<PersistentVolumeClaim>(claims, namespace, name);
  const volume = ctx.api.get<PersistentVolume>('persistentvolumes', '', claim?.spec?.volumeName ?? '');
  if (claim === undefined || volume?.spec?.claimRef === undefined || volume.spec.claimRef.uid !== claim.metadata?.uid) return undefined;
  if (compareQuantity(requestOf(claim), quantityOf(claim.status?.capacity?.['storage'])) <= 0) return undefined;
  ctx.recordEvent(claim, { type: 'Normal', reason: 'ExternalExpanding', message: 'waiting for an external controller to expand this PVC', source: volumeExpandController.name });
  return undefined;
}

function requestOf(claim: PersistentVolumeClaim): ReturnType<typeof quantityOf> {
  return quantityOf(claim.spec?.resources?.requests?.['storage']);
}

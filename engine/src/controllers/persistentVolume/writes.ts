import type { PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimStatus, PersistentVolumeStatus } from '../../../generated/types';
import { compareQuantity, quantityOf } from '../../core/quantity';
import { equal } from '../../core/json';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import { annotated, annotationOf, bindCompleted, boundByController } from './annotations';
import { isPromisedTo } from './matching';

export const source = 'persistentvolume-controller';
export const claimsResource = 'persistentvolumeclaims';
export const volumesResource = 'persistentvolumes';

/** A write that was refused: the sync is tried again. */
export class Refused {
  constructor(readonly message: string) {}
}

/** Ties both ends together, the volume's first; what is tied already is left alone (bind, pv_controller.go, v1.36). */
export function bind(ctx: Context, volume: PersistentVolume, claim: PersistentVolumeClaim): Refused | undefined {
  const promised = isTied(volume, claim) ? volume : written(ctx.api.update<PersistentVolume>(volumesResource, promisedTo(volume, claim)));
  if (promised instanceof Refused) return promised;
  const bound = setVolumePhase(ctx, promised, 'Bound');
  if (bound instanceof Refused) return bound;
  const completed = bindClaim(ctx, claim, bound);
  if (completed instanceof Refused) return completed;
  const done = setClaimPhase(ctx, completed, 'Bound', bound);
  return done instanceof Refused ? done : undefined;
}

function isTied(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return isPromisedTo(volume, claim) && volume.spec?.claimRef?.uid === claim.metadata?.uid;
}

function promisedTo(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { namespace = '', name = '', uid = '', resourceVersion = '' } = claim.metadata ?? {};
  const next = { ...volume, spec: { ...volume.spec, claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid, resourceVersion } } };
  return isPromisedTo(volume, claim) ? next : annotated(next, { [boundByController]: 'yes' });
}

function bindClaim(ctx: Context, claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim | Refused {
  const name = volume.metadata?.name ?? '';
  const chosen = claim.spec?.volumeName === name ? claim : annotated({ ...claim, spec: { ...claim.spec, volumeName: name } }, { [boundByController]: 'yes' });
  const next = annotationOf(chosen, bindCompleted) === undefined ? annotated(chosen, { [bindCompleted]: 'yes' }) : chosen;
  return next === claim ? claim : written(ctx.api.update(claimsResource, next));
}

/** Lets a volume go: who was promised it by us is forgotten, who was by a person stays named without uid. */
export function unbind(ctx: Context, volume: PersistentVolume): Refused | undefined {
  const { claimRef, ...spec } = volume.spec ?? {};
  const { [boundByController]: byUs, ...annotations } = volume.metadata?.annotations ?? {};
  const { annotations: _, ...metadata } = volume.metadata ?? {};
  const { uid: __, ...reference } = claimRef ?? {};
  const next = byUs === undefined
    ? { ...volume, spec: { ...spec, claimRef: reference } }
    : { ...volume, spec, metadata: Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations } };
  const result = written(ctx.api.update<PersistentVolume>(volumesResource, next));
  if (result instanceof Refused) return result;
  const available = setVolumePhase(ctx, result, 'Available');
  return available instanceof Refused ? available : undefined;
}

export function setVolumePhase(ctx: Context, volume: PersistentVolume, phase: string, message?: string): PersistentVolume | Refused {
  if (volume.status?.phase === phase) return volume;
  const { message: _, ...status } = volume.status ?? {};
  const next: PersistentVolumeStatus = { ...status, phase, ...(message === undefined ? {} : { message }) };
  return written(ctx.api.updateStatus(volumesResource, { ...volume, status: next }));
}

/** The claim's phase, and what it has got with a volume (updateClaimStatus). */
export function setClaimPhase(ctx: Context, claim: PersistentVolumeClaim, phase: string, volume?: PersistentVolume): PersistentVolumeClaim | Refused {
  const { accessModes: _, capacity: __, currentVolumeAttributesClassName: ___, ...rest } = claim.status ?? {};
  const status = volume === undefined ? { ...rest, phase } : statusWith(claim, phase, volume);
  return equal(status, claim.status ?? {}) ? claim : written(ctx.api.updateStatus(claimsResource, { ...claim, status }));
}

function statusWith(claim: PersistentVolumeClaim, phase: string, volume: PersistentVolume): PersistentVolumeClaimStatus {
  const before = claim.status ?? {};
  const { accessModes, capacity, volumeAttributesClassName } = volume.spec ?? {};
  const has = before.capacity?.['storage'];
  const enters = before.phase !== phase;
  const resized = enters && (has === undefined || compareQuantity(quantityOf(has), quantityOf(capacity?.['storage'])) !== 0);
  const attributes = before.phase === 'Pending' && phase === 'Bound' && volumeAttributesClassName !== undefined ? { currentVolumeAttributesClassName: volumeAttributesClassName } : {};
  return { ...before, phase, ...(accessModes === undefined ? {} : { accessModes }), ...(resized && capacity !== undefined ? { capacity } : {}), ...attributes };
}

export function written<T extends KubeObject>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T | Refused {
  return result.ok ? result.value : new Refused(result.error.message);
}

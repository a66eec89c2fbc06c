import type { PersistentVolume, PersistentVolumeClaim } from '../../../generated/types';
import { compareQuantity, quantityOf } from '../../core/quantity';
import { selectorMatches } from '../../api/labelSelector';
import { labelsOf } from '../../api/object';
import { classNameOf } from './storageClass';

/** Whether the volume is promised to this claim, by name or already by uid. */
export function isPromisedTo(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const reference = volume.spec?.claimRef;
  if (reference === undefined || reference.name !== claim.metadata?.name || reference.namespace !== claim.metadata?.namespace) return false;
  return (reference.uid ?? '') === '' || reference.uid === claim.metadata?.uid;
}

/**
 * The volume for a claim: among those with the fewest access modes that hold the wanted ones, the one promised to it, else the
 * smallest that is large enough. Claims that wait for their pod get a promised one only
 * (persistentvolume/index.go and component-helpers FindMatchingVolume, v1.36).
 */
export function findVolume(volumes: readonly PersistentVolume[], claim: PersistentVolumeClaim, binding: 'immediate' | 'delayed'): PersistentVolume | undefined {
  for (const group of byAccessModes(volumes, claim.spec?.accessModes ?? [])) {
    const found = bestOf(group, claim, binding);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The volumes that offer all wanted modes, those with equal modes together, fewest modes first. */
function byAccessModes(volumes: readonly PersistentVolume[], wanted: readonly string[]): readonly (readonly PersistentVolume[])[] {
  const groups = new Map<string, { readonly count: number; readonly volumes: PersistentVolume[] }>();
  for (const volume of volumes) {
    const modes = [...new Set(volume.spec?.accessModes ?? [])];
    if (!wanted.every(mode => modes.includes(mode))) continue;
    const key = modes.sort().join(',');
    const group = groups.get(key) ?? { count: modes.length, volumes: [] };
    group.volumes.push(volume);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.count - b.count).map(group => group.volumes);
}

function bestOf(volumes: readonly PersistentVolume[], claim: PersistentVolumeClaim, binding: 'immediate' | 'delayed'): PersistentVolume | undefined {
  let smallest: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (!isUsableFor(volume, claim)) continue;
    if (isPromisedTo(volume, claim)) return volume;
    if (binding === 'delayed' || volume.status?.phase !== 'Available' || classNameOf(volume) !== classNameOf(claim)) continue;
    if (claim.spec?.selector !== undefined && !selectorMatches(claim.spec.selector, labelsOf(volume))) continue;
    if (smallest === undefined || compareQuantity(capacityOf(smallest), capacityOf(volume)) > 0) smallest = volume;
  }
  return smallest;
}

function isUsableFor(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  if (volume.spec?.claimRef !== undefined && !isPromisedTo(volume, claim)) return false;
  return compareQuantity(capacityOf(volume), requestOf(claim)) >= 0 && isSameMode(volume, claim)
    && attributesClassOf(volume) === attributesClassOf(claim) && volume.metadata?.deletionTimestamp === undefined;
}

/** Why the volume that a claim names cannot be its volume; undefined when it can (checkVolumeSatisfyClaim). */
export function mismatchOf(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (volume.metadata?.deletionTimestamp !== undefined) return `the volume is marked for deletion ${JSON.stringify(volume.metadata.name)}`;
  if (compareQuantity(capacityOf(volume), requestOf(claim)) < 0) return 'requested PV is too small';
  if (classNameOf(volume) !== classNameOf(claim)) return 'storageClassName does not match';
  if (attributesClassOf(volume) !== attributesClassOf(claim)) return 'volumeAttributesClassName does not match';
  if (!isSameMode(volume, claim)) return 'incompatible volumeMode';
  const offered = volume.spec?.accessModes ?? [];
  return (claim.spec?.accessModes ?? []).every(mode => offered.includes(mode)) ? undefined : 'incompatible accessMode';
}

export function isSameMode(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (volume.spec?.volumeMode ?? 'Filesystem') === (claim.spec?.volumeMode ?? 'Filesystem');
}

function attributesClassOf(object: PersistentVolume | PersistentVolumeClaim): string {
  return object.spec?.volumeAttributesClassName ?? '';
}

function capacityOf(volume: PersistentVolume): ReturnType<typeof quantityOf> {
  return quantityOf(volume.spec?.capacity?.['storage']);
}

function requestOf(claim: PersistentVolumeClaim): ReturnType<typeof quantityOf> {
  return quantityOf(claim.spec?.resources?.requests?.['storage']);
}

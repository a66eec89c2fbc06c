import type { Node, PersistentVolume, PersistentVolumeClaim } from '../../generated/types';
import { nodeSelectorMatchesLabels } from '../api/nodeSelectors';
import { quantityNanos } from './quantityValue';
import { compileLabelSelector } from '../api/selectors';
import { classNameOf } from './volumeClaims';

/** Whether the volume can be used on a node with these labels. */
export function volumeFitsNode(volume: PersistentVolume, node: Node): boolean {
  const required = volume.spec?.nodeAffinity?.required;
  return required === undefined || nodeSelectorMatchesLabels(required, node.metadata?.labels ?? {});
}

/** Whether the volume names this claim. */
export function isVolumeBoundTo(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const reference = volume.spec?.claimRef;
  if (reference === undefined || reference.name !== claim.metadata?.name || reference.namespace !== claim.metadata?.namespace) return false;
  return (reference.uid ?? '') === '' || reference.uid === claim.metadata?.uid;
}

/** The volume already bound to the claim if it fits the node, else the smallest one that would do there (pv_helpers.go, v1.36). */
export function findMatchingVolume(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[], node: Node, taken: ReadonlySet<string>): PersistentVolume | undefined {
  const wanted = sizeOf(claim.spec?.resources?.requests);
  const selector = claim.spec?.selector === undefined ? undefined : compileLabelSelector(claim.spec.selector);
  let smallest: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (taken.has(volume.metadata?.name ?? '') || !isUsableFor(volume, claim, wanted)) continue;
    if (isVolumeBoundTo(volume, claim)) return volumeFitsNode(volume, node) ? volume : undefined;
    if (volume.status?.phase !== 'Available' || selector?.matches(volume.metadata?.labels) === false) continue;
    if (classNameOf(volume) !== classNameOf(claim) || !volumeFitsNode(volume, node)) continue;
    if (!(claim.spec?.accessModes ?? []).every(mode => volume.spec?.accessModes?.includes(mode))) continue;
    if (smallest === undefined || sizeOf(volume.spec?.capacity) < sizeOf(smallest.spec?.capacity)) smallest = volume;
  }
  return smallest;
}

/** How much storage a claim asks for, exactly. */
export function claimSize(claim: PersistentVolumeClaim): bigint {
  return sizeOf(claim.spec?.resources?.requests);
}

function isUsableFor(volume: PersistentVolume, claim: PersistentVolumeClaim, wanted: bigint): boolean {
  if (volume.spec?.claimRef !== undefined && !isVolumeBoundTo(volume, claim)) return false;
  return sizeOf(volume.spec?.capacity) >= wanted
    && (volume.spec?.volumeMode ?? 'Filesystem') === (claim.spec?.volumeMode ?? 'Filesystem')
    && (volume.spec?.volumeAttributesClassName ?? '') === (claim.spec?.volumeAttributesClassName ?? '')
    && volume.metadata?.deletionTimestamp === undefined;
}

function sizeOf(list: Readonly<Record<string, unknown>> | undefined): bigint {
  return quantityNanos(list?.['storage']);
}

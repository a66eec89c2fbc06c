import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../../generated/types';
import type { OwnerReference } from '../../api/object';
import type { Context } from '../../sim/context';
import { controllerRef } from '../podControl';
import { claimName, isInRange, ordinalOf } from './identity';

const resource = 'persistentvolumeclaims';
export const source = 'statefulset-controller';

/** The claims that a pod of the set needs, as its templates describe them (getPersistentVolumeClaims, v1.36). */
export function claimsOf(set: StatefulSet, pod: Pod): PersistentVolumeClaim[] {
  return (set.spec?.volumeClaimTemplates ?? []).map(template => ({
    ...template, apiVersion: 'v1', kind: 'PersistentVolumeClaim',
    metadata: {
      ...template.metadata, name: claimName(set, template, ordinalOf(pod)), namespace: set.metadata?.namespace ?? '',
      labels: { ...template.metadata?.labels, ...set.spec?.selector?.matchLabels }
    }
  }));
}

function existing(ctx: Context, set: StatefulSet, pod: Pod): PersistentVolumeClaim[] {
  return claimsOf(set, pod).flatMap(({ metadata }) => ctx.api.get<PersistentVolumeClaim>(resource, metadata?.namespace ?? '', metadata?.name ?? '') ?? []);
}

/** Creates the claims that are missing; what went wrong, if anything (createPersistentVolumeClaims). */
export function createClaims(ctx: Context, set: StatefulSet, pod: Pod): string | undefined {
  const errors: string[] = [];
  for (const claim of claimsOf(set, pod)) {
    const name = claim.metadata?.name ?? '';
    const found = ctx.api.get(resource, claim.metadata?.namespace ?? '', name);
    if (found?.metadata?.deletionTimestamp !== undefined) errors.push(`pvc ${name} is being deleted`);
    if (found !== undefined) continue;
    const result = ctx.api.create(resource, claim);
    const about = { owner: set, pod: pod.metadata?.name ?? '', claim: name };
    if (!result.ok) errors.push(`failed to create PVC ${name}: ${result.error.message}`);
    if (result.ok || result.error.reason !== 'AlreadyExists') recordClaim(ctx, about, result.ok ? undefined : result.error.message);
  }
  const unique = [...new Set(errors)];
  return unique.length === 0 ? undefined : unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
}

function recordClaim(ctx: Context, about: { owner: StatefulSet; pod: string; claim: string }, error: string | undefined): void {
  const set = about.owner.metadata?.name ?? '';
  ctx.recordEvent(about.owner, error === undefined
    ? { type: 'Normal', reason: 'SuccessfulCreate', message: `Create Claim ${about.claim} Pod ${about.pod} in StatefulSet ${set} success`, source }
    : { type: 'Warning', reason: 'FailedCreate', message: `Create Claim ${about.claim} for Pod ${about.pod} in StatefulSet ${set} failed error: ${error}`, source });
}

/** A claim of a former pod of that name is still there and will go: a new pod must wait (PodClaimIsStale). */
export function hasStaleClaim(ctx: Context, set: StatefulSet, pod: Pod): boolean {
  return policyOf(set).whenScaled !== 'Retain' && existing(ctx, set, pod).some(claim => isStale(claim, podReference(pod)));
}

/** Whether the claims' owners are what the retention policy wants (ClaimsMatchRetentionPolicy). */
export function ownersMatch(ctx: Context, set: StatefulSet, pod: Pod): boolean {
  return existing(ctx, set, pod).every(claim => isUpToDate(claim, set, pod));
}

/** Brings the claims' owners to what the retention policy wants (UpdatePodClaimForRetentionPolicy); what went wrong, if anything. */
export function updateOwners(ctx: Context, set: StatefulSet, pod: Pod): string | undefined {
  for (const claim of existing(ctx, set, pod)) {
    const name = claim.metadata?.name ?? '';
    if (hasUnexpectedController(claim, set, pod)) {
      const message = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
      ctx.recordEvent(set, { type: 'Warning', reason: 'ConflictingController', message, source });
    }
    if (isUpToDate(claim, set, pod)) continue;
    const references = wantedReferences(claim, set, pod);
    const { ownerReferences: _, ...metadata } = claim.metadata ?? {};
    const result = ctx.api.update(resource, { ...claim, metadata: { ...metadata, ...(references.length === 0 ? {} : { ownerReferences: references }) } });
    if (!result.ok) return `could not update claim ${name} for delete policy ownerRefs: ${result.error.message}`;
  }
  return undefined;
}

function policyOf(set: StatefulSet): { readonly whenDeleted: string; readonly whenScaled: string } {
  const policy = set.spec?.persistentVolumeClaimRetentionPolicy;
  return { whenDeleted: policy?.whenDeleted ?? 'Retain', whenScaled: policy?.whenScaled ?? 'Retain' };
}

const setReference = (set: StatefulSet): OwnerReference => controllerRef(set, 'apps/v1', 'StatefulSet');
const podReference = (pod: Pod): OwnerReference => controllerRef(pod, 'v1', 'Pod');

function referencesOf(claim: PersistentVolumeClaim): readonly OwnerReference[] {
  return claim.metadata?.ownerReferences ?? [];
}

function isFor(reference: OwnerReference, owner: OwnerReference): boolean {
  return reference.apiVersion === owner.apiVersion && reference.kind === owner.kind && reference.name === owner.name;
}

function isOwnedBy(claim: PersistentVolumeClaim, owner: OwnerReference): boolean {
  return referencesOf(claim).some(reference => reference.uid === owner.uid);
}

/** It names an owner of that name which is another object. */
function isStale(claim: PersistentVolumeClaim, owner: OwnerReference): boolean {
  const reference = referencesOf(claim).find(candidate => isFor(candidate, owner));
  return reference !== undefined && reference.uid !== owner.uid;
}

function hasUnexpectedController(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  const policy = policyOf(set);
  if (policy.whenScaled === 'Retain' && policy.whenDeleted === 'Retain') return false;
  return referencesOf(claim).some(reference => {
    const mine = [setReference(set), podReference(pod)].find(owner => isFor(reference, owner));
    return mine === undefined ? reference.controller === true : mine.uid !== reference.uid;
  });
}

/** The owners that the policy gives a claim. */
function wantedOwners(set: StatefulSet, pod: Pod): { readonly set: boolean; readonly pod: boolean } {
  const { whenScaled, whenDeleted } = policyOf(set);
  const scaledDown = !isInRange(pod, set);
  return { set: whenDeleted === 'Delete' && !(whenScaled === 'Delete' && scaledDown), pod: whenScaled === 'Delete' && scaledDown };
}

/** isClaimOwnerUpToDate: a claim that others manage, or that an earlier set has left, is not touched. */
function isUpToDate(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  const owners = [setReference(set), podReference(pod)];
  if (owners.some(owner => isStale(claim, owner))) return true;
  if (hasUnexpectedController(claim, set, pod)) return !owners.some(owner => isOwnedBy(claim, owner));
  if (referencesOf(claim).some(reference => owners.some(owner => owner.uid === reference.uid) && reference.controller !== true)) return false;
  const wanted = wantedOwners(set, pod);
  return isOwnedBy(claim, setReference(set)) === wanted.set && isOwnedBy(claim, podReference(pod)) === wanted.pod;
}

function wantedReferences(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): OwnerReference[] {
  const kept = referencesOf(claim).filter(reference => !isFor(reference, setReference(set)) && !isFor(reference, podReference(pod)));
  if (hasUnexpectedController(claim, set, pod)) return kept;
  const wanted = wantedOwners(set, pod);
  return [...kept, ...(wanted.set ? [setReference(set)] : []), ...(wanted.pod ? [podReference(pod)] : [])];
}

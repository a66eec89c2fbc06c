import type { Deployment, ReplicaSet } from '../../../generated/types';
import { scaledValue } from '../../api/intOrPercent';
import { own, type Mutable } from '../../core/json';
import { compareText } from '../../core/order';

/** Annotations by which the Deployment controller remembers (pkg/controller/deployment/util, v1.36). */
export const annotation = {
  revision: 'deployment.kubernetes.io/revision',
  revisionHistory: 'deployment.kubernetes.io/revision-history',
  desiredReplicas: 'deployment.kubernetes.io/desired-replicas',
  maxReplicas: 'deployment.kubernetes.io/max-replicas',
  rollbackTo: 'deprecated.deployment.rollback.to',
  lastApplied: 'kubectl.kubernetes.io/last-applied-configuration'
} as const;

/** `maxSurge` and `maxUnavailable` in pods: surge rounds up, unavailable down, and not both may end at 0 (ResolveFenceposts). */
export function fenceposts(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const strategy = deployment.spec?.strategy;
  const desired = desiredOf(deployment);
  if (strategy?.type !== 'RollingUpdate') return { surge: 0, unavailable: 0 };
  const surge = scaledValue(strategy.rollingUpdate?.maxSurge, desired, 'up');
  const unavailable = scaledValue(strategy.rollingUpdate?.maxUnavailable, desired, 'down');
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** The most pods that may be unavailable, never more than there should be. */
export function maxUnavailable(deployment: Deployment): number {
  return Math.min(fenceposts(deployment).unavailable, desiredOf(deployment));
}

export function maxSurge(deployment: Deployment): number {
  return fenceposts(deployment).surge;
}

export function desiredOf(object: Deployment | ReplicaSet): number {
  return object.spec?.replicas ?? 1;
}

export function sum(replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number | undefined): number {
  return replicaSets.reduce((total, replicaSet) => total + (count(replicaSet) ?? 0), 0);
}

export function active(replicaSets: readonly ReplicaSet[]): ReplicaSet[] {
  return replicaSets.filter(replicaSet => desiredOf(replicaSet) > 0);
}

export function oldestFirst(a: ReplicaSet, b: ReplicaSet): number {
  return compareText(a.metadata?.creationTimestamp ?? '', b.metadata?.creationTimestamp ?? '') || compareText(a.metadata?.name ?? '', b.metadata?.name ?? '');
}

/** How large the new ReplicaSet may be now (NewRSNewReplicas). `all` includes it once it exists. */
export function newReplicas(deployment: Deployment, all: readonly ReplicaSet[], current: number): number {
  const desired = desiredOf(deployment);
  if (deployment.spec?.strategy?.type === 'Recreate') return desired;
  const surge = scaledValue(deployment.spec?.strategy?.rollingUpdate?.maxSurge, desired, 'up');
  const room = desired + surge - sum(all, desiredOf);
  return room <= 0 ? current : current + Math.min(room, desired - current);
}

/** Both think that this ReplicaSet has all the replicas, and they are available (IsSaturated). */
export function isSaturated(deployment: Deployment, replicaSet: ReplicaSet | undefined): boolean {
  if (replicaSet === undefined) return false;
  const desired = desiredOf(deployment);
  return desiredOf(replicaSet) === desired && annotatedNumber(replicaSet, annotation.desiredReplicas) === desired
    && (replicaSet.status?.availableReplicas ?? 0) === desired;
}

/** A number ≥ 0 kept in an annotation; undefined when there is none or it is not such a number. */
export function annotatedNumber(replicaSet: ReplicaSet, name: string): number | undefined {
  const text = own(replicaSet.metadata?.annotations ?? {}, name);
  return typeof text === 'string' && /^\d{1,10}$/.test(text) && Number(text) <= 2147483647 ? Number(text) : undefined;
}

/**
 * New sizes for the ReplicaSets of a Deployment that was scaled in the middle of a rollout: each gets its share of what is
 * added or taken, the largest what is left over (scale and GetReplicaSetProportion, v1.36). In the order to be written.
 */
export function proportionalSizes(deployment: Deployment, replicaSets: readonly ReplicaSet[]): { readonly replicaSet: ReplicaSet; readonly size: number }[] {
  const desired = desiredOf(deployment);
  const allowed = desired > 0 ? desired + maxSurge(deployment) : 0;
  const toAdd = allowed - sum(replicaSets, desiredOf);
  const larger = (a: ReplicaSet, b: ReplicaSet): number => desiredOf(b) - desiredOf(a);
  const rows = [...replicaSets];
  if (toAdd > 0) rows.sort((a, b) => larger(a, b) || oldestFirst(b, a));
  if (toAdd < 0) rows.sort((a, b) => larger(a, b) || oldestFirst(a, b));
  let added = 0;
  const sizes = rows.map(replicaSet => {
    const share = proportion(deployment, replicaSet, { toAdd, added });
    added += share;
    return { replicaSet, size: desiredOf(replicaSet) + share };
  });
  return sizes.map((row, i) => i === 0 && toAdd !== 0 ? { ...row, size: Math.max(0, row.size + toAdd - added) } : row);
}

function proportion(deployment: Deployment, replicaSet: ReplicaSet, { toAdd, added }: { toAdd: number; added: number }): number {
  if (desiredOf(replicaSet) === 0 || toAdd === 0 || toAdd === added) return 0;
  const fraction = fractionOf(deployment, replicaSet);
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}

function fractionOf(deployment: Deployment, replicaSet: ReplicaSet): number {
  const size = desiredOf(replicaSet);
  if (desiredOf(deployment) === 0) return -size;
  const before = annotatedNumber(replicaSet, annotation.maxReplicas) || (deployment.status?.replicas ?? 0);
  if (before === 0) return 0;
  return roundHalfAway(size * (desiredOf(deployment) + maxSurge(deployment)) / before) - size;
}

function roundHalfAway(value: number): number {
  return value < 0 ? Math.ceil(value - 0.5) : Math.floor(value + 0.5);
}

/** Notes the size wanted and allowed; says whether anything changed. */
export function setReplicasAnnotations(replicaSet: Mutable<ReplicaSet>, deployment: Deployment): boolean {
  const annotations = (replicaSet.metadata ??= {}).annotations ??= {};
  const wanted = { [annotation.desiredReplicas]: String(desiredOf(deployment)), [annotation.maxReplicas]: String(desiredOf(deployment) + maxSurge(deployment)) };
  const changed = Object.entries(wanted).some(([key, value]) => annotations[key] !== value);
  Object.assign(annotations, wanted);
  return changed;
}

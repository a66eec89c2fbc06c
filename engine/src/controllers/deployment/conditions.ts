import type { Deployment, DeploymentCondition, DeploymentStatus, ReplicaSet } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import type { Millis } from '../../core/time';
import { parseTimestamp, timestamp } from '../../core/timestamp';
import { desiredOf, maxUnavailable, sum } from './replicas';

const never = 2147483647;

/** Whether lack of progress is to be reported at all. */
export function hasProgressDeadline(deployment: Deployment): boolean {
  const seconds = deployment.spec?.progressDeadlineSeconds;
  return seconds !== undefined && seconds !== never;
}

export function newCondition(nowMs: Millis, type: string, status: string, text: { reason: string; message: string }): DeploymentCondition {
  return { type, status, lastUpdateTime: timestamp(nowMs), lastTransitionTime: timestamp(nowMs), ...text };
}

export function conditionOf(status: DeploymentStatus | undefined, type: string): DeploymentCondition | undefined {
  return status?.conditions?.find(condition => condition.type === type);
}

/** Sets a condition unless one with the same status and reason is there (SetDeploymentCondition, v1.36). */
export function setCondition(status: Mutable<DeploymentStatus>, condition: DeploymentCondition): void {
  const current = conditionOf(status, condition.type ?? '');
  if (current !== undefined && current.status === condition.status && current.reason === condition.reason) return;
  const kept = current !== undefined && current.status === condition.status ? { ...condition, lastTransitionTime: current.lastTransitionTime ?? '' } : condition;
  status.conditions = [...(status.conditions ?? []).filter(other => other.type !== condition.type), kept];
}

export function removeCondition(status: Mutable<DeploymentStatus>, type: string): void {
  if (status.conditions === undefined) return;
  status.conditions = status.conditions.filter(condition => condition.type !== type);
  if (status.conditions.length === 0) delete status.conditions;
}

/** The status that these ReplicaSets add up to (calculateStatus, pkg/controller/deployment/sync.go, v1.36). */
export function calculateStatus(deployment: Deployment, all: readonly ReplicaSet[], current: ReplicaSet | undefined, nowMs: Millis): Mutable<DeploymentStatus> {
  const available = sum(all, replicaSet => replicaSet.status?.availableReplicas);
  const terminating = all.some(isUnreported) ? undefined : sum(all, replicaSet => replicaSet.status?.terminatingReplicas);
  const status: Mutable<DeploymentStatus> = {
    ...withoutZeros({
      observedGeneration: deployment.metadata?.generation ?? 0,
      replicas: sum(all, replicaSet => replicaSet.status?.replicas),
      updatedReplicas: current?.status?.replicas ?? 0,
      readyReplicas: sum(all, replicaSet => replicaSet.status?.readyReplicas),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, sum(all, desiredOf) - available)
    }),
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    ...(deployment.status?.collisionCount === undefined ? {} : { collisionCount: deployment.status.collisionCount }),
    ...(deployment.status?.conditions === undefined ? {} : { conditions: [...deployment.status.conditions] })
  };
  const enough = available >= desiredOf(deployment) - maxUnavailable(deployment);
  setCondition(status, enough
    ? newCondition(nowMs, 'Available', 'True', { reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' })
    : newCondition(nowMs, 'Available', 'False', { reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' }));
  return status;
}

/** A ReplicaSet that has been synced by a controller which does not count terminating pods. */
function isUnreported(replicaSet: ReplicaSet): boolean {
  return replicaSet.status?.terminatingReplicas === undefined && (replicaSet.status?.observedGeneration ?? 0) !== 0;
}

/** All replicas are new and available, and no old one runs (DeploymentComplete). */
export function isComplete(deployment: Deployment, status: DeploymentStatus | undefined): boolean {
  const desired = desiredOf(deployment);
  return (status?.updatedReplicas ?? 0) === desired && (status?.replicas ?? 0) === desired && (status?.availableReplicas ?? 0) === desired
    && (status?.observedGeneration ?? 0) >= (deployment.metadata?.generation ?? 0);
}

/** More new, fewer old, more ready or more available replicas than before (DeploymentProgressing). */
export function isProgressing(deployment: Deployment, status: DeploymentStatus): boolean {
  const before = deployment.status ?? {};
  const old = (which: DeploymentStatus): number => (which.replicas ?? 0) - (which.updatedReplicas ?? 0);
  return (status.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) || old(status) < old(before)
    || (status.readyReplicas ?? 0) > (before.readyReplicas ?? 0) || (status.availableReplicas ?? 0) > (before.availableReplicas ?? 0);
}

/** Too long ago since anything went forward (DeploymentTimedOut). */
export function hasTimedOut(deployment: Deployment, status: DeploymentStatus, nowMs: Millis): boolean {
  const condition = conditionOf(status, 'Progressing');
  if (condition === undefined || condition.reason === 'NewReplicaSetAvailable') return false;
  if (condition.reason === 'ProgressDeadlineExceeded') return true;
  return deadlineMs(deployment, condition) < nowMs;
}

/** When the deadline of a Progressing condition passes. */
export function deadlineMs(deployment: Deployment, condition: DeploymentCondition): Millis {
  return (parseTimestamp(condition.lastUpdateTime) ?? 0) + (deployment.spec?.progressDeadlineSeconds ?? 0) * 1000;
}

/** The ReplicaFailure condition of the new ReplicaSet, else of the first that has one, as a Deployment's condition. */
export function replicaFailure(all: readonly ReplicaSet[], current: ReplicaSet | undefined): DeploymentCondition | undefined {
  const order = current === undefined ? all : [current, ...all];
  for (const replicaSet of order) {
    const found = replicaSet.status?.conditions?.find(condition => condition.type === 'ReplicaFailure');
    if (found !== undefined) return { ...found, lastUpdateTime: found.lastTransitionTime ?? '' };
  }
  return undefined;
}

function withoutZeros(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0));
}

import type { Pod, ReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from '../../generated/types';
import { equal } from '../core/json';
import { timestamp } from '../core/timestamp';
import { controllerOf } from '../api/object';
import type { StatusError } from '../apiserver/client';
import type { Context } from '../sim/context';
import { claim, claimCandidates } from './claim';
import { splitKey, watchOwn, type Controller, type SyncResult } from './controller';
import { inDeletionOrder } from './deletionOrder';
import { controllerRef, createPod, deletePod, isNamespaceTerminating, podFromTemplate, slowStart } from './podControl';
import { isPodActive, isPodAvailable, isPodReady, isPodTerminating, nextAvailabilityMs, podHasLabels, podMatches } from './podState';
import { watchPods } from './watchPods';

const resource = 'apps/replicasets';
const burstReplicas = 500;
const noLabels = Object.freeze({});

/** Keeps as many pods as the ReplicaSet wants (pkg/controller/replicaset/replica_set.go, v1.36). */
export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  watches: [watchOwn(resource), watchPods('ReplicaSet', resource)],
  sync
};

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const replicaSet = ctx.api.get<ReplicaSet>(resource, namespace, name);
  if (replicaSet === undefined) return undefined;
  const { selector } = replicaSet.spec ?? {};
  const matches = (pod: Pod): boolean => selector !== undefined && podMatches(pod, selector);
  const candidates = claimCandidates<Pod>(ctx, 'pods', replicaSet);
  const reference = controllerRef(replicaSet, 'apps/v1', 'ReplicaSet');
  const { claimed: active, failed } = claim(ctx, candidates.filter(isPodActive), { resource: 'pods', owner: replicaSet, reference, matches });
  if (failed !== undefined) return { retry: failed };
  const terminating = candidates.filter(pod => isPodTerminating(pod) && controllerOf(pod)?.uid === replicaSet.metadata?.uid && matches(pod));
  const error = replicaSet.metadata?.deletionTimestamp === undefined ? manageReplicas(ctx, replicaSet, active) : undefined;
  const status = statusOf(ctx, replicaSet, { active, terminating: terminating.length, error });
  const written = writeStatus(ctx, replicaSet, status);
  if (written !== undefined) return { retry: written.message };
  if (error !== undefined) return { retry: error.message };
  const minReadySeconds = replicaSet.spec?.minReadySeconds ?? 0;
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return undefined;
  return { requeueAfterMs: nextAvailabilityMs(active, minReadySeconds, ctx.nowMs) ?? minReadySeconds * 1000 };
}

/** Creates the missing pods or deletes the surplus; the first refusal, if any. */
function manageReplicas(ctx: Context, replicaSet: ReplicaSet, active: readonly Pod[]): StatusError | undefined {
  const surplus = active.length - (replicaSet.spec?.replicas ?? 1);
  const control = { owner: replicaSet, source: replicaSetController.name };
  if (surplus < 0) {
    const pod = podFromTemplate(replicaSet.spec?.template, replicaSet, controllerRef(replicaSet, 'apps/v1', 'ReplicaSet'));
    return slowStart(Math.min(-surplus, burstReplicas), () => {
      const result = createPod(ctx, control, pod);
      return result.ok || isNamespaceTerminating(result.error) ? undefined : result.error;
    });
  }
  if (surplus === 0) return undefined;
  const count = Math.min(surplus, burstReplicas);
  const chosen = count < active.length ? inDeletionOrder(active, relatedPods(ctx, replicaSet), ctx.nowMs).slice(0, count) : active;
  let failure: StatusError | undefined;
  for (const pod of chosen) failure ??= deletePod(ctx, control, pod);
  return failure;
}

/** The pods of all ReplicaSets of the same owner: what counts as crowded when one must go. Without an owner nothing does (getIndirectlyRelatedPods). */
function relatedPods(ctx: Context, replicaSet: ReplicaSet): readonly Pod[] {
  const owner = controllerOf(replicaSet)?.uid;
  const siblings = owner === undefined ? [] : ctx.api.indexed<ReplicaSet>(resource, 'controller', owner);
  return siblings.flatMap(sibling => ctx.api.indexed<Pod>('pods', 'controller', sibling.metadata?.uid ?? ''));
}

interface Observation { readonly active: readonly Pod[]; readonly terminating: number; readonly error: StatusError | undefined }

function statusOf(ctx: Context, replicaSet: ReplicaSet, seen: Observation): ReplicaSetStatus {
  const templateLabels = replicaSet.spec?.template?.metadata?.labels ?? noLabels;
  const minReadySeconds = replicaSet.spec?.minReadySeconds ?? 0;
  const ready = seen.active.filter(isPodReady);
  const conditions = failureConditions(ctx, replicaSet, seen);
  return {
    ...(conditions.length === 0 ? {} : { conditions }),
    replicas: seen.active.length,
    fullyLabeledReplicas: seen.active.filter(pod => podHasLabels(pod, templateLabels)).length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter(pod => isPodAvailable(pod, minReadySeconds, ctx.nowMs)).length,
    terminatingReplicas: seen.terminating
  };
}

function failureConditions(ctx: Context, replicaSet: ReplicaSet, seen: Observation): readonly ReplicaSetCondition[] {
  const conditions = replicaSet.status?.conditions ?? [];
  const failing = conditions.some(condition => condition.type === 'ReplicaFailure');
  if (seen.error === undefined) return failing ? conditions.filter(condition => condition.type !== 'ReplicaFailure') : conditions;
  if (failing) return conditions;
  const reason = seen.active.length < (replicaSet.spec?.replicas ?? 1) ? 'FailedCreate' : 'FailedDelete';
  return [...conditions, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: timestamp(ctx.nowMs), reason, message: seen.error.message }];
}

/** Writes the status when anything in it differs from the stored one. */
function writeStatus(ctx: Context, replicaSet: ReplicaSet, status: ReplicaSetStatus): StatusError | undefined {
  const generation = replicaSet.metadata?.generation ?? 0;
  const { observedGeneration = 0, ...old } = replicaSet.status ?? {};
  const complete = { fullyLabeledReplicas: 0, readyReplicas: 0, availableReplicas: 0, replicas: 0, ...old };
  if (equal(complete, status) && observedGeneration === generation) return undefined;
  const result = ctx.api.updateStatus(resource, { ...replicaSet, status: withoutZeros({ ...status, observedGeneration: generation }) });
  return result.ok ? undefined : result.error;
}

/** Go leaves empty numbers out of the answer, but for `replicas` and `terminatingReplicas`. */
function withoutZeros(status: ReplicaSetStatus): ReplicaSetStatus {
  const kept = new Set(['replicas', 'terminatingReplicas']);
  return Object.fromEntries(Object.entries(status).filter(([name, value]) => kept.has(name) || value !== 0));
}

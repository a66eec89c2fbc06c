import type { Deployment, Pod, ReplicaSet } from '../../../generated/types';
import { isEmptySelector, selectorMatches } from '../../api/labelSelector';
import { controllerOf, labelsOf } from '../../api/object';
import { clone, own, type Mutable } from '../../core/json';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { claim, claimCandidates } from '../claim';
import { keyOf, splitKey, watchOwn, type Controller, type SyncResult } from '../controller';
import { controllerRef } from '../podControl';
import { newCondition, conditionOf, hasProgressDeadline, setCondition } from './conditions';
import { annotation, active, desiredOf, annotatedNumber } from './replicas';
import { Rollout } from './rollout';
import { rollback } from './rollback';

const resource = 'apps/deployments';

/** Rolls ReplicaSets towards what the Deployment wants (pkg/controller/deployment/deployment_controller.go, v1.36). */
export const deploymentController: Controller = {
  name: 'deployment-controller',
  watches: [watchOwn(resource), { resource: 'apps/replicasets', keysFor: keysForReplicaSet }, { resource: 'pods', keysFor: keysForPod }],
  sync
};

function keysForReplicaSet(ctx: Context, change: Change): readonly string[] {
  const keys = new Set<string>();
  for (const replicaSet of [change.object, change.old]) {
    const owner = replicaSet === undefined ? undefined : controllerOf(replicaSet);
    if (owner?.kind === 'Deployment') keys.add(`${change.key.namespace}/${owner.name ?? ''}`);
  }
  if (controllerOf(change.object) === undefined && change.type !== 'DELETED') {
    for (const deployment of ctx.api.list<Deployment>(resource, change.key.namespace)) {
      if (selectorMatches(deployment.spec?.selector, labelsOf(change.object))) keys.add(keyOf(deployment));
    }
  }
  return [...keys];
}

/** A Recreate rollout waits for the last old pod to be gone; nothing else about pods matters here. */
function keysForPod(ctx: Context, change: Change): readonly string[] {
  if (change.type !== 'DELETED') return [];
  const owner = controllerOf(change.object);
  if (owner?.kind !== 'ReplicaSet') return [];
  const replicaSet = ctx.api.get<ReplicaSet>('apps/replicasets', change.key.namespace, owner.name ?? '');
  const parent = replicaSet === undefined ? undefined : controllerOf(replicaSet);
  if (parent?.kind !== 'Deployment') return [];
  const deployment = ctx.api.get<Deployment>(resource, change.key.namespace, parent.name ?? '');
  if (deployment?.spec?.strategy?.type !== 'Recreate') return [];
  const left = ctx.api.indexed<ReplicaSet>('apps/replicasets', 'controller', deployment.metadata?.uid ?? '')
    .some(sibling => ctx.api.indexed<Pod>('pods', 'controller', sibling.metadata?.uid ?? '').length > 0);
  return left ? [] : [keyOf(deployment)];
}

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const stored = ctx.api.get<Deployment>(resource, namespace, name);
  if (stored === undefined) return undefined;
  const deployment = clone(stored);
  const selector = stored.spec?.selector;
  if (selector !== undefined && isEmptySelector(selector)) return refuseEmptySelector(ctx, deployment);
  const rules = { resource: 'apps/replicasets', owner: stored, reference: controllerRef(stored, 'apps/v1', 'Deployment'), matches: (replicaSet: ReplicaSet): boolean => selectorMatches(selector, labelsOf(replicaSet)) };
  const { claimed, failed } = claim(ctx, claimCandidates<ReplicaSet>(ctx, 'apps/replicasets', stored), rules);
  if (failed !== undefined) return { retry: failed };
  const rollout = new Rollout(ctx, deployment, claimed);
  return syncReplicaSets(ctx, deployment, rollout);
}

function syncReplicaSets(ctx: Context, deployment: Mutable<Deployment>, rollout: Rollout): SyncResult {
  if (deployment.metadata?.deletionTimestamp !== undefined) return rollout.statusOnly();
  const failed = checkPaused(ctx, deployment);
  if (failed !== undefined) return { retry: failed };
  if (deployment.spec?.paused === true) return rollout.scaleOnly();
  if (own(deployment.metadata?.annotations ?? {}, annotation.rollbackTo) !== undefined) return rollback(ctx, deployment, rollout);
  const scaling = rollout.prepare('find');
  if (scaling !== undefined) return scaling;
  if (active(rollout.all).some(replicaSet => isScaled(replicaSet, deployment))) return rollout.scaleOnly();
  return deployment.spec?.strategy?.type === 'Recreate' ? rollout.recreate() : rollout.roll();
}

/** The Deployment's size is another than when this ReplicaSet was last sized (isScalingEvent). */
function isScaled(replicaSet: ReplicaSet, deployment: Deployment): boolean {
  const known = annotatedNumber(replicaSet, annotation.desiredReplicas);
  return known !== undefined && known !== desiredOf(deployment);
}

/** Says in a condition that the Deployment was paused or resumed, so that the time in between does not count against its deadline. */
function checkPaused(ctx: Context, deployment: Mutable<Deployment>): string | undefined {
  if (!hasProgressDeadline(deployment)) return undefined;
  const condition = conditionOf(deployment.status, 'Progressing');
  if (condition?.reason === 'ProgressDeadlineExceeded') return undefined;
  const saysPaused = condition?.reason === 'DeploymentPaused';
  const paused = deployment.spec?.paused === true;
  if (paused === saysPaused) return undefined;
  const text = paused ? { reason: 'DeploymentPaused', message: 'Deployment is paused' } : { reason: 'DeploymentResumed', message: 'Deployment is resumed' };
  setCondition(deployment.status ??= {}, newCondition(ctx.nowMs, 'Progressing', 'Unknown', text));
  const result = ctx.api.updateStatus(resource, deployment);
  return result.ok ? undefined : result.error.message;
}

function refuseEmptySelector(ctx: Context, deployment: Mutable<Deployment>): SyncResult {
  ctx.recordEvent(deployment, { type: 'Warning', reason: 'SelectingAll', message: 'This deployment is selecting all pods. A non-empty selector is required.', source: 'deployment-controller' });
  const generation = deployment.metadata?.generation ?? 0;
  if ((deployment.status?.observedGeneration ?? 0) < generation) {
    (deployment.status ??= {}).observedGeneration = generation;
    ctx.api.updateStatus(resource, deployment);
  }
  return undefined;
}

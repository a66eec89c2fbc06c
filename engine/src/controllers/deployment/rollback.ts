import type { Deployment, ReplicaSet } from '../../../generated/types';
import { clone, equal, type Mutable } from '../../core/json';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import type { SyncResult } from '../controller';
import { annotation } from './replicas';
import { lastRevision, revisionOf, setAnnotationsFrom, withoutHash } from './revisions';
import type { Rollout } from './rollout';

/** Answers the annotation that apps/v1beta1's rollbackTo became (rollback.go, v1.36); kubectl's undo patches the template instead. */
export function rollback(ctx: Context, deployment: Mutable<Deployment>, rollout: Rollout): SyncResult {
  const text = deployment.metadata?.annotations?.[annotation.rollbackTo] ?? '';
  const failed = rollout.prepare('create');
  if (failed !== undefined) return failed;
  const wanted = /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : lastRevision(rollout.all);
  if (wanted === 0) return giveUp(ctx, deployment, 'Unable to find last revision.');
  const target = rollout.all.find(replicaSet => revisionOf(replicaSet) === wanted);
  if (target === undefined) return giveUp(ctx, deployment, 'Unable to find the revision to rollback to.');
  return rollbackTo(ctx, deployment, target);
}

function rollbackTo(ctx: Context, deployment: Mutable<Deployment>, target: ReplicaSet): SyncResult {
  const name = deployment.metadata?.name ?? '';
  const template = withoutHash(target.spec?.template);
  if (equal(template, withoutHash(deployment.spec?.template))) {
    warn(ctx, deployment, 'DeploymentRollbackTemplateUnchanged', `The rollback revision contains the same template as current deployment "${name}"`);
    return write(ctx, deployment);
  }
  (deployment.spec ??= {}).template = clone(template);
  setAnnotationsFrom(deployment, target);
  const failed = write(ctx, deployment);
  if (failed === undefined) {
    ctx.recordEvent(deployment, { type: 'Normal', reason: 'DeploymentRollback', message: `Rolled back deployment "${name}" to revision ${revisionOf(target)}`, source: 'deployment-controller' });
  }
  return failed;
}

function giveUp(ctx: Context, deployment: Mutable<Deployment>, message: string): SyncResult {
  warn(ctx, deployment, 'DeploymentRollbackRevisionNotFound', message);
  return write(ctx, deployment);
}

function warn(ctx: Context, deployment: KubeObject, reason: string, message: string): void {
  ctx.recordEvent(deployment, { type: 'Warning', reason, message, source: 'deployment-controller' });
}

function write(ctx: Context, deployment: Mutable<Deployment>): SyncResult {
  const { [annotation.rollbackTo]: _, ...annotations } = deployment.metadata?.annotations ?? {};
  const result = ctx.api.update<Deployment & KubeObject>('apps/deployments', { ...deployment, metadata: { ...deployment.metadata, annotations } });
  return result.ok ? undefined : { retry: result.error.message };
}

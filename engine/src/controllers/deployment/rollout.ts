import type { Deployment, DeploymentStatus, Pod, ReplicaSet } from '../../../generated/types';
import { clone, equal, type Mutable } from '../../core/json';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import type { SyncResult } from '../controller';
import { calculateStatus, conditionOf, deadlineMs, hasProgressDeadline, hasTimedOut, isComplete, isProgressing, newCondition, removeCondition, replicaFailure, setCondition } from './conditions';
import { NewReplicaSet } from './newReplicaSet';
import { active, annotation, desiredOf, isSaturated, maxUnavailable, newReplicas, oldestFirst, proportionalSizes, setReplicasAnnotations, sum } from './replicas';
import { findNewReplicaSet, revisionOf } from './revisions';

const source = 'deployment-controller';

/** A refused write: the sync ends and is tried again. */
interface Refusal { readonly retry: string }

/**
 * One sync of one Deployment. The Deployment given is the sync's own copy: it keeps the version that was read, so that a
 * second status write of the same sync is refused with a conflict and tried again, as happens in a real cluster.
 */
export class Rollout {
  private current: ReplicaSet | undefined;
  private old: ReplicaSet[];

  constructor(private readonly ctx: Context, private readonly deployment: Mutable<Deployment>, private readonly replicaSets: readonly ReplicaSet[]) {
    this.current = undefined;
    this.old = [];
  }

  /** All ReplicaSets of the Deployment, the new one last. */
  get all(): ReplicaSet[] {
    return this.current === undefined ? this.old : [...this.old, this.current];
  }

  /** Finds the new ReplicaSet (or makes it) and brings its annotations up to date. */
  prepare(mode: 'find' | 'create'): Refusal | undefined {
    const existing = findNewReplicaSet(this.deployment, this.replicaSets);
    this.old = this.replicaSets.filter(replicaSet => replicaSet.metadata?.uid !== existing?.metadata?.uid).sort(oldestFirst);
    const step = new NewReplicaSet(this.ctx, this.deployment, this.old);
    if (existing === undefined && mode === 'find') {
      this.current = undefined;
      return undefined;
    }
    const result = existing === undefined ? step.create() : step.refresh(existing);
    if ('retry' in result) return result;
    this.current = result.replicaSet;
    return undefined;
  }

  /** The Deployment is being deleted: only its status follows. */
  statusOnly(): SyncResult {
    return this.prepare('find') ?? this.writeStatus(calculateStatus(this.deployment, this.all, this.current, this.ctx.nowMs));
  }

  /** Paused, or scaled in the middle of a rollout: sizes change, templates do not (sync, v1.36). */
  scaleOnly(): SyncResult {
    const failed = this.prepare('find') ?? this.scale();
    if (failed !== undefined) return failed;
    if (this.deployment.spec?.paused === true) {
      const cleaned = this.deployment.metadata?.annotations?.[annotation.rollbackTo] === undefined ? this.cleanUp() : undefined;
      if (cleaned !== undefined) return cleaned;
    }
    return this.writeStatus(calculateStatus(this.deployment, this.all, this.current, this.ctx.nowMs));
  }

  /** strategy RollingUpdate (rolling.go, v1.36). */
  roll(): SyncResult {
    const failed = this.prepare('create');
    if (failed !== undefined || this.current === undefined) return failed;
    const up = this.growNew(this.current);
    if (up !== 'unchanged') return up === 'scaled' ? this.finish() : up;
    const down = this.shrinkOld(this.current);
    if (down === 'scaled') return this.finish();
    const cleaned = isComplete(this.deployment, this.deployment.status) ? this.cleanUp() : undefined;
    return cleaned ?? this.finish();
  }

  /** strategy Recreate: all old pods go before the first new one comes (recreate.go, v1.36). */
  recreate(): SyncResult {
    const failed = this.prepare('find');
    if (failed !== undefined) return failed;
    let scaled = false;
    for (const replicaSet of active(this.old)) {
      const result = this.resize(replicaSet, 0);
      if ('retry' in result) return result;
      this.replaceOld(result.replicaSet);
      scaled = true;
    }
    if (scaled || this.oldPodsRun()) return this.finish();
    const created = this.current === undefined ? this.prepare('create') : undefined;
    if (created !== undefined || this.current === undefined) return created;
    const grown = this.resize(this.current, desiredOf(this.deployment));
    if ('retry' in grown) return grown;
    const cleaned = isComplete(this.deployment, this.deployment.status) ? this.cleanUp() : undefined;
    return cleaned ?? this.finish();
  }

  private oldPodsRun(): boolean {
    if (sum(this.old, replicaSet => replicaSet.status?.replicas) > 0) return true;
    return this.old.some(replicaSet => this.ctx.api.indexed<Pod>('pods', 'controller', replicaSet.metadata?.uid ?? '')
      .some(pod => pod.status?.phase !== 'Failed' && pod.status?.phase !== 'Succeeded'));
  }

  private growNew(current: ReplicaSet): 'scaled' | 'unchanged' | Refusal {
    const desired = desiredOf(this.deployment);
    if (desiredOf(current) === desired) return 'unchanged';
    const size = desiredOf(current) > desired ? desired : newReplicas(this.deployment, this.all, desiredOf(current));
    if (size === desiredOf(current)) return 'unchanged';
    const result = this.resize(current, size);
    if ('retry' in result) return result;
    // The status below is computed from what was read, as upstream's list of ReplicaSets keeps the old pointer.
    return 'scaled';
  }

  /** Takes unhealthy old replicas first, then as many healthy ones as availability allows (reconcileOldReplicaSets). */
  private shrinkOld(current: ReplicaSet): 'scaled' | 'unchanged' {
    const oldActive = active(this.old);
    if (oldActive.length === 0) return 'unchanged';
    const minAvailable = desiredOf(this.deployment) - maxUnavailable(this.deployment);
    const newUnavailable = desiredOf(current) - (current.status?.availableReplicas ?? 0);
    const most = sum(this.all, desiredOf) - minAvailable - newUnavailable;
    if (most <= 0) return 'unchanged';
    let cleaned = 0;
    const updated: ReplicaSet[] = [];
    for (const replicaSet of oldActive) {
      const unhealthy = desiredOf(replicaSet) - (replicaSet.status?.availableReplicas ?? 0);
      const take = Math.min(most - cleaned, unhealthy);
      const result = take > 0 ? this.resize(replicaSet, desiredOf(replicaSet) - take) : { replicaSet };
      if ('retry' in result) return 'unchanged';
      cleaned += Math.max(0, take);
      updated.push(result.replicaSet);
    }
    const healthy = this.shrinkHealthy([...updated, current], updated, minAvailable);
    return cleaned + healthy > 0 ? 'scaled' : 'unchanged';
  }

  private shrinkHealthy(all: readonly ReplicaSet[], old: readonly ReplicaSet[], minAvailable: number): number {
    const spare = sum(all, replicaSet => replicaSet.status?.availableReplicas) - minAvailable;
    let taken = 0;
    for (const replicaSet of old) {
      const take = Math.min(desiredOf(replicaSet), spare - taken);
      if (take <= 0) continue;
      if ('retry' in this.resize(replicaSet, desiredOf(replicaSet) - take)) return taken;
      taken += take;
    }
    return taken;
  }

  /** Brings the sum of sizes to what the Deployment wants without hastening the rollout (scale, sync.go). */
  private scale(): Refusal | undefined {
    const activeSets = active(this.all);
    const only = activeSets.length === 1 ? activeSets[0] : activeSets.length === 0 ? this.current ?? this.old.at(-1) : undefined;
    if (activeSets.length <= 1) return only === undefined ? undefined : this.refusal(this.resize(only, desiredOf(this.deployment)));
    if (isSaturated(this.deployment, this.current)) return this.resizeAll(active(this.old).map(replicaSet => ({ replicaSet, size: 0 })), 'changed');
    if (this.deployment.spec?.strategy?.type !== 'RollingUpdate') return undefined;
    return this.resizeAll(proportionalSizes(this.deployment, activeSets), 'annotated');
  }

  private resizeAll(rows: readonly { readonly replicaSet: ReplicaSet; readonly size: number }[], when: 'changed' | 'annotated'): Refusal | undefined {
    for (const { replicaSet, size } of rows) {
      const result = this.resize(replicaSet, size, when);
      if ('retry' in result) return result;
    }
    return undefined;
  }

  private refusal(result: { replicaSet: ReplicaSet } | Refusal): Refusal | undefined {
    return 'retry' in result ? result : undefined;
  }

  /** Gives a ReplicaSet a new size; `annotated` also where only what it knows of the Deployment's size is old (scaleReplicaSet). */
  private resize(replicaSet: ReplicaSet, size: number, when: 'changed' | 'annotated' = 'changed'): { replicaSet: ReplicaSet } | Refusal {
    const before = desiredOf(replicaSet);
    if (when === 'changed' && before === size) return { replicaSet };
    const copy = clone(replicaSet);
    const annotated = setReplicasAnnotations(copy, this.deployment);
    if (before === size && !annotated) return { replicaSet };
    (copy.spec ??= {}).replicas = size;
    const result = this.ctx.api.update<ReplicaSet & KubeObject>('apps/replicasets', copy);
    if (!result.ok) return { retry: result.error.message };
    if (before !== size) {
      const message = `Scaled ${before < size ? 'up' : 'down'} replica set ${replicaSet.metadata?.name ?? ''} from ${before} to ${size}`;
      this.ctx.recordEvent(this.deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message, source });
    }
    return { replicaSet: result.value };
  }

  private replaceOld(replicaSet: ReplicaSet): void {
    this.old = this.old.map(other => other.metadata?.uid === replicaSet.metadata?.uid ? replicaSet : other);
  }

  /** Deletes the oldest empty ReplicaSets beyond the history limit (cleanupDeployment). */
  private cleanUp(): Refusal | undefined {
    const limit = this.deployment.spec?.revisionHistoryLimit;
    if (limit === undefined || limit === 2147483647) return undefined;
    const alive = this.old.filter(replicaSet => replicaSet.metadata?.deletionTimestamp === undefined)
      .sort((a, b) => revisionOf(a) - revisionOf(b) || oldestFirst(a, b));
    for (const replicaSet of alive.slice(0, Math.max(0, alive.length - limit))) {
      const behind = (replicaSet.metadata?.generation ?? 0) > (replicaSet.status?.observedGeneration ?? 0);
      if ((replicaSet.status?.replicas ?? 0) !== 0 || desiredOf(replicaSet) !== 0 || behind) continue;
      const result = this.ctx.api.delete('apps/replicasets', replicaSet.metadata?.namespace ?? '', replicaSet.metadata?.name ?? '');
      if (!result.ok && result.error.code !== 404) return { retry: result.error.message };
    }
    return undefined;
  }

  /** The status at the end of a rollout step, with what it says of progress (syncRolloutStatus, progress.go, v1.36). */
  private finish(): SyncResult {
    const { deployment, current } = this;
    const status = calculateStatus(deployment, this.all, current, this.ctx.nowMs);
    if (!hasProgressDeadline(deployment)) removeCondition(status, 'Progressing');
    else this.judgeProgress(status);
    const failure = replicaFailure(this.all, current);
    if (failure === undefined) removeCondition(status, 'ReplicaFailure');
    else setCondition(status, failure);
    if (equal(deployment.status ?? {}, status)) return this.requeueStuck(status);
    return this.writeStatus(status);
  }

  private judgeProgress(status: Mutable<DeploymentStatus>): void {
    const { deployment, ctx } = this;
    const present = conditionOf(deployment.status, 'Progressing');
    if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && present?.reason === 'NewReplicaSetAvailable') return;
    const what = this.current === undefined ? `Deployment "${deployment.metadata?.name ?? ''}"` : `ReplicaSet "${this.current.metadata?.name ?? ''}"`;
    if (isComplete(deployment, status)) {
      setCondition(status, newCondition(ctx.nowMs, 'Progressing', 'True', { reason: 'NewReplicaSetAvailable', message: `${what} has successfully progressed.` }));
    } else if (isProgressing(deployment, status)) {
      const condition = newCondition(ctx.nowMs, 'Progressing', 'True', { reason: 'ReplicaSetUpdated', message: `${what} is progressing.` });
      if (present !== undefined) removeCondition(status, 'Progressing');
      setCondition(status, present?.status === 'True' ? { ...condition, lastTransitionTime: present.lastTransitionTime ?? '' } : condition);
    } else if (hasTimedOut(deployment, status, ctx.nowMs)) {
      setCondition(status, newCondition(ctx.nowMs, 'Progressing', 'False', { reason: 'ProgressDeadlineExceeded', message: `${what} has timed out progressing.` }));
    }
  }

  /** Nothing moved: look again when the deadline has passed (requeueStuckDeployment). */
  private requeueStuck(status: DeploymentStatus): SyncResult {
    const condition = conditionOf(this.deployment.status, 'Progressing');
    if (!hasProgressDeadline(this.deployment) || condition === undefined) return undefined;
    if (isComplete(this.deployment, status) || condition.reason === 'ProgressDeadlineExceeded') return undefined;
    const afterMs = deadlineMs(this.deployment, condition) - this.ctx.nowMs;
    return afterMs < 1000 ? { retry: 'queueing up deployment for a progress check now' } : { requeueAfterMs: afterMs + 1000 };
  }

  private writeStatus(status: DeploymentStatus): SyncResult {
    if (equal(this.deployment.status ?? {}, status)) return undefined;
    const result = this.ctx.api.updateStatus<Deployment & KubeObject>('apps/deployments', { ...this.deployment, status });
    return result.ok ? undefined : { retry: result.error.message };
  }
}


import type { Pod, StatefulSet, StatefulSetStatus } from '../../../generated/types';
import { own, type Mutable } from '../../core/json';
import { labelsOf } from '../../api/object';
import type { Context } from '../../sim/context';
import { isPodAvailable, isPodReady } from '../podState';
import { revisionLabel, templateOfRevision } from '../revisions';
import { hasStaleClaim, ownersMatch, updateOwners } from './claims';
import type { Revisions } from './history';
import { firstOrdinal, identityMatches, isInRange, newPod, ordinalOf, replicasOf, storageMatches } from './identity';
import { completeClaims, createPod, deletePod, updatePod } from './pods';

/** What one step over one pod has led to: go on, wait for something, or an error. */
type Step = 'next' | 'wait' | { readonly error: string };

/** The status after a sync, and what was refused on the way. */
export interface RolloutResult { readonly status: Mutable<StatefulSetStatus>; readonly error?: string }

const biggestBatch = 500;

/**
 * One sync of one StatefulSet: creates, replaces and removes pods, in order of their ordinals and one at a time unless the
 * policy is Parallel (updateStatefulSet, pkg/controller/statefulset/stateful_set_control.go, v1.36).
 */
export class Rollout {
  private readonly replicas: Pod[];
  /** Pods outside of the range, the highest ordinal first. */
  private readonly condemned: readonly Pod[];
  private readonly firstUnavailable: Pod | undefined;
  private readonly ordered: boolean;

  constructor(private readonly ctx: Context, private readonly set: StatefulSet, private readonly revisions: Revisions, private readonly pods: readonly Pod[]) {
    this.ordered = set.spec?.podManagementPolicy !== 'Parallel';
    const first = firstOrdinal(set);
    const present = new Map(pods.filter(pod => isInRange(pod, set)).map(pod => [ordinalOf(pod), pod]));
    this.replicas = Array.from({ length: replicasOf(set) }, (_, i) => present.get(first + i) ?? this.plan(first + i));
    this.condemned = pods.filter(pod => !isInRange(pod, set) && ordinalOf(pod) >= 0).sort((a, b) => ordinalOf(b) - ordinalOf(a));
    this.firstUnavailable = [...this.replicas, ...[...this.condemned].reverse()].find(pod => this.isUnavailable(pod));
  }

  run(): RolloutResult {
    if (this.set.metadata?.deletionTimestamp !== undefined) return { status: this.status(this.pods) };
    const stopped = this.forAll(this.replicas, pod => this.processReplica(pod))
      ?? this.forAll(this.condemned, pod => this.fixClaims(pod))
      ?? this.forAll(this.condemned, pod => this.processCondemned(pod));
    const status = this.status([...this.replicas, ...this.condemned]);
    if (stopped !== undefined) return typeof stopped === 'object' ? { status, error: stopped.error } : { status };
    return this.set.spec?.updateStrategy?.type === 'OnDelete' ? { status } : this.replaceNext(status);
  }

  /** The pod for an empty place: of the new revision, but for ordinals that the partition (or, without one, the status) keeps old. */
  private plan(ordinal: number): Pod {
    const { set, revisions } = this;
    const { type, rollingUpdate } = set.spec?.updateStrategy ?? {};
    const kept = rollingUpdate === undefined ? (type === 'RollingUpdate' ? set.status?.currentReplicas ?? 0 : 0) : rollingUpdate.partition ?? 0;
    const revision = ordinal < firstOrdinal(set) + kept ? revisions.current : revisions.update;
    return newPod(set, { name: revision.metadata?.name ?? '', template: templateOfRevision(revision) }, ordinal);
  }

  /** In order until one waits; or, in parallel, all, in batches that end with the first error. */
  private forAll(pods: readonly Pod[], step: (pod: Pod) => Step): Step | undefined {
    if (this.ordered) {
      for (const pod of pods) {
        const result = step(pod);
        if (result !== 'next') return result;
      }
      return undefined;
    }
    let done = 0;
    for (let batch = Math.min(pods.length, 1); batch > 0; batch = Math.min(2 * batch, pods.length - done, biggestBatch)) {
      const results = pods.slice(done, done + batch).map(step);
      const failed = results.find(result => typeof result === 'object');
      if (failed !== undefined) return failed;
      done += batch;
    }
    return undefined;
  }

  private processReplica(pod: Pod): Step {
    const { ctx, set, ordered } = this;
    const terminating = pod.metadata?.deletionTimestamp !== undefined;
    if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') {
      const error = terminating ? undefined : deletePod(ctx, set, pod);
      return error === undefined ? 'wait' : { error };
    }
    if (!isCreated(pod)) {
      if (hasStaleClaim(ctx, set, pod)) return 'wait';
      const error = createPod(ctx, set, pod);
      if (error !== undefined) return { error };
      if (ordered) return 'wait';
    }
    const error = pod.status?.phase === 'Pending' ? completeClaims(ctx, set, pod) : undefined;
    if (error !== undefined) return { error };
    if (ordered && (terminating || !isRunningAndReady(pod) || !this.isAvailable(pod))) return 'wait';
    if (identityMatches(set, pod) && storageMatches(set, pod) && ownersMatch(ctx, set, pod)) return 'next';
    const refused = updatePod(ctx, set, pod);
    return refused === undefined ? 'next' : { error: refused };
  }

  private fixClaims(pod: Pod): Step {
    const error = ownersMatch(this.ctx, this.set, pod) ? undefined : updateOwners(this.ctx, this.set, pod);
    return error === undefined ? 'next' : { error };
  }

  private processCondemned(pod: Pod): Step {
    if (pod.metadata?.deletionTimestamp !== undefined) return this.ordered ? 'wait' : 'next';
    const healthy = isRunningAndReady(pod) && this.isAvailable(pod);
    if (this.ordered && !healthy && pod !== this.firstUnavailable) return 'wait';
    const error = deletePod(this.ctx, this.set, pod);
    return error === undefined ? 'wait' : { error };
  }

  /** Deletes the highest pod of another revision, unless one above it is not available yet. */
  private replaceNext(status: Mutable<StatefulSetStatus>): RolloutResult {
    const lowest = this.set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
    for (let target = this.replicas.length - 1; target >= lowest; target--) {
      const pod = this.replicas[target];
      if (pod === undefined) continue;
      if (own(labelsOf(pod), revisionLabel) !== this.revisions.update.metadata?.name && pod.metadata?.deletionTimestamp === undefined) {
        const error = deletePod(this.ctx, this.set, pod);
        if (error !== undefined) return { status, error };
        status.currentReplicas = (status.currentReplicas ?? 0) - 1;
        return { status };
      }
      if (this.isUnavailable(pod)) return { status };
    }
    return { status };
  }

  private status(pods: readonly Pod[]): Mutable<StatefulSetStatus> {
    const { set, revisions } = this;
    const created = pods.filter(isCreated);
    const ready = pods.filter(isRunningAndReady);
    const ofRevision = (name: string | undefined): number => created.filter(pod => pod.metadata?.deletionTimestamp === undefined && own(labelsOf(pod), revisionLabel) === name).length;
    return {
      observedGeneration: set.metadata?.generation ?? 0, replicas: created.length, readyReplicas: ready.length,
      availableReplicas: ready.filter(pod => this.isAvailable(pod)).length,
      currentReplicas: ofRevision(revisions.current.metadata?.name), updatedReplicas: ofRevision(revisions.update.metadata?.name),
      currentRevision: revisions.current.metadata?.name ?? '', updateRevision: revisions.update.metadata?.name ?? '', collisionCount: revisions.collisionCount
    };
  }

  private isAvailable(pod: Pod): boolean {
    return isPodAvailable(pod, this.set.spec?.minReadySeconds ?? 0, this.ctx.nowMs);
  }

  private isUnavailable(pod: Pod): boolean {
    return !this.isAvailable(pod) || pod.metadata?.deletionTimestamp !== undefined;
  }
}

function isCreated(pod: Pod): boolean {
  return (pod.status?.phase ?? '') !== '';
}

function isRunningAndReady(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && isPodReady(pod);
}

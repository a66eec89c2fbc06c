import type { Job, JobStatus, Pod } from '../../../generated/types';
import { clone, type Mutable } from '../../core/json';
import type { Millis } from '../../core/time';
import { parseTimestamp, timestamp } from '../../core/timestamp';
import { selectorMatches } from '../../api/labelSelector';
import { labelsOf } from '../../api/object';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { claim, claimCandidates } from '../claim';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';
import { controllerRef } from '../podControl';
import { watchPods } from '../watchPods';
import type { Backoff } from './backoff';
import { newCondition, withCondition } from './conditions';
import { manage, removeActive, source, type Managed } from './manage';
import { isJobFinished, isSuspended, trackingFinalizer } from './podsOfJob';
import { deadlineInMs, snapshotOf, type Snapshot } from './snapshot';
import { track, type Draft } from './tracking';
import { endOf } from './verdict';

const resource = 'batch/jobs';
/** Changes of pods and of the status are gathered for so long. */
const batchMs = 1000;

/** How often the pods of each Job have failed in a row. */
type Backoffs = Map<string, Backoff>;

/** Runs pods until enough of them have succeeded (pkg/controller/job/job_controller.go, v1.36). */
export const jobController: Controller = {
  name: source,
  watches: [
    { resource, keysFor: (_ctx, change) => isOwnChange(change) ? [] : [keyOf(change.object)] },
    { resource, afterMs: batchMs, keysFor: (_ctx, change) => isOwnChange(change) ? [keyOf(change.object)] : [] },
    { ...watchPods('Job', resource), afterMs: batchMs }
  ],
  retryDelays: { firstMs: 1000, mostMs: 60_000 },
  initialMemory: (): Backoffs => new Map(),
  sync: (ctx, key, memory) => sync(ctx, key, memory as Backoffs)
};

/** Only the status changed. */
function isOwnChange(change: Change): boolean {
  return change.type === 'MODIFIED' && change.old?.metadata?.generation === change.object.metadata?.generation;
}

function sync(ctx: Context, key: string, backoffs: Backoffs): SyncResult {
  const { namespace, name } = splitKey(key);
  const job = ctx.api.get<Job>(resource, namespace, name);
  if (job === undefined || isJobFinished(job)) backoffs.delete(key);
  if (job === undefined || isJobFinished(job) || isManagedElsewhere(job)) return undefined;
  const rules = { resource: 'pods', owner: job, reference: controllerRef(job, 'batch/v1', 'Job'), finalizer: trackingFinalizer, matches: (pod: Pod): boolean => selectorMatches(job.spec?.selector, labelsOf(pod)) };
  const { claimed, failed } = claim(ctx, claimCandidates<Pod>(ctx, 'pods', job), rules);
  if (failed !== undefined) return { retry: failed };
  const seen = snapshotOf(job, claimed, backoffs.get(key) ?? { failures: 0 });
  const result = syncPods(ctx, job, seen);
  if (result.flushed) backoffs.set(key, seen.backoff);
  return result.next;
}

/** Another controller has taken the Job over (`spec.managedBy`). */
function isManagedElsewhere(job: Job): boolean {
  return job.spec?.managedBy !== undefined && job.spec.managedBy !== 'kubernetes.io/job-controller';
}

function syncPods(ctx: Context, job: Job, seen: Snapshot): { readonly flushed: boolean; readonly next: SyncResult } {
  const draft: Draft = { job, status: clone(job.status ?? {}) as Mutable<JobStatus>, changed: false };
  draft.status.uncountedTerminatedPods ??= {};
  if (draft.status.startTime === undefined && !isSuspended(job)) draft.status.startTime = timestamp(ctx.nowMs);
  let end = endOf({ ...job, status: draft.status }, seen, ctx.nowMs);
  const managed = end !== undefined ? removeActive(ctx, job, seen) : job.metadata?.deletionTimestamp === undefined ? manage(ctx, job, seen) : unmanaged(seen);
  if (end !== undefined && managed.active > 0) end = undefined;
  else if (end === undefined && isComplete(job, seen, managed)) end = newCondition(ctx.nowMs, 'SuccessCriteriaMet', 'True', { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' });
  else if (end === undefined && job.metadata?.deletionTimestamp === undefined) suspendOrResume(ctx, draft);
  note(draft, managed);
  const before = ctx.api.get(resource, job.metadata?.namespace ?? '', job.metadata?.name ?? '')?.metadata?.resourceVersion;
  const refused = track(ctx, draft, seen, end);
  const flushed = draft.job.metadata?.resourceVersion !== before;
  const retry = refused === undefined ? managed.error : `tracking status: ${refused}`;
  if (retry !== undefined) return { flushed, next: { retry } };
  const waits = [managed.requeueAfterMs, end === undefined ? deadlineInMs(job, parseTimestamp(draft.status.startTime), ctx.nowMs) : undefined].filter((wait): wait is Millis => wait !== undefined && wait > 0);
  return { flushed, next: waits.length === 0 ? undefined : { requeueAfterMs: Math.min(...waits) } };
}

function unmanaged(seen: Snapshot): Managed {
  return { active: seen.active.length, ready: seen.ready, terminating: seen.terminating };
}

/** Enough pods have succeeded, and none is active any more. */
function isComplete(job: Job, seen: Snapshot, managed: Managed): boolean {
  const { completions } = job.spec ?? {};
  return managed.active === 0 && (completions === undefined ? seen.succeeded > 0 : seen.succeeded >= completions);
}

/** Says in a condition that the Job is suspended, or goes on; its time begins anew then. */
function suspendOrResume(ctx: Context, draft: Draft): void {
  const { job, status } = draft;
  const suspended = isSuspended(job);
  const text = suspended ? { reason: 'JobSuspended', message: 'Job suspended' } : { reason: 'JobResumed', message: 'Job resumed' };
  const old = status.conditions ?? [];
  const conditions = withCondition(old, newCondition(ctx.nowMs, 'Suspended', suspended ? 'True' : 'False', text));
  if (conditions === old) return;
  status.conditions = conditions.map(condition => ({ ...condition }));
  draft.changed = true;
  ctx.recordEvent(job, { type: 'Normal', reason: suspended ? 'Suspended' : 'Resumed', message: text.message, source });
  if (suspended) delete status.startTime;
  else status.startTime = timestamp(ctx.nowMs);
}

function note(draft: Draft, { active, ready, terminating }: Managed): void {
  const { status } = draft;
  if (active !== (status.active ?? 0) || ready !== status.ready || terminating !== status.terminating) draft.changed = true;
  status.active = active;
  status.ready = ready;
  status.terminating = terminating;
}

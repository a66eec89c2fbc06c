import type { CronJob, CronJobStatus, Job, JobCondition, ObjectReference } from '../../../generated/types';
import { parseCronSchedule, type CronSchedule } from '../../core/cronSchedule';
import { goQuote } from '../../core/goText';
import { clone, type Mutable } from '../../core/json';
import { compareText } from '../../core/order';
import { epochMs, type Millis } from '../../core/time';
import { timeZoneError, zoneOffsetSeconds } from '../../core/timeZone';
import { parseTimestamp, timestamp } from '../../core/timestamp';
import { controllerOf, type KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { splitKey, watchOwn, type Controller, type SyncResult } from '../controller';
import { controllerRef, isNamespaceTerminating } from '../podControl';
import { nextLookMs, recentTime } from './schedule';

const resource = 'batch/cronjobs';
const jobs = 'batch/jobs';
const source = 'cronjob-controller';

/** Creates a Job whenever its schedule says so (pkg/controller/cronjob/cronjob_controllerv2.go, v1.36). */
export const cronJobController: Controller = {
  name: source,
  watches: [watchOwn(resource), { resource: jobs, keysFor: keysForJob }],
  sync
};

function keysForJob(_ctx: Context, change: Change): readonly string[] {
  const owners = [change.object, change.old].flatMap(object => (object === undefined ? undefined : controllerOf(object)) ?? []);
  return [...new Set(owners.filter(owner => owner.kind === 'CronJob').map(owner => `${change.key.namespace}/${owner.name ?? ''}`))];
}

/** A CronJob with the status that is being made up. */
interface Draft { readonly cronJob: CronJob; readonly status: Mutable<CronJobStatus>; changed: boolean }

/** What a sync wants next: to look again, or to try again. */
type Next = { readonly afterMs?: Millis; readonly error?: string };

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const cronJob = ctx.api.get<CronJob>(resource, namespace, name);
  if (cronJob === undefined) return undefined;
  const draft: Draft = { cronJob, status: clone(cronJob.status ?? {}), changed: false };
  const own = ctx.api.list<Job>(jobs, namespace).filter(job => controllerOf(job)?.name === name);
  removeHistory(ctx, draft, own);
  const next = run(ctx, draft, own);
  if (draft.changed) {
    const { active = [], ...status } = draft.status;
    const result = ctx.api.updateStatus(resource, { ...cronJob, status: active.length === 0 ? status : { ...status, active } });
    if (!result.ok) return { retry: result.error.message };
  }
  if (next.afterMs !== undefined) return { requeueAfterMs: next.afterMs };
  return next.error === undefined ? undefined : { retry: next.error };
}

function event(ctx: Context, draft: Draft, type: 'Normal' | 'Warning', text: { readonly reason: string; readonly message: string }): void {
  ctx.recordEvent(draft.cronJob, { type, ...text, source });
}

function finished(job: Job): JobCondition | undefined {
  return job.status?.conditions?.find(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
}

/** Deletes the oldest finished Jobs beyond the limits (cleanupFinishedJobs). */
function removeHistory(ctx: Context, draft: Draft, own: readonly Job[]): void {
  const { failedJobsHistoryLimit, successfulJobsHistoryLimit } = draft.cronJob.spec ?? {};
  for (const [type, limit] of [['Complete', successfulJobsHistoryLimit], ['Failed', failedJobsHistoryLimit]] as const) {
    const ended = own.filter(job => finished(job)?.type === type).sort(earliestFirst);
    for (const job of limit === undefined ? [] : ended.slice(0, Math.max(0, ended.length - limit))) remove(ctx, draft, job);
  }
}

function earliestFirst(a: Job, b: Job): number {
  const started = (job: Job): number => parseTimestamp(job.status?.startTime) ?? Infinity;
  return started(a) === started(b) ? compareText(a.metadata?.name ?? '', b.metadata?.name ?? '') : started(a) - started(b);
}

function remove(ctx: Context, draft: Draft, job: Job): boolean {
  const { namespace = '', name = '' } = job.metadata ?? {};
  const result = ctx.api.delete(jobs, namespace, name, { propagationPolicy: 'Background' });
  if (!result.ok) {
    event(ctx, draft, 'Warning', { reason: 'FailedDelete', message: `Deleted job: ${result.error.message}` });
    return false;
  }
  forget(draft, job.metadata?.uid);
  draft.changed = true;
  event(ctx, draft, 'Normal', { reason: 'SuccessfulDelete', message: `Deleted job ${name}` });
  return true;
}

function forget(draft: Draft, uid: string | undefined): void {
  draft.status.active = (draft.status.active ?? []).filter(reference => reference.uid !== uid);
}

/** Brings the list of active Jobs up to date, and starts one if it is time (syncCronJob). */
function run(ctx: Context, draft: Draft, own: readonly Job[]): Next {
  const { cronJob, status } = draft;
  for (const job of own) noteJob(ctx, draft, job);
  const known = new Set(own.map(job => job.metadata?.uid));
  for (const reference of status.active ?? []) {
    if (known.has(reference.uid ?? '')) continue;
    event(ctx, draft, 'Normal', { reason: 'MissingJob', message: `Active job went missing: ${reference.name ?? ''}` });
    forget(draft, reference.uid);
    draft.changed = true;
  }
  if (cronJob.metadata?.deletionTimestamp !== undefined) return {};
  const { timeZone, suspend, schedule: text = '' } = cronJob.spec ?? {};
  const zoneError = timeZone === undefined ? undefined : timeZoneError(timeZone);
  if (timeZone !== undefined && zoneError !== undefined) {
    event(ctx, draft, 'Warning', { reason: 'UnknownTimeZone', message: `invalid timeZone: ${goQuote(timeZone)}: ${zoneError}` });
    return {};
  }
  if (suspend === true) return {};
  const parsed = parseCronSchedule(text);
  if (text.includes('TZ')) event(ctx, draft, 'Warning', { reason: 'UnsupportedSchedule', message: `CRON_TZ or TZ used in schedule ${goQuote(text)} is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details` });
  if (!parsed.ok) {
    event(ctx, draft, 'Warning', { reason: 'UnparseableSchedule', message: `unparseable schedule: ${goQuote(text)} : ${parsed.error}` });
    return {};
  }
  return startIfDue(ctx, draft, parsed.schedule);
}

/** What has become of one of its Jobs. */
function noteJob(ctx: Context, draft: Draft, job: Job): void {
  const { name = '', uid } = job.metadata ?? {};
  const active = (draft.status.active ?? []).some(reference => reference.uid === uid);
  const end = finished(job);
  if (end === undefined) {
    if (!active) event(ctx, draft, 'Warning', { reason: 'UnexpectedJob', message: `Saw a job that the controller did not create or forgot: ${name}` });
    return;
  }
  if (active) {
    forget(draft, uid);
    event(ctx, draft, 'Normal', { reason: 'SawCompletedJob', message: `Saw completed job: ${name}, condition: ${end.type ?? ''}` });
    draft.changed = true;
  }
  const completed = job.status?.completionTime;
  if (end.type !== 'Complete' || completed === undefined) return;
  if ((parseTimestamp(completed) ?? 0) <= (parseTimestamp(draft.status.lastSuccessfulTime) ?? -Infinity)) return;
  draft.status.lastSuccessfulTime = completed;
  draft.changed = true;
}

function startIfDue(ctx: Context, draft: Draft, schedule: CronSchedule): Next {
  const { cronJob, status } = draft;
  const { recentMs, missed, error } = recentTime({ ...cronJob, status }, schedule, ctx.nowMs, 'counted');
  if (error !== undefined) {
    event(ctx, draft, 'Warning', { reason: 'InvalidSchedule', message: `invalid schedule: ${cronJob.spec?.schedule ?? ''} : ${error}` });
    return {};
  }
  const later = (): Next => { const afterMs = nextLookMs({ ...cronJob, status }, schedule, ctx.nowMs); return afterMs === undefined ? {} : { afterMs }; };
  if (recentMs === undefined) return later();
  if (missed === 'many') event(ctx, draft, 'Warning', { reason: 'TooManyMissedTimes', message: 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew' });
  const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec ?? {};
  if (startingDeadlineSeconds !== undefined && recentMs + startingDeadlineSeconds * 1000 < ctx.nowMs) {
    event(ctx, draft, 'Warning', { reason: 'MissSchedule', message: `Missed scheduled time to start a job: ${rfc1123(recentMs)}` });
    return later();
  }
  const active = status.active ?? [];
  if (active.some(reference => reference.name === jobName(cronJob, recentMs)) || parseTimestamp(status.lastScheduleTime) === recentMs) return later();
  if (concurrencyPolicy === 'Forbid' && active.length > 0) {
    event(ctx, draft, 'Normal', { reason: 'JobAlreadyActive', message: 'Not starting job because prior execution is running and concurrency policy is Forbid' });
    return later();
  }
  for (const reference of concurrencyPolicy === 'Replace' ? active : []) {
    const job = ctx.api.get<Job>(jobs, reference.namespace ?? '', reference.name ?? '');
    if (job === undefined || !remove(ctx, draft, job)) return { error: `could not replace job ${reference.namespace ?? ''}/${reference.name ?? ''}` };
  }
  const failed = start(ctx, draft, recentMs);
  return failed === undefined ? later() : { error: failed };
}

/** Creates the Job of a scheduled time, whose name tells it, so that it is never created twice. */
function start(ctx: Context, draft: Draft, scheduledMs: Millis): string | undefined {
  const { cronJob, status } = draft;
  const { metadata, spec } = cronJob.spec?.jobTemplate ?? {};
  const job: Job & KubeObject = {
    apiVersion: 'batch/v1', kind: 'Job',
    metadata: {
      name: jobName(cronJob, scheduledMs), namespace: cronJob.metadata?.namespace ?? '', ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
      annotations: { ...metadata?.annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': inZone(scheduledMs, cronJob.spec?.timeZone ?? 'UTC') },
      ownerReferences: [controllerRef(cronJob, 'batch/v1', 'CronJob')]
    },
    ...(spec === undefined ? {} : { spec })
  };
  const result = ctx.api.create(jobs, job);
  const existing = result.ok ? result.value : result.error.reason === 'AlreadyExists' ? ctx.api.get<Job & KubeObject>(jobs, job.metadata?.namespace ?? '', job.metadata?.name ?? '') : undefined;
  if (!result.ok && existing === undefined) {
    if (!isNamespaceTerminating(result.error)) event(ctx, draft, 'Warning', { reason: 'FailedCreate', message: `Error creating job: ${result.error.message}` });
    return result.error.message;
  }
  if (existing === undefined || controllerOf(existing)?.uid !== cronJob.metadata?.uid) return undefined;
  if (result.ok) event(ctx, draft, 'Normal', { reason: 'SuccessfulCreate', message: `Created job ${existing.metadata?.name ?? ''}` });
  const { name = '', namespace = '', uid = '', resourceVersion = '' } = existing.metadata ?? {};
  const reference: ObjectReference = { apiVersion: 'batch/v1', kind: 'Job', name, namespace, uid, resourceVersion };
  status.active = [...status.active ?? [], { ...reference }];
  status.lastScheduleTime = timestamp(scheduledMs);
  draft.changed = true;
  return undefined;
}

function jobName(cronJob: CronJob, scheduledMs: Millis): string {
  return `${cronJob.metadata?.name ?? ''}-${Math.floor((epochMs + scheduledMs) / 60_000)}`;
}

/** A moment as RFC 3339 with the zone's offset. */
function inZone(atMs: Millis, zone: string): string {
  const offset = zoneOffsetSeconds(zone, Math.floor((epochMs + atMs) / 1000));
  const local = timestamp(atMs + offset * 1000);
  return offset === 0 ? local : `${local.slice(0, -1)}${offsetText(offset, ':')}`;
}

function offsetText(seconds: number, separator: string): string {
  const minutes = Math.abs(Math.trunc(seconds / 60));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** `Mon, 05 Jan 2026 00:00:07 +0000` */
function rfc1123(atMs: Millis): string {
  const text = timestamp(atMs);
  const days = Math.floor((epochMs + atMs) / 86_400_000);
  return `${weekdays[days % 7] ?? ''}, ${text.slice(8, 10)} ${months[Number(text.slice(5, 7)) - 1] ?? ''} ${text.slice(0, 4)} ${text.slice(11, 19)} +0000`;
}

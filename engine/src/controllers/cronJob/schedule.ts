import type { CronJob } from '../../../generated/types';
import { nextCronRun } from '../../core/cronNext';
import type { CronSchedule } from '../../core/cronSchedule';
import type { Millis } from '../../core/time';
import { parseTimestamp } from '../../core/timestamp';

/** The last time at or before now at which the schedule wanted a run, and from where was counted. */
export interface RecentTime { readonly earliestMs: Millis; readonly recentMs?: Millis; readonly missed: 'none' | 'few' | 'many'; readonly error?: string }

const most = 100;
/** Added to the time of the next look, for clocks that differ (nextScheduleDelta). */
const deltaMs = 100;

function next(cronJob: CronJob, schedule: CronSchedule, afterMs: Millis): Millis | undefined {
  return nextCronRun(schedule, afterMs, cronJob.spec?.timeZone ?? 'UTC');
}

/** mostRecentScheduleTime (pkg/controller/cronjob/utils.go, v1.36); `deadline` says whether what is too late to start counts. */
export function recentTime(cronJob: CronJob, schedule: CronSchedule, nowMs: Millis, deadline: 'counted' | 'ignored'): RecentTime {
  let earliestMs = parseTimestamp(cronJob.status?.lastScheduleTime) ?? parseTimestamp(cronJob.metadata?.creationTimestamp) ?? nowMs;
  const seconds = cronJob.spec?.startingDeadlineSeconds;
  if (deadline === 'counted' && seconds !== undefined) earliestMs = Math.max(earliestMs, nowMs - seconds * 1000);
  const first = next(cronJob, schedule, earliestMs);
  const second = first === undefined ? undefined : next(cronJob, schedule, first);
  if (first !== undefined && nowMs < first) return { earliestMs, missed: 'none' };
  if (first !== undefined && second !== undefined && nowMs < second) return { earliestMs, recentMs: first, missed: 'none' };
  if (first === undefined || second === undefined || second - first < 1000) return { earliestMs, missed: 'none', error: 'time difference between two schedules is less than 1 second' };
  const between = second - first;
  const count = Math.floor((nowMs - first) / between) + 1;
  let recentMs: Millis | undefined;
  for (let t = next(cronJob, schedule, first + (count - 2) * between); t !== undefined && t <= nowMs; t = next(cronJob, schedule, t)) recentMs = t;
  return { earliestMs, missed: count > most ? 'many' : 'few', ...(recentMs === undefined ? {} : { recentMs }) };
}

/** How long until the CronJob has to be looked at again (nextScheduleTimeDuration); undefined when its schedule never comes. */
export function nextLookMs(cronJob: CronJob, schedule: CronSchedule, nowMs: Millis): Millis | undefined {
  const { earliestMs, recentMs, missed, error } = recentTime(cronJob, schedule, nowMs, 'ignored');
  const from = error !== undefined ? nowMs : recentMs ?? (missed === 'none' ? earliestMs : nowMs);
  const at = next(cronJob, schedule, from);
  return at === undefined ? undefined : Math.max(0, at + deltaMs - nowMs);
}

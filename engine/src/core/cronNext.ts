import type { CronField, CronSchedule } from './cronSchedule';
import { epochMs, type Millis } from './time';
import { civilFromDays, daysFromCivil } from './timestamp';
import { utcOfLocal, weekdayOf, zoneOffsetSeconds } from './timeZone';

const hourSeconds = 3600;
const daySeconds = 86_400;
const maxYears = 5;

/**
 * The next virtual moment of a schedule after another one, as `SpecSchedule.Next` of robfig/cron v3 finds it, daylight saving
 * included; undefined when there is none within five years (31 February). `zone` is the CronJob's, where the schedule names none.
 */
export function nextCronRun(schedule: CronSchedule, afterMs: Millis, zone = 'UTC'): Millis | undefined {
  const after = Math.floor((epochMs + afterMs) / 1000);
  const next = schedule.type === 'every' ? after + schedule.seconds : nextByCalendar(schedule, after, schedule.zone ?? zone);
  return next === undefined ? undefined : next * 1000 - epochMs;
}

type Calendar = CronSchedule & { readonly type: 'calendar' };

/** A moment as the zone's clocks show it. */
interface LocalTime { readonly days: number; readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number; readonly second: number }

function localTime(utcSeconds: number, zone: string): LocalTime {
  const local = utcSeconds + zoneOffsetSeconds(zone, utcSeconds), days = Math.floor(local / daySeconds), rest = local - days * daySeconds;
  return { days, ...civilFromDays(days), hour: Math.floor(rest / hourSeconds), minute: Math.floor(rest / 60) % 60, second: rest % 60 };
}

function nextByCalendar(schedule: Calendar, after: number, zone: string): number | undefined {
  let at = after + 1;
  const lastYear = localTime(at, zone).year + maxYears;
  // The first step to a later unit goes back to the unit's beginning; each field may send the search back to the month.
  let truncated = false;
  const begin = (beginning: (now: LocalTime) => number): void => {
    if (!truncated) at = beginning(localTime(at, zone));
    truncated = true;
  };
  search: for (let now = localTime(at, zone); now.year <= lastYear; now = localTime(at, zone)) {
    while (!schedule.month.values.has(now.month)) {
      begin(({ year, month }) => utcOfLocal(zone, daysFromCivil(year, month, 1) * daySeconds));
      at = addMonth(at, zone);
      now = localTime(at, zone);
      if (now.month === 1) continue search;
    }
    while (!dayMatches(schedule, now)) {
      begin(({ days }) => utcOfLocal(zone, days * daySeconds));
      at = addDay(at, zone);
      now = localTime(at, zone);
      if (now.day === 1) continue search;
    }
    while (!schedule.hour.values.has(now.hour)) {
      begin(({ days, hour }) => utcOfLocal(zone, days * daySeconds + hour * hourSeconds));
      at += hourSeconds;
      now = localTime(at, zone);
      if (now.hour === 0) continue search;
    }
    while (!schedule.minute.values.has(now.minute) || now.second !== 0) {
      at += 60 - now.second;
      truncated = true;
      now = localTime(at, zone);
      if (now.minute === 0) continue search;
    }
    return at;
  }
  return undefined;
}

function addMonth(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = localTime(at, zone);
  return utcOfLocal(zone, (daysFromCivil(month === 12 ? year + 1 : year, month % 12 + 1, 1) + day - 1) * daySeconds + hour * hourSeconds + minute * 60 + second);
}

/** A day later at midnight, or as near to it as a change of the clocks leaves. */
function addDay(at: number, zone: string): number {
  const { days, hour, minute, second } = localTime(at, zone);
  const next = utcOfLocal(zone, (days + 1) * daySeconds + hour * hourSeconds + minute * 60 + second), found = localTime(next, zone).hour;
  if (found === 0) return next;
  return found > 12 ? next + (24 - found) * hourSeconds : next - found * hourSeconds;
}

/** Where both days are restricted either may match; else both must. */
function dayMatches({ dayOfMonth, dayOfWeek }: Calendar, now: LocalTime): boolean {
  const month = matches(dayOfMonth, now.day), week = matches(dayOfWeek, weekdayOf(now.days));
  return dayOfMonth.star || dayOfWeek.star ? month && week : month || week;
}

function matches(field: CronField, value: number): boolean {
  return field.values.has(value);
}

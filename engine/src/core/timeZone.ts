import { civilFromDays, daysFromCivil } from './timestamp';
import { timeZoneRules } from './timeZoneRules';

const daySeconds = 86_400;

/** Why Go's `time.LoadLocation` refuses a name, in its words; undefined for a zone of the IANA database (or `UTC`, `Local`). */
export function timeZoneError(name: string): string | undefined {
  if (name === '' || name === 'UTC' || name === 'Local') return undefined;
  if (name.includes('..') || name.startsWith('/') || name.includes('\\')) return 'time: invalid location name';
  return zones().has(name) ? undefined : `unknown time zone ${name}`;
}

/** How far local time is ahead of UTC, in seconds, at a moment in seconds since 1970; 0 for an unknown zone. */
export function zoneOffsetSeconds(name: string, utcSeconds: number): number {
  const rule = zoneRule(name);
  if (rule === undefined) return 0;
  if (rule.summer === undefined) return rule.offset;
  const { year } = civilFromDays(Math.floor((utcSeconds + rule.offset) / daySeconds));
  const start = changeSeconds(rule.summer.start, year) - rule.offset, end = changeSeconds(rule.summer.end, year) - rule.summer.offset;
  const isSummer = start < end ? utcSeconds >= start && utcSeconds < end : utcSeconds >= start || utcSeconds < end;
  return isSummer ? rule.summer.offset : rule.offset;
}

/** The moment at which the zone's clocks show a local time, as Go's `time.Date` chooses it where clocks jump. */
export function utcOfLocal(name: string, localSeconds: number): number {
  const guess = localSeconds - zoneOffsetSeconds(name, localSeconds);
  return localSeconds - zoneOffsetSeconds(name, guess);
}

/** A day of a rule: the nth weekday of a month, or a day of the year, and the seconds after midnight. */
type ChangeDay =
  | { readonly type: 'weekday'; readonly month: number; readonly week: number; readonly weekday: number; readonly seconds: number }
  | { readonly type: 'yearDay'; readonly day: number; readonly countsLeapDay: boolean; readonly seconds: number };

/** A POSIX rule: the offset in winter, and that of summer with its two changes. */
interface ZoneRule { readonly offset: number; readonly summer?: { readonly offset: number; readonly start: ChangeDay; readonly end: ChangeDay } }

let zonesByName: ReadonlyMap<string, string> | undefined;
const parsedRules = new Map<string, ZoneRule>();

function zones(): ReadonlyMap<string, string> {
  return zonesByName ??= new Map(timeZoneRules.flatMap(([rule, names]) => names.split(' ').flatMap(group => {
    const slash = group.lastIndexOf('/') + 1;
    return group.slice(slash).split(',').map((name): [string, string] => [group.slice(0, slash) + name, rule]);
  })));
}

function zoneRule(name: string): ZoneRule | undefined {
  const text = zones().get(name);
  if (text === undefined) return undefined;
  const known = parsedRules.get(text);
  if (known !== undefined) return known;
  const rule = parseRule(text);
  parsedRules.set(text, rule);
  return rule;
}

const zoneName = '(?:<[^>]+>|[A-Za-z]+)', clock = '[+-]?\\d+(?::\\d+)*';
const rulePattern = new RegExp(`^${zoneName}(${clock})(?:${zoneName}(${clock})?,([^,/]+)(?:/(${clock}))?,([^,/]+)(?:/(${clock}))?)?$`);

function parseRule(text: string): ZoneRule {
  const [, standard = '0', summer, start, startTime, end, endTime] = rulePattern.exec(text) ?? [];
  const offset = 0 - clockSeconds(standard);
  if (start === undefined || end === undefined) return { offset };
  return { offset, summer: { offset: summer === undefined ? offset + 3600 : 0 - clockSeconds(summer), start: parseDay(start, startTime), end: parseDay(end, endTime) } };
}

function clockSeconds(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

function parseDay(text: string, time = '2'): ChangeDay {
  const seconds = clockSeconds(time);
  const [month = 1, week = 1, weekday = 0] = text.slice(1).split('.').map(Number);
  if (text.startsWith('M')) return { type: 'weekday', month, week, weekday, seconds };
  return text.startsWith('J') ? { type: 'yearDay', day: month - 1, countsLeapDay: false, seconds } : { type: 'yearDay', day: Number(text), countsLeapDay: true, seconds };
}

/** The local moment of a change in a year, in seconds since 1970 as if local time were UTC. */
function changeSeconds(change: ChangeDay, year: number): number {
  return changeDay(change, year) * daySeconds + change.seconds;
}

function changeDay(change: ChangeDay, year: number): number {
  if (change.type === 'yearDay') {
    const day = daysFromCivil(year, 1, 1) + change.day;
    return !change.countsLeapDay && change.day >= 59 && daysFromCivil(year, 3, 1) - daysFromCivil(year, 1, 1) === 60 ? day + 1 : day;
  }
  const first = daysFromCivil(year, change.month, 1);
  const next = change.month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, change.month + 1, 1);
  const day = first + (change.weekday - weekdayOf(first) + 7) % 7 + (change.week - 1) * 7;
  return day >= next ? day - 7 : day;
}

/** 0 for Sunday. */
export function weekdayOf(days: number): number {
  return ((days + 4) % 7 + 7) % 7;
}

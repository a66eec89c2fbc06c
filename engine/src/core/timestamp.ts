import { epochMs, type Millis } from './time';

/** A virtual moment as `metav1.Time` prints it (`2026-01-05T00:00:07Z`): whole seconds, cut off as the API server does. */
export function timestamp(atMs: Millis): string {
  const seconds = Math.floor((epochMs + atMs) / 1000);
  if (seconds !== printed.seconds) printed = { seconds, text: `${civil(seconds)}Z` };
  return printed.text;
}

/** The second that was printed last: what happens at one moment is stamped many times. */
let printed = { seconds: NaN, text: '' };

/** A virtual moment as `metav1.MicroTime` prints it (`2026-01-05T00:00:07.250000Z`). */
export function microTimestamp(atMs: Millis): string {
  const wallMs = epochMs + atMs;
  return `${civil(Math.floor(wallMs / 1000))}.${String(wallMs % 1000).padStart(3, '0')}000Z`;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** The virtual moment an RFC 3339 timestamp stands for; undefined when the text is none. May be negative (before the start). */
export function parseTimestamp(text: string | undefined): Millis | undefined {
  if (text === undefined) return undefined;
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const moment = parse(text);
  if (parsed.size >= maxParsed) parsed.clear();
  if (moment !== undefined) parsed.set(text, moment);
  return moment;
}

/** Timestamps that were read before: hundreds of pods share a few. */
const parsed = new Map<string, Millis>();
const maxParsed = 1000;

function parse(text: string): Millis | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = match;
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  const seconds = ((days * 24 + Number(hour)) * 60 + Number(minute)) * 60 + Number(second);
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60;
  const millis = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  return (seconds - offset) * 1000 + millis - epochMs;
}

function civil(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const { year, month, day } = civilFromDays(days);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (Howard Hinnant's algorithm). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The inverse of `daysFromCivil`. */
export function civilFromDays(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1 };
}

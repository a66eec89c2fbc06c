import { civilFromDays, daysFromCivil } from './timestamp';

/** A moment as whole seconds since 1970 (UTC) and nanoseconds. */
export interface Moment { readonly seconds: number; readonly nanos: number }

export type TimeResult = { readonly ok: true; readonly moment: Moment } | { readonly ok: false; readonly error: string };

const layouts = { seconds: '2006-01-02T15:04:05Z07:00', micros: '2006-01-02T15:04:05.000000Z07:00' } as const;

const elements = [
  { name: '2006', width: 4 }, { name: '-' }, { name: '01', width: 2, low: 1, high: 12, what: 'month' }, { name: '-' },
  { name: '02', width: 2, low: 1, high: 31, what: 'day' }, { name: 'T' }, { name: '15', width: 2, low: 0, high: 23, what: 'hour' }, { name: ':' },
  { name: '04', width: 2, low: 0, high: 59, what: 'minute' }, { name: ':' }, { name: '05', width: 2, low: 0, high: 59, what: 'second' }
] as const;

/** Reads a time as Go's `time.Parse` does with RFC 3339, with Go's words when it cannot. */
export function parseRfc3339(text: string, precision: keyof typeof layouts = 'seconds'): TimeResult {
  const layout = layouts[precision];
  const cannot = (rest: string, element: string): TimeResult => ({ ok: false, error: `parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(element)}` });
  const parts: number[] = [];
  let at = 0;
  let outOfRange: string | undefined;
  for (const element of elements) {
    if (!('width' in element)) {
      if (text[at] !== element.name) return cannot(text.slice(at), element.name);
      at++;
      continue;
    }
    const digits = text.slice(at, at + element.width);
    if (digits.length < element.width || !/^\d+$/.test(digits)) return cannot(text.slice(at), element.name);
    const value = Number(digits);
    if ('low' in element && (value < element.low || value > element.high)) outOfRange ??= element.what;
    if (outOfRange !== undefined) return { ok: false, error: `parsing time ${quote(text)}: ${outOfRange} out of range` };
    parts.push(value);
    at += element.width;
  }
  const fraction = /^[.,]\d+/.exec(text.slice(at))?.[0] ?? '';
  if (precision === 'micros' && !/^[.,]\d{6}/.test(fraction)) return cannot(text.slice(at), '.000000');
  if (precision === 'micros' && fraction.length !== 7) return cannot(text.slice(at + 7), 'Z07:00');
  at += fraction.length;
  const zone = /^(?:Z|([+-])(\d\d):(\d\d))/.exec(text.slice(at));
  if (zone === null) return cannot(text.slice(at), 'Z07:00');
  at += zone[0].length;
  if (at < text.length) return { ok: false, error: `parsing time ${quote(text)}: extra text: ${quote(text.slice(at))}` };
  return moment(text, parts, fraction, zone);
}

function moment(text: string, parts: readonly number[], fraction: string, zone: RegExpExecArray): TimeResult {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const zoneHours = Number(zone[2] ?? 0), zoneMinutes = Number(zone[3] ?? 0);
  if (zoneHours > 24) return { ok: false, error: `parsing time ${quote(text)}: time zone offset hour out of range` };
  if (zoneMinutes > 60) return { ok: false, error: `parsing time ${quote(text)}: time zone offset minute out of range` };
  if (day > daysIn(year, month)) return { ok: false, error: `parsing time ${quote(text)}: day out of range` };
  const offset = (zone[1] === '-' ? -1 : 1) * (zoneHours * 3600 + zoneMinutes * 60);
  const seconds = daysFromCivil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
  return { ok: true, moment: { seconds, nanos: Number((fraction.slice(1, 10) + '000000000').slice(0, 9)) } };
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, char => `\\${char}`)}"`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `2026-01-05T00:00:00Z`; with microseconds as `MicroTime` prints them (`…:00.000000Z`). */
export function formatRfc3339(moment: Moment, precision: keyof typeof layouts = 'seconds'): string {
  const days = Math.floor(moment.seconds / 86400), rest = moment.seconds - days * 86400;
  const { year, month, day } = civilFromDays(days);
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const clock = `${pad(Math.floor(rest / 3600))}:${pad(Math.floor(rest / 60) % 60)}:${pad(rest % 60)}`;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${clock}${precision === 'micros' ? `.${pad(Math.floor(moment.nanos / 1000), 6)}` : ''}Z`;
}

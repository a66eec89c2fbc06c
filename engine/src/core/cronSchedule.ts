import { durationError, durationSeconds } from './goDuration';
import { goQuote } from './goText';
import { timeZoneError } from './timeZone';

/** The minutes, hours … of a schedule as sets of numbers; `star` where the field says "any". */
export interface CronField { readonly values: ReadonlySet<number>; readonly star: boolean }

/** A schedule: moments by the calendar, or a fixed interval. `zone` is that of a `TZ=` prefix. */
export type CronSchedule =
  | { readonly type: 'calendar'; readonly minute: CronField; readonly hour: CronField; readonly dayOfMonth: CronField; readonly month: CronField; readonly dayOfWeek: CronField; readonly zone?: string }
  | { readonly type: 'every'; readonly seconds: number };

export type CronResult = { readonly ok: true; readonly schedule: CronSchedule } | { readonly ok: false; readonly error: string };

/** `cron.ParseStandard` of robfig/cron v3, as Kubernetes calls it, its panics included (pkg/util/parsers/parsers.go, v1.36). */
export function parseCronSchedule(text: string): CronResult {
  if (text === '') return failed('empty spec string');
  const prefix = /^(?:CRON_)?TZ=/.exec(text)?.[0];
  if (prefix === undefined) return parseSpec(text, undefined);
  const space = text.indexOf(' ');
  if (space < 0) return failed('invalid schedule format: runtime error: slice bounds out of range [:-1]');
  const zone = text.slice(prefix.length, space), problem = timeZoneError(zone);
  return problem === undefined ? parseSpec(text.slice(space).trim(), zone) : failed(`provided bad location ${zone}: ${problem}`);
}

interface Bounds { readonly min: number; readonly max: number; readonly names?: readonly string[] }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const bounds: readonly Bounds[] = [{ min: 0, max: 59 }, { min: 0, max: 23 }, { min: 1, max: 31 }, { min: 1, max: 12, names: months }, { min: 0, max: 6, names: weekdays }];

const descriptors: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'], ['@annually', '0 0 1 1 *'], ['@monthly', '0 0 1 * *'], ['@weekly', '0 0 * * 0'], ['@daily', '0 0 * * *'], ['@midnight', '0 0 * * *'], ['@hourly', '0 * * * *']
]);

function parseSpec(spec: string, zone: string | undefined): CronResult {
  if (spec.startsWith('@')) return parseDescriptor(spec, zone);
  const words = spec.split(/[\s\u0085]+/).filter(word => word !== '');
  if (words.length !== bounds.length) return failed(`expected exactly ${bounds.length} fields, found ${words.length}: [${words.join(' ')}]`);
  const fields: CronField[] = [];
  for (const [i, word] of words.entries()) {
    const field = parseField(word, bounds[i] ?? { min: 0, max: 0 });
    if (typeof field === 'string') return failed(field);
    fields.push(field);
  }
  const [minute = any, hour = any, dayOfMonth = any, month = any, dayOfWeek = any] = fields;
  return { ok: true, schedule: { type: 'calendar', minute, hour, dayOfMonth, month, dayOfWeek, ...zone === undefined ? {} : { zone } } };
}

const any: CronField = { values: new Set(), star: true };

function parseDescriptor(text: string, zone: string | undefined): CronResult {
  const spec = descriptors.get(text);
  if (spec !== undefined) return parseSpec(spec, zone);
  if (!text.startsWith('@every ')) return failed(`unrecognized descriptor: ${text}`);
  const duration = text.slice('@every '.length), problem = durationError(duration);
  if (problem !== undefined) return failed(`failed to parse duration ${text}: ${problem}`);
  return { ok: true, schedule: { type: 'every', seconds: Math.max(1, Math.floor(durationSeconds(duration))) } };
}

/** A comma list of ranges, or the words of the error. */
function parseField(text: string, limits: Bounds): CronField | string {
  const values = new Set<number>();
  let star = false;
  for (const expression of text.split(',').filter(part => part !== '')) {
    const range = parseRange(expression, limits);
    if (typeof range === 'string') return range;
    for (let value = range.start; value <= range.end; value += range.step) values.add(value);
    star ||= range.star;
  }
  return { values, star };
}

interface Range { readonly start: number; readonly end: number; readonly step: number; readonly star: boolean }

function parseRange(text: string, limits: Bounds): Range | string {
  const [span = '', stepText, ...moreSteps] = text.split('/');
  const [low = '', high, ...moreHyphens] = span.split('-');
  let { min: start, max: end } = limits;
  const isAny = low === '*' || low === '?';
  if (!isAny) {
    const first = parseNumber(low, limits.names);
    if (typeof first === 'string') return first;
    const last = high === undefined ? first : moreHyphens.length > 0 ? `too many hyphens: ${text}` : parseNumber(high, limits.names);
    if (typeof last === 'string') return last;
    start = first;
    end = last;
  }
  let step = 1;
  if (stepText !== undefined) {
    if (moreSteps.length > 0) return `too many slashes: ${text}`;
    const parsed = parseNumber(stepText);
    if (typeof parsed === 'string') return parsed;
    step = parsed;
    // `N/step` means from N to the end.
    if (high === undefined) end = limits.max;
  }
  return rangeError({ start, end, step }, limits, text) ?? { start, end, step, star: isAny && step <= 1 };
}

function rangeError({ start, end, step }: Omit<Range, 'star'>, limits: Bounds, text: string): string | undefined {
  if (start < limits.min) return `beginning of range (${start}) below minimum (${limits.min}): ${text}`;
  if (end > limits.max) return `end of range (${end}) above maximum (${limits.max}): ${text}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`;
  return step === 0 ? `step of range should be a positive number: ${text}` : undefined;
}

function parseNumber(text: string, names?: readonly string[]): number | string {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return names === months ? named + 1 : named;
  const problem = !/^[+-]?[0-9]+$/.test(text) ? 'invalid syntax' : Math.abs(Number(text)) >= 2 ** 63 ? 'value out of range' : undefined;
  if (problem !== undefined) return `failed to parse int from ${text}: strconv.Atoi: parsing ${goQuote(text)}: ${problem}`;
  const value = Number(text);
  return value < 0 ? `negative number (${value}) not allowed: ${text}` : value;
}

function failed(error: string): CronResult {
  return { ok: false, error };
}

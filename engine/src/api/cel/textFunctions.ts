import { compileGoRegexp } from '../../core/goRegexp';
import { goQuote } from '../../core/goText';
import { formatText } from './formatText';
import { failure, isListValue, noSuchOverload, type CelFunction, type CelValue } from './values';

/** A function of texts and integers, which get their JavaScript types; anything else does not fit. */
function onText(apply: (text: string, ...rest: readonly (string | number)[]) => CelValue): CelFunction {
  return ([text, ...rest]) => {
    const plain = rest.map(value => typeof value === 'bigint' ? Number(value) : value);
    return typeof text === 'string' && plain.every(value => typeof value === 'string' || typeof value === 'number') ? apply(text, ...plain.filter(value => typeof value === 'string' || typeof value === 'number')) : noSuchOverload;
  };
}

const outOfRange = (index: number): CelValue => failure(`index out of range: ${index}`);

function substring(text: string, start: number, end?: number): CelValue {
  const chars = [...text], stop = end ?? chars.length;
  if (start > stop && end !== undefined) return failure(`invalid substring range. start: ${start}, end: ${stop}`);
  if (start < 0 || start > chars.length) return outOfRange(start);
  return stop < 0 || stop > chars.length ? outOfRange(stop) : chars.slice(start, stop).join('');
}

function indexOf(text: string, part: string, from = 0): CelValue {
  const chars = [...text], wanted = [...part];
  if (part === '') return BigInt(from);
  if (from < 0 || from > chars.length) return outOfRange(from);
  for (let i = from; i <= chars.length - wanted.length; i++) if (wanted.every((char, k) => chars[i + k] === char)) return BigInt(i);
  return -1n;
}

function lastIndexOf(text: string, part: string, from?: number): CelValue {
  const chars = [...text], wanted = [...part];
  if (part === '') return BigInt(from ?? chars.length);
  if (from !== undefined && (from < 0 || from > chars.length)) return outOfRange(from);
  for (let i = Math.min(from ?? chars.length, chars.length - wanted.length); i >= 0; i--) if (wanted.every((char, k) => chars[i + k] === char)) return BigInt(i);
  return -1n;
}

function replace(text: string, old: string, by: string, limit = -1): string {
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  if (limit < 0 || limit >= parts.length - 1) return parts.join(by);
  return [...parts.slice(0, limit), parts.slice(limit).join(old)].join(by);
}

function split(text: string, by: string, limit = -1): readonly string[] {
  if (limit === 0) return [];
  const parts = by === '' ? [...text] : text.split(by);
  return limit < 0 || limit >= parts.length ? parts : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)];
}

function join([list = null, by = '']: readonly CelValue[]): CelValue {
  if (!isListValue(list) || typeof by !== 'string') return noSuchOverload;
  return list.every(item => typeof item === 'string') ? list.join(by) : noSuchOverload;
}

function matching(apply: (text: string, pattern: string, limit: number) => CelValue | undefined): CelFunction {
  return onText((text, pattern, limit = -1) => apply(text, String(pattern), Number(limit)) ?? failure(`Illegal regex: ${regexError(String(pattern))}`));
}

function regexError(pattern: string): string {
  const compiled = compileGoRegexp(pattern);
  return compiled.ok ? '' : compiled.error;
}

const white = /^[\s\u0085\u180e\u200b-\u200d\u2060\ufeff]+|[\s\u0085\u180e\u200b-\u200d\u2060\ufeff]+$/g;

/** Functions of strings: CEL's own, ext.Strings version 2, and Kubernetes' regex library. `indexOf` of lists is told apart by its caller. */
export const textFunctions: Readonly<Record<string, CelFunction>> = {
  contains: onText((text, part) => text.includes(String(part))), startsWith: onText((text, part) => text.startsWith(String(part))), endsWith: onText((text, part) => text.endsWith(String(part))),
  matches: matching((text, pattern) => {
    const compiled = compileGoRegexp(pattern);
    return compiled.ok ? compiled.regexp.test(text) : failure(compiled.error);
  }),
  find: matching((text, pattern) => {
    const compiled = compileGoRegexp(pattern);
    return compiled.ok ? compiled.regexp.find(text) ?? '' : undefined;
  }),
  findAll: matching((text, pattern, limit) => {
    const compiled = compileGoRegexp(pattern);
    return compiled.ok ? compiled.regexp.findAll(text, limit) : undefined;
  }),
  charAt: onText((text, at) => {
    const chars = [...text], index = Number(at);
    return index < 0 || index > chars.length ? outOfRange(index) : chars[index] ?? '';
  }),
  indexOf: onText((text, part, from) => indexOf(text, String(part), from === undefined ? 0 : Number(from))),
  lastIndexOf: onText((text, part, from) => lastIndexOf(text, String(part), from === undefined ? undefined : Number(from))),
  lowerAscii: onText(text => text.replace(/[A-Z]/g, char => char.toLowerCase())), upperAscii: onText(text => text.replace(/[a-z]/g, char => char.toUpperCase())),
  trim: onText(text => text.replace(white, '')),
  replace: onText((text, old, by, limit) => replace(text, String(old), String(by), limit === undefined ? -1 : Number(limit))),
  split: onText((text, by, limit) => split(text, String(by), limit === undefined ? -1 : Number(limit))),
  substring: onText((text, start, end) => substring(text, Number(start), end === undefined ? undefined : Number(end))),
  join, 'strings.quote': onText(text => goQuote(text)),
  format: ([template = null, args = null]) => typeof template === 'string' && isListValue(args) ? formatText(template, args) : noSuchOverload
};

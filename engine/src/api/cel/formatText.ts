import { conversions, doubleText, timeText, typeOfValue } from './conversions';
import { durationText } from './durations';
import { goTypeText } from './celType';
import { failure, isFailure, isListValue, isMapValue, isTagged, type CelValue } from './values';

/** `template.format(args)` (ext/formatting.go, cel-go 0.26): `%s %d %f %e %b %x %X %o %%`. */
export function formatText(template: string, args: readonly CelValue[]): CelValue {
  let result = '', next = 0, at = 0;
  for (const match of template.matchAll(/%(?:\.(\d+))?(.?)/gs)) {
    result += template.slice(at, match.index);
    at = match.index + match[0].length;
    const verb = match[2] ?? '';
    if (verb === '%') { result += '%'; continue; }
    if (next >= args.length) return failure(`index ${next} out of range`);
    const part = clause(verb, args[next++] ?? null, match[1] === undefined ? 6 : Number(match[1]));
    if (part === undefined) return failure(`could not parse formatting clause: unrecognized formatting clause "${verb}"`);
    if (typeof part !== 'string') return part;
    result += part;
  }
  return result + template.slice(at);
}

function clause(verb: string, value: CelValue, precision: number): string | CelValue | undefined {
  switch (verb) {
    case 's': return stringClause(value);
    case 'd': return isInteger(value) ? String(integerOf(value)) : wrong('decimal', 'integers', value);
    case 'f': return numberOf(value)?.toFixed(Math.min(precision, 100)) ?? wrong('fixed-point', 'doubles', value);
    case 'e': return numberOf(value)?.toExponential(Math.min(precision, 100)).replace(/e([+-])(\d)$/, 'e$10$2') ?? wrong('scientific', 'doubles', value);
    case 'b': return typeof value === 'boolean' ? (value ? '1' : '0') : isInteger(value) ? integerOf(value).toString(2) : wrong('binary', 'integers and bools', value);
    case 'o': return isInteger(value) ? integerOf(value).toString(8) : wrong('octal', 'integers', value);
    case 'x': return hex(value);
    case 'X': return hex(value).toUpperCase();
    default: return undefined;
  }
}

function wrong(name: string, kinds: string, value: CelValue): CelValue {
  return failure(`error during formatting: ${name} clause can only be used on ${kinds}, was given ${goTypeText(typeOfValue(value))}`);
}

function isInteger(value: CelValue): boolean {
  return typeof value === 'bigint' || (isTagged(value) && value.kind === 'uint');
}

function integerOf(value: CelValue): bigint {
  return typeof value === 'bigint' ? value : isTagged(value) && value.kind === 'uint' ? value.value : 0n;
}

function numberOf(value: CelValue): number | undefined {
  return typeof value === 'number' ? value : isInteger(value) ? Number(integerOf(value)) : undefined;
}

function hex(value: CelValue): string {
  if (isInteger(value)) return integerOf(value).toString(16);
  const bytes = conversions['bytes']?.([value]) ?? null;
  return isTagged(bytes) && bytes.kind === 'bytes' ? bytes.bytes.map(byte => byte.toString(16).padStart(2, '0')).join('') : '';
}

function stringClause(value: CelValue): string | CelValue {
  if (value === null) return 'null';
  if (isListValue(value)) return `[${value.map(item => textOf(item)).join(', ')}]`;
  if (isMapValue(value)) return `{${[...value.entries.values()].map(([key, item]) => `${textOf(key)}: ${textOf(item)}`).sort().join(', ')}}`;
  if (typeof value === 'number') return doubleText(value);
  if (isTagged(value) && value.kind === 'type') return goTypeText(value.type);
  if (isTagged(value) && value.kind === 'timestamp') return timeText(value.nanos);
  if (isTagged(value) && value.kind === 'duration') return durationText(value.nanos);
  const text = conversions['string']?.([value]) ?? null;
  return isFailure(text) ? failure(`error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given ${goTypeText(typeOfValue(value))}`) : text;
}

function textOf(value: CelValue): string {
  const text = stringClause(value);
  return typeof text === 'string' ? text : '';
}

import { utf8Bytes } from '../../core/base64';
import { utf8Text } from '../../core/utf8';
import { ipText } from '../../core/ipAddress';
import { quantityText } from '../../core/quantity';
import { formatRfc3339, parseRfc3339 } from '../../core/rfc3339';
import { durationText, parseDuration } from './durations';
import { failure, isListValue, isMapValue, isTagged, noSuchOverload, type CelFunction, type CelValue } from './values';
import { libraryType } from './signatures';
import { bool, bytes, double, duration, dyn, int, listOf, mapOf, nullType, optionalOf, string, timestamp, uint, type CelType } from './celType';

const maxInt = 2n ** 63n - 1n, maxUint = 2n ** 64n - 1n, billion = 1_000_000_000n;

const toInt: CelFunction = ([value = null]) => {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : failure('integer overflow');
  if (typeof value === 'string') {
    const number = /^[+-]?\d+$/.test(value) ? BigInt(value.replace(/^\+/, '')) : undefined;
    return number === undefined ? failure(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`) : number > maxInt || number < -maxInt - 1n ? failure(`strconv.ParseInt: parsing ${JSON.stringify(value)}: value out of range`) : number;
  }
  if (!isTagged(value)) return noSuchOverload;
  if (value.kind === 'uint') return value.value > maxInt ? failure('integer overflow') : value.value;
  if (value.kind === 'duration') return value.nanos;
  return value.kind === 'timestamp' ? floorDivide(value.nanos, billion) : noSuchOverload;
};

const toUint: CelFunction = ([value = null]) => {
  if (isTagged(value) && value.kind === 'uint') return value;
  const number = typeof value === 'bigint' ? value : typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.trunc(value)) : typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : undefined;
  if (number === undefined) return typeof value === 'string' ? failure(`strconv.ParseUint: parsing ${JSON.stringify(value)}: invalid syntax`) : noSuchOverload;
  return number < 0n || number > maxUint ? failure('unsigned integer overflow') : { kind: 'uint', value: number };
};

const toDouble: CelFunction = ([value = null]) => {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (isTagged(value) && value.kind === 'uint') return Number(value.value);
  if (typeof value !== 'string') return noSuchOverload;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return Number(value);
  const special = /^([+-]?)(?:inf|infinity)$/i.exec(value);
  if (special !== null) return special[1] === '-' ? -Infinity : Infinity;
  return /^nan$/i.test(value) ? Number.NaN : failure(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
};

const toText: CelFunction = ([value = null]) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return doubleText(value);
  if (!isTagged(value)) return noSuchOverload;
  switch (value.kind) {
    case 'uint': return String(value.value);
    case 'bytes': return utf8Text(value.bytes) ?? failure('invalid UTF-8 in bytes, cannot convert to string');
    case 'duration': return durationText(value.nanos);
    case 'timestamp': return timeText(value.nanos);
    case 'ip': return ipText(value.ip);
    case 'cidr': return `${ipText(value.prefix.address)}/${value.prefix.bits}`;
    case 'quantity': return quantityText(value.quantity);
    default: return noSuchOverload;
  }
};

/** `%g` of Go with as many digits as it takes. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 21) return Object.is(value, -0) ? '-0' : String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** RFC 3339 with as many digits of the second as it takes. */
export function timeText(nanos: bigint): string {
  const seconds = floorDivide(nanos, billion), fraction = nanos - seconds * billion;
  const digits = fraction === 0n ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
  return formatRfc3339({ seconds: Number(seconds), nanos: 0 }).replace('Z', `${digits}Z`);
}

export function floorDivide(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n);
}

/** A time in RFC 3339 as nanoseconds since 1970; undefined when it is none. */
export function timeNanos(text: string): bigint | undefined {
  const parsed = parseRfc3339(text);
  return parsed.ok ? BigInt(parsed.moment.seconds) * billion + BigInt(parsed.moment.nanos) : undefined;
}

const toTime: CelFunction = ([value = null]) => {
  if (isTagged(value) && value.kind === 'timestamp') return value;
  if (typeof value === 'bigint') return { kind: 'timestamp', nanos: value * billion };
  if (typeof value !== 'string') return noSuchOverload;
  const parsed = parseRfc3339(value), nanos = timeNanos(value);
  return nanos === undefined ? failure(parsed.ok ? 'range' : parsed.error) : { kind: 'timestamp', nanos };
};

const toDuration: CelFunction = ([value = null]) => {
  if (isTagged(value) && value.kind === 'duration') return value;
  if (typeof value === 'bigint') return { kind: 'duration', nanos: value };
  if (typeof value !== 'string') return noSuchOverload;
  const nanos = parseDuration(value);
  return nanos === undefined ? failure(`time: invalid duration ${JSON.stringify(value)}`) : { kind: 'duration', nanos };
};

const toBool: CelFunction = ([value = null]) => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return noSuchOverload;
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value) ? false : failure(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
};

const toBytes: CelFunction = ([value = null]) => {
  if (isTagged(value) && value.kind === 'bytes') return value;
  return typeof value === 'string' ? { kind: 'bytes', bytes: utf8Bytes(value) } : noSuchOverload;
};

const taggedTypes: Readonly<Record<string, CelType>> = {
  map: mapOf(dyn, dyn), uint, bytes, timestamp, duration, optional: optionalOf(dyn), type: { kind: 'type', of: dyn }, url: libraryType('URL'), quantity: libraryType('Quantity'), ip: libraryType('IP'),
  cidr: libraryType('CIDR'), semver: libraryType('Semver'), format: libraryType('Format'), authorizer: libraryType('Authorizer'), pathCheck: libraryType('PathCheck'),
  groupCheck: libraryType('GroupCheck'), resourceCheck: libraryType('ResourceCheck'), decision: libraryType('Decision')
};

/** The type of a value as it is at run time. */
export function typeOfValue(value: CelValue): CelType {
  if (value === null) return nullType;
  switch (typeof value) {
    case 'boolean': return bool;
    case 'bigint': return int;
    case 'number': return double;
    case 'string': return string;
    default: return isListValue(value) ? listOf(dyn) : isTagged(value) ? taggedTypes[value.kind] ?? dyn : dyn;
  }
}

const size: CelFunction = ([value = null]) => {
  if (typeof value === 'string') return BigInt([...value].length);
  if (isListValue(value)) return BigInt(value.length);
  if (isMapValue(value)) return BigInt(value.entries.size);
  return isTagged(value) && value.kind === 'bytes' ? BigInt(value.bytes.length) : noSuchOverload;
};

export const conversions: Readonly<Record<string, CelFunction>> = {
  int: toInt, uint: toUint, double: toDouble, string: toText, timestamp: toTime, duration: toDuration, bool: toBool, bytes: toBytes, size,
  dyn: ([value = null]) => value, type: ([value = null]) => ({ kind: 'type', type: typeOfValue(value) })
};

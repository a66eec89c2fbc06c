import { compareQuantity } from '../../core/quantity';
import { compareText } from '../../core/order';
import { ipText, prefixText } from '../../core/ipAddress';
import { compareSemver } from './semver';
import { goTypeText } from './celType';
import { isListValue, isMapValue, isTagged, type CelValue, type TaggedValue } from './values';

/** Whether two values are equal: numbers across their types, lists and maps in depth; values of other types never are. */
export function equals(a: CelValue, b: CelValue): boolean {
  const numbers = compareNumbers(a, b);
  if (numbers !== undefined) return numbers === 0;
  if (isListValue(a) || isListValue(b)) return isListValue(a) && isListValue(b) && a.length === b.length && a.every((item, i) => equals(item, b[i] ?? null));
  if (!isTagged(a) || !isTagged(b)) return a === b;
  if (isMapValue(a) && isMapValue(b)) {
    return a.entries.size === b.entries.size && [...a.entries].every(([id, [, value]]) => { const other = b.entries.get(id); return other !== undefined && equals(value, other[1]); });
  }
  return a.kind === b.kind && equalTagged(a, b);
}

function equalTagged(a: TaggedValue, b: TaggedValue): boolean {
  if (a.kind === 'optional' && b.kind === 'optional') return a.value === undefined || b.value === undefined ? a.value === b.value : equals(a.value, b.value);
  if (a.kind === 'bytes' && b.kind === 'bytes') return compareBytes(a.bytes, b.bytes) === 0;
  if ((a.kind === 'timestamp' || a.kind === 'duration') && 'nanos' in b) return a.nanos === b.nanos;
  if (a.kind === 'type' && b.kind === 'type') return typeName(goTypeText(a.type)) === typeName(goTypeText(b.type));
  if (a.kind === 'url' && b.kind === 'url') return a.text === b.text;
  if (a.kind === 'quantity' && b.kind === 'quantity') return compareQuantity(a.quantity, b.quantity) === 0;
  if (a.kind === 'ip' && b.kind === 'ip') return ipText(a.ip) === ipText(b.ip);
  if (a.kind === 'cidr' && b.kind === 'cidr') return a.prefix.address.value === b.prefix.address.value && prefixText(a.prefix) === prefixText(b.prefix);
  if (a.kind === 'semver' && b.kind === 'semver') return compareSemver(a.version, b.version) === 0;
  return a.kind === 'format' && b.kind === 'format' && a.name === b.name;
}

/** Lists and maps are one type at run time, whatever is in them. */
function typeName(text: string): string {
  return text.replace(/\(.*$/, '');
}

/** -1, 0 or 1 for values that have an order; undefined for others, and for NaN. */
export function compare(a: CelValue, b: CelValue): number | undefined {
  const numbers = compareNumbers(a, b);
  if (numbers !== undefined) return Number.isNaN(numbers) ? undefined : numbers;
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (!isTagged(a) || !isTagged(b)) return undefined;
  if (a.kind === 'bytes' && b.kind === 'bytes') return compareBytes(a.bytes, b.bytes);
  if (a.kind === b.kind && 'nanos' in a && 'nanos' in b) return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0;
  return undefined;
}

function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a], right = [...b], at = left.findIndex((char, i) => char !== right[i]);
  if (at < 0) return -1;
  const other = right[at];
  return other === undefined ? 1 : Math.sign((left[at]?.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)) || compareText(a, b);
}

function compareBytes(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  if (at < 0) return a.length === b.length ? 0 : -1;
  return at >= b.length ? 1 : Math.sign((a[at] ?? 0) - (b[at] ?? 0));
}

/** How numbers of any type compare; NaN when one of them is; undefined when one is no number. */
function compareNumbers(a: CelValue, b: CelValue): number | undefined {
  const left = numberOf(a), right = numberOf(b);
  if (left === undefined || right === undefined) return undefined;
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(value: CelValue): number | bigint | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return isTagged(value) && value.kind === 'uint' ? value.value : undefined;
}

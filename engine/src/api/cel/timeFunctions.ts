import { civilFromDays, daysFromCivil } from '../../core/timestamp';
import { floorDivide } from './conversions';
import { failure, isTagged, noSuchOverload, type CelFunction, type CelValue } from './values';

const day = 86_400_000_000_000n;

/** The part of a time at an offset from UTC; of a duration the whole of it in that unit. */
function part(ofTime: (nanos: bigint) => number | bigint, ofDuration?: (nanos: bigint) => bigint): CelFunction {
  return ([value = null, zone = 'UTC']) => {
    if (!isTagged(value)) return noSuchOverload;
    if (value.kind === 'duration') return ofDuration === undefined ? noSuchOverload : ofDuration(value.nanos);
    if (value.kind !== 'timestamp' || typeof zone !== 'string') return noSuchOverload;
    const offset = offsetOf(zone);
    return offset === undefined ? failure(`unknown time zone ${zone}`) : BigInt(ofTime(value.nanos + offset));
  };
}

/** Offsets such as `-08:00` and UTC. Names of places would need the tables of the server's machine. */
function offsetOf(zone: string): bigint | undefined {
  if (zone === 'UTC' || zone === '' || zone === 'Z') return 0n;
  const match = /^([+-]?)(\d\d):(\d\d)$/.exec(zone);
  if (match === null) return undefined;
  return BigInt((match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60)) * 1_000_000_000n;
}

const date = (nanos: bigint): ReturnType<typeof civilFromDays> => civilFromDays(Number(floorDivide(nanos, day)));
const inDay = (nanos: bigint): bigint => nanos - floorDivide(nanos, day) * day;

/** The parts of times and durations (common/types/timestamp.go, cel-go 0.26). */
export const timeFunctions: Readonly<Record<string, CelFunction>> = {
  getFullYear: part(nanos => date(nanos).year), getMonth: part(nanos => date(nanos).month - 1),
  getDayOfYear: part(nanos => Number(floorDivide(nanos, day)) - daysFromCivil(date(nanos).year, 1, 1)),
  getDayOfMonth: part(nanos => date(nanos).day - 1), getDate: part(nanos => date(nanos).day),
  getDayOfWeek: part(nanos => ((Number(floorDivide(nanos, day)) + 4) % 7 + 7) % 7),
  getHours: part(nanos => inDay(nanos) / 3_600_000_000_000n, nanos => nanos / 3_600_000_000_000n),
  getMinutes: part(nanos => inDay(nanos) / 60_000_000_000n % 60n, nanos => nanos / 60_000_000_000n),
  getSeconds: part(nanos => inDay(nanos) / 1_000_000_000n % 60n, nanos => nanos / 1_000_000_000n),
  getMilliseconds: part(nanos => inDay(nanos) / 1_000_000n % 1000n, (nanos): bigint => nanos / 1_000_000n % 1000n)
} satisfies Record<string, (args: readonly CelValue[]) => CelValue>;

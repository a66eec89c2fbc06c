import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeZoneError, utcOfLocal, zoneOffsetSeconds } from '../../../engine/src/core/timeZone';

/** Zones whose rules have stood for long, so that every platform's data agree: both hemispheres, halves of hours, no summer time. */
const zones = [
  'Europe/Berlin', 'Europe/London', 'Europe/Lisbon', 'America/New_York', 'America/Los_Angeles', 'America/St_Johns', 'America/Phoenix', 'America/Havana', 'Asia/Kolkata', 'Asia/Kathmandu',
  'Asia/Tokyo', 'Asia/Jerusalem', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Etc/GMT+12', 'UTC'
];

/** What the platform's own data say, in seconds. */
function platformOffset(zone: string, utcSeconds: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
    .formatToParts(utcSeconds * 1000);
  const part = (type: string): number => Number(parts.find(found => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000 - utcSeconds;
}

suite('time zones', () => {
  const start = Date.UTC(2026, 0, 1) / 1000, end = Date.UTC(2027, 11, 31) / 1000;

  const rows: [name: string, error: string | undefined][] = [
    ['', undefined], ['UTC', undefined], ['Local', undefined], ['US/Eastern', undefined], ['Etc/GMT+12', undefined], ['GMT', undefined],
    ['utc', 'unknown time zone utc'], ['Europe', 'unknown time zone Europe'], ['__proto__', 'unknown time zone __proto__'],
    ['../x', 'time: invalid location name'], ['/etc', 'time: invalid location name']
  ];
  for (const [name, error] of rows) test(`${name || 'the empty name'}: ${error ?? 'known'}`, () => assert.equal(timeZoneError(name), error));

  test('offsets are the platform\'s', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: start, max: end }), (zone, at) => {
      assert.equal(zoneOffsetSeconds(zone, at), platformOffset(zone, at), `${zone} at ${at}`);
    }), { numRuns: 500 });
  });

  test('a local time leads back to its moment, but for the hours that clocks skip or repeat', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: start, max: end }), (zone, at) => {
      const back = utcOfLocal(zone, at + zoneOffsetSeconds(zone, at));
      assert.ok(Math.abs(back - at) <= 7200);
    }));
  });
});

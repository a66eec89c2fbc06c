import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextCronRun } from '../../../engine/src/core/cronNext';
import { parseCronSchedule } from '../../../engine/src/core/cronSchedule';
import { epochMs } from '../../../engine/src/core/time';

/** The text of the moment after another, both in UTC; `never` where there is none. */
function next(schedule: string, after: string, zone?: string): string {
  const parsed = parseCronSchedule(schedule);
  assert.ok(parsed.ok, schedule);
  const found = nextCronRun(parsed.schedule, Date.parse(after) - epochMs, zone);
  return found === undefined ? 'never' : new Date(found + epochMs).toISOString().replace('.000Z', 'Z');
}

suite('cron schedules', () => {
  const refused: [schedule: string, error: string][] = [
    ['', 'empty spec string'],
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['* * * * * *', 'expected exactly 5 fields, found 6: [* * * * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-2 * * * *', 'beginning of range (5) beyond end of range (2): 5-2'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['99999999999999999999 * * * *', 'failed to parse int from 99999999999999999999: strconv.Atoi: parsing "99999999999999999999": value out of range'],
    ['@reboot', 'unrecognized descriptor: @reboot'],
    ['@every 5', 'failed to parse duration @every 5: time: missing unit in duration "5"'],
    ['TZ=0', 'invalid schedule format: runtime error: slice bounds out of range [:-1]'],
    ['TZ=Nowhere 0 0 * * *', 'provided bad location Nowhere: unknown time zone Nowhere']
  ];
  for (const [schedule, error] of refused) test(`${schedule || 'nothing'} is refused`, () => assert.deepEqual(parseCronSchedule(schedule), { ok: false, error }));

  const runs: [schedule: string, after: string, expected: string, zone?: string][] = [
    ['*/5 * * * *', '2026-01-05T00:00:00Z', '2026-01-05T00:05:00Z'],
    ['*/5 * * * *', '2026-01-05T00:04:59Z', '2026-01-05T00:05:00Z'],
    ['0 0 1 1 *', '2026-01-05T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['@monthly', '2026-01-31T12:00:00Z', '2026-02-01T00:00:00Z'],
    ['30 8 * * mon-fri', '2026-01-09T09:00:00Z', '2026-01-12T08:30:00Z'],
    ['0 0 13 * fri', '2026-01-05T00:00:00Z', '2026-01-09T00:00:00Z'],
    ['0 0 29 feb *', '2026-01-05T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['0 0 31 2 *', '2026-01-05T00:00:00Z', 'never'],
    ['@every 90m', '2026-01-05T00:00:00Z', '2026-01-05T01:30:00Z'],
    ['0 9 * * *', '2026-01-05T00:00:00Z', '2026-01-05T08:00:00Z', 'Europe/Berlin'],
    ['0 9 * * *', '2026-07-05T12:00:00Z', '2026-07-06T07:00:00Z', 'Europe/Berlin'],
    ['30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00Z', 'Europe/Berlin'],
    ['30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z', 'Europe/Berlin'],
    ['TZ=America/New_York 0 0 * * *', '2026-01-05T00:00:00Z', '2026-01-05T05:00:00Z'],
    ['15 14 1 * *', '2026-01-31T23:59:59Z', '2026-02-01T08:45:00Z', 'Asia/Kolkata']
  ];
  for (const [schedule, after, expected, zone] of runs) {
    test(`${schedule} after ${after}${zone === undefined ? '' : ` in ${zone}`}`, () => assert.equal(next(schedule, after, zone), expected));
  }

  test('any text is parsed or refused with words', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9*,\-/ a-z@?]{0,30}$/)), text => {
      const parsed = parseCronSchedule(text);
      assert.ok(parsed.ok || parsed.error.length > 0);
    }));
  });

  test('runs follow each other at whole minutes', () => {
    const field = (max: number): fc.Arbitrary<string> => fc.oneof(fc.constant('*'), fc.integer({ min: 1, max }).map(String), fc.integer({ min: 1, max: 20 }).map(step => `*/${step}`));
    fc.assert(fc.property(field(59), field(23), field(28), fc.integer({ min: 0, max: 10 ** 11 }), (minute, hour, day, afterMs) => {
      const parsed = parseCronSchedule(`${minute} ${hour} ${day} * *`);
      assert.ok(parsed.ok);
      const found = nextCronRun(parsed.schedule, afterMs, 'America/New_York');
      assert.ok(found !== undefined && found > afterMs && found % 60_000 === 0);
    }));
  });
});

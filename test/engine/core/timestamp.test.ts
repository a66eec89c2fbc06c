import assert from 'node:assert/strict';
import fc from 'fast-check';
import { epochMs } from '../../../engine/src/core/time';
import { microTimestamp, parseTimestamp, timestamp } from '../../../engine/src/core/timestamp';

suite('timestamp', () => {
  test('virtual moments print as the platform calendar prints them, and read back', () => {
    fc.assert(fc.property(fc.integer({ min: -epochMs, max: 4e12 }), atMs => {
      const iso = new Date(epochMs + atMs).toISOString();
      assert.equal(timestamp(atMs), `${iso.slice(0, 19)}Z`);
      assert.equal(microTimestamp(atMs), `${iso.slice(0, 23)}000Z`);
      assert.equal(parseTimestamp(microTimestamp(atMs)), atMs);
    }));
  });

  test('offsets are honoured, other texts are no timestamps', () => {
    assert.equal(parseTimestamp('2026-01-05T01:00:00+01:00'), 0);
    assert.equal(parseTimestamp('yesterday'), undefined);
    assert.equal(parseTimestamp(undefined), undefined);
  });
});

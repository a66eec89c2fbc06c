import assert from 'node:assert/strict';
import { cpuShare, cpuText, memoryShare, memoryText } from '../../../media/src/amountText';
import { TimeScale } from '../../../media/src/timeScale';
import { clockText, durationWords, spanText } from '../../../media/src/timeText';

suite('panel: amounts', () => {
  test('are said as people say them', () => {
    assert.deepEqual([cpuText(0), cpuText(250), cpuText(1500), memoryText(0), memoryText(1536 * 2 ** 20), memoryText(2 ** 29)], ['0', '250m', '1.5', '0', '1.5Gi', '512Mi']);
    assert.deepEqual([cpuShare(3500, 4000), memoryShare(2 ** 30, 16 * 2 ** 30)], ['3.5 / 4', '1 / 16Gi']);
  });
});

suite('panel: time', () => {
  test('on clocks, axes and in sentences', () => {
    assert.deepEqual([0, 1500, 58_000, 72_000, 3_723_000].map(clockText), ['0:00', '0:01.5', '0:58', '1:12', '1:02:03']);
    assert.deepEqual([0, 200, 20_000, 90_000, 7_200_000].map(spanText), ['0', '200ms', '20s', '1m30s', '2h']);
    assert.deepEqual([14_000, 72_000, 3_720_000].map(durationWords), ['14 s', '1 min 12 s', '1 h 2 min']);
  });

  test('on the scrubber every place leads back to its time, and labels keep their distance', () => {
    const scale = new TimeScale(600_000);
    for (const atMs of [0, 1, 999, 14_000, 300_000, 600_000]) assert.ok(Math.abs(scale.timeAt(scale.position(atMs)) - atMs) < 1e-6);
    const places = scale.ticks(0.1).map(atMs => scale.position(atMs));
    for (const [index, place] of places.entries()) assert.ok(index === 0 || place - (places[index - 1] ?? 0) >= 0.1);
    assert.equal(new TimeScale(0).position(0), 0);
  });
});

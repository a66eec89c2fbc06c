import assert from 'node:assert/strict';
import type { WorkloadVerdict } from '../../../engine/src/index';
import { durationText, isWell, parseDuration, verdictText } from '../../../server/src/dryRun/verdictText';

const verdict: WorkloadVerdict = { file: 'a', document: 0, kind: 'Deployment', namespace: 'default', name: 'web', desired: 3, ready: 3, readyAtMs: 14_000, pending: [], failing: [] };

suite('the verdict on a workload', () => {
  test('says how many are ready, and when', () => { assert.equal(verdictText(verdict), '3/3 ready after 14 s'); });
  test('says what is Pending and what fails', () => {
    const failing = [{ pod: 'a', reason: 'CrashLoopBackOff', message: '' }, { pod: 'b', reason: 'CrashLoopBackOff', message: '' }, { pod: 'c', reason: 'ImagePullBackOff', message: '' }];
    const { readyAtMs: _, ...unready } = verdict;
    const bad = { ...unready, ready: 0, pending: [{ pod: 'd', message: 'x' }], failing };
    assert.equal(verdictText(bad), '0/3 ready · 1 Pending · 2 CrashLoopBackOff · 1 ImagePullBackOff');
    assert.deepEqual([isWell(verdict), isWell(bad)], [true, false]);
  });

  for (const [ms, text] of [[0, '0 ms'], [850, '850 ms'], [2500, '2.5 s'], [14_000, '14 s'], [90_000, '1 min 30 s'], [120_000, '2 min'], [7_500_000, '2 h 5 min'], [3_600_000, '1 h']] as const) {
    test(`${ms} ms is ${text}`, () => { assert.equal(durationText(ms), text); });
  }

  for (const [text, ms] of [['10m', 600_000], ['1h30m', 5_400_000], ['1.5s', 1500], ['250ms', 250], ['', undefined], ['10', undefined], ['-1s', undefined], ['1m x', undefined], [`${'9'.repeat(400)}h`, undefined]] as const) {
    test(`${text.slice(0, 10)} is ${String(ms)} ms`, () => { assert.equal(parseDuration(text), ms); });
  }
});

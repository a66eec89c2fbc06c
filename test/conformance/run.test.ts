import assert from 'node:assert/strict';
import type { Aspects, CaseOutcome, Family } from './family';
import { fallen } from './floors';
import { recordingAt } from './recordings';
import { passed, runFamily } from './run';
import { familyTable } from './table';

const family: Family = {
  name: 'sums', file: 'sums.jsonl', aspects: ['sum', 'sign'],
  run: row => {
    const { name, aspects } = row as { name: string; aspects?: Aspects };
    if (!aspects) throw new Error('no aspects');
    return { name, aspects, differences: [] };
  }
};

suite('conformance: counting', () => {
  const rows: readonly { aspects?: Aspects; pass: boolean; why: string }[] = [
    { aspects: { sum: true, sign: true }, pass: true, why: 'all is equal' },
    { aspects: { sum: true, sign: null }, pass: true, why: 'what a case does not have is not compared' },
    { aspects: { sum: true, sign: false }, pass: false, why: 'one aspect differs' },
    { aspects: { sum: null, sign: null }, pass: false, why: 'nothing was compared' },
    { pass: false, why: 'the engine broke' }
  ];
  for (const { why, pass, ...row } of rows) {
    test(`a case has ${pass ? 'passed' : 'failed'} when ${why}`, () => {
      const [outcome] = runFamily('sums', [{ name: why, ...row }], [family]).outcomes;
      assert.ok(outcome);
      assert.equal(outcome.name, why);
      assert.equal(passed(outcome), pass);
    });
  }

  test('cases of a family that nothing plays have failed in every aspect', () => {
    const report = runFamily('update', [{ name: 'one' }], [family]);
    assert.deepEqual(report.outcomes.map(outcome => outcome.aspects), [{ accepted: false, fields: false, message: false }]);
    assert.equal(report.supported, false);
  });

  test('a family of which fewer cases pass than before is named', () => {
    const outcome = (aspect: boolean): CaseOutcome => ({ name: 'a', aspects: { sum: aspect }, differences: [] });
    const report = { family: 'sums', aspects: ['sum'], outcomes: [outcome(true), outcome(false)], supported: true };
    assert.deepEqual(fallen([report], { sums: 1, others: 9 }), []);
    assert.deepEqual(fallen([report], { sums: 2 }), ['sums: 1 cases pass, 2 did before']);
  });

  test('the table never rounds up', () => {
    const good = { name: 'a', aspects: { sum: true }, differences: [] }, bad = { name: 'b', aspects: { sum: false }, differences: [] };
    const outcomes = [...Array.from({ length: 1999 }, () => good), bad];
    assert.match(familyTable([{ family: 'sums', aspects: ['sum'], outcomes, supported: true }]), /sums +1999 +1 +99\.9 % +sum 99\.9 %/);
  });

  for (const [file, name] of [['a/update.jsonl', 'update'], ['scheduler-2.jsonl', 'scheduler'], ['x/pod-security.jsonl', 'pod-security'], ['podsecurity.jsonl.br', 'podsecurity'], ['validation.more.jsonl', 'validation']] as const) {
    test(`${file} holds cases of ${name}`, () => { assert.equal(recordingAt(file).family, name); });
  }
});

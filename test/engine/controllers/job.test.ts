import assert from 'node:assert/strict';
import { indexesText, parseIndexes, freeIndexes, countCommon } from '../../../engine/src/controllers/job/indexes';
import { happened, story } from '../sim/story';

function job(spec: string, annotations = ''): string {
  return `apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec:\n  ${spec}\n  template: {metadata: {annotations: {${annotations}}}, spec: {restartPolicy: Never, containers: [{name: work, image: work}]}}\n`;
}

suite('Job', () => {
  test('makes as many pods at once as it may', () => {
    const run = story(job('completions: 5\n  parallelism: 3'), { untilMs: 5000 });
    assert.equal(run.timeline.view.list('pods').length, 3);
    assert.ok(run.timeline.view.list('pods').every(pod => pod.metadata?.finalizers?.includes('batch.kubernetes.io/job-tracking')));
    assert.equal(happened(run, 'SuccessfulCreate').length, 3);
  });

  test('an active deadline ends it', () => {
    const run = story(job('activeDeadlineSeconds: 30\n  parallelism: 0'), { untilMs: 120_000 });
    assert.deepEqual(happened(run, 'DeadlineExceeded').map(event => event.message), ['Job was active longer than specified deadline']);
  });

  test('its verdict counts completions, and a Job that is done has no failing pods', () => {
    const run = story(job('completions: 3\n  parallelism: 1', '"clusterville.dev/exit-after": 5s'), { untilMs: 120_000 });
    const [verdict] = run.verdicts();
    assert.equal(verdict?.desired, 3);
    assert.equal(verdict?.ready, 3);
    assert.deepEqual(verdict?.failing, []);
  });

  test('ttlAfterFinished: one that is done goes when its time is up, and its pods with it', () => {
    const run = story(job('ttlSecondsAfterFinished: 20', '"clusterville.dev/exit-after": 5s'), { untilMs: 120_000 });
    assert.deepEqual([run.timeline.view.list('batch/jobs').length, run.timeline.view.list('pods').length], [0, 0]);
    const kept = story(job('ttlSecondsAfterFinished: 600', '"clusterville.dev/exit-after": 5s'), { untilMs: 120_000 });
    assert.equal(kept.timeline.view.list('batch/jobs').length, 1);
  });

  test('orphanPods: what a finished Job leaves behind is held by no finalizer', () => {
    const run = story(job('parallelism: 2\n  completions: 2', '"clusterville.dev/exit-after": 5s'), { untilMs: 120_000 });
    assert.equal(happened(run, 'Completed').length, 1);
    assert.deepEqual(run.timeline.view.list('pods').map(pod => pod.metadata?.finalizers), [undefined, undefined]);
  });

  test('a suspended one makes no pods', () => {
    const run = story(job('suspend: true'), { untilMs: 10_000 });
    assert.equal(run.timeline.view.list('pods').length, 0);
    assert.deepEqual(happened(run, 'Suspended').map(event => event.message), ['Job suspended']);
  });

  const texts: readonly (readonly [string, number, string])[] = [['0,1', 5, '0,1'], ['0-2,4', 5, '0-2,4'], ['3-9', 5, '3,4'], ['x,2', 5, '2'], ['', 5, ''], ['0,1,2', 9, '0-2']];
  for (const [text, completions, wanted] of texts) {
    test(`indexes "${text}" of ${completions} are "${wanted}"`, () => assert.equal(indexesText(parseIndexes(text, completions)), wanted));
  }

  test('the next indexes are the first that are free', () => {
    assert.deepEqual(freeIndexes(parseIndexes('0,2-3', 9), 3, 6), [1, 4, 5]);
    assert.equal(countCommon(parseIndexes('0-4', 9), parseIndexes('3-6', 9)), 2);
  });
});

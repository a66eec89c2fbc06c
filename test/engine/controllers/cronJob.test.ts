import assert from 'node:assert/strict';
import { happened, story } from '../sim/story';

function cronJob(spec: string): string {
  return `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: tick}\nspec:\n  ${spec}\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: tick, image: tick}]}}}}\n`;
}

const hour = 3_600_000;

suite('CronJob', () => {
  test('a Job is created at each time of the schedule', () => {
    const run = story(cronJob('schedule: "*/20 * * * *"'), { untilMs: hour + 60_000 });
    assert.deepEqual(happened(run, 'SuccessfulCreate').filter(event => event.message.startsWith('Created job')).map(event => event.atSeconds), [1200, 2400, 3600]);
  });

  test('times are those of its zone', () => {
    const run = story(cronJob('schedule: "0 1 * * *"\n  timeZone: Europe/London'), { untilMs: 2 * hour });
    assert.equal(happened(run, 'SuccessfulCreate').filter(event => event.message.startsWith('Created job')).length, 1);
    const away = story(cronJob('schedule: "0 1 * * *"\n  timeZone: Asia/Tokyo'), { untilMs: 2 * hour });
    assert.equal(happened(away, 'SuccessfulCreate').length, 0);
  });

  test('a day that never comes is told', () => {
    const run = story(cronJob('schedule: "0 0 31 2 *"'), { untilMs: hour });
    assert.deepEqual(happened(run, 'InvalidSchedule').map(event => event.message), ['invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second']);
  });

  test('while one runs, Forbid starts no other', () => {
    const run = story(cronJob('schedule: "*/10 * * * *"\n  concurrencyPolicy: Forbid').replace('restartPolicy: Never', 'restartPolicy: Never, nodeSelector: {none: here}'), { untilMs: 1900_000 });
    assert.equal(happened(run, 'SuccessfulCreate').filter(event => event.message.startsWith('Created job')).length, 1);
    assert.ok(happened(run, 'JobAlreadyActive').length >= 1);
  });
});

import assert from 'node:assert/strict';
import type { Job, JobStatus } from '../../../../../engine/generated/types';
import { errorText } from '../../../../../engine/src/api/fieldError';
import { validateJobStatus } from '../../../../../engine/src/api/validation/workloads/jobStatus';

suite('the status of a Job', () => {
  const condition = (type: string): object => ({ type, status: 'True' });
  const rows: readonly (readonly [string, JobStatus, JobStatus, readonly string[]])[] = [
    ['more pods are ready than active', {}, { ready: 2, active: 1 }, ['status.ready: Invalid value: 2: cannot set more ready pods than active']],
    ['a status that was wrong before may stay so', { ready: 2, active: 1 }, { ready: 2, active: 1, failed: 1 }, []],
    ['fewer have failed than before', { failed: 2 }, { failed: 1 }, ['status.failed: Invalid value: 1: cannot decrease the failed counter']],
    ['it failed without a reason that came first', { startTime: '2026-01-05T00:00:00Z' }, { startTime: '2026-01-05T00:00:00Z', conditions: [condition('Failed')] }, ['status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition']],
    ['the end is taken back', { conditions: [condition('FailureTarget')] }, {}, ['status.conditions: Invalid value: cannot disable the terminal FailureTarget=True condition']],
    ['less than nothing is active', {}, { active: -1 }, ['status.active: Invalid value: -1: must be greater than or equal to 0']]
  ];
  for (const [name, old, now, wanted] of rows) {
    test(name, () => {
      const job: Job = { spec: { completions: 1 } };
      assert.deepEqual(validateJobStatus({ ...job, status: now }, { ...job, status: old }).map(errorText), wanted);
    });
  }
});

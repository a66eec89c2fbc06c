import assert from 'node:assert/strict';
import { errorText } from '../../../../engine/src/api/fieldError';
import { daemonSetStatus, deploymentStatus, replicaSetStatus, statefulSetStatus, validateStatusUpdate } from '../../../../engine/src/api/validation/workloads/replicaStatus';

suite('the status of workloads is judged', () => {
  const rows: [name: string, errors: ReturnType<typeof validateStatusUpdate>, messages: string[]][] = [
    ['what a controller writes', validateStatusUpdate({ replicas: 3, readyReplicas: 2, availableReplicas: 1 }, {}, deploymentStatus), []],
    ['nothing', validateStatusUpdate(undefined, undefined, statefulSetStatus), []],
    ['fewer than none', validateStatusUpdate({ numberReady: -1 }, {}, daemonSetStatus), ['status.numberReady: Invalid value: -1: must be greater than or equal to 0']],
    ['more ready than there are', validateStatusUpdate({ replicas: 1, readyReplicas: 2 }, {}, replicaSetStatus), ['status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas']],
    ['more available than ready', validateStatusUpdate({ replicas: 2, availableReplicas: 1 }, {}, statefulSetStatus), ['status.availableReplicas: Invalid value: 1: cannot be greater than status.readyReplicas']],
    ['a collision forgotten', validateStatusUpdate({}, { collisionCount: 1 }, deploymentStatus), ['status.collisionCount: Invalid value: 0: cannot be decremented']]
  ];
  for (const [name, errors, messages] of rows) test(name, () => assert.deepEqual(errors.map(errorText), messages));
});

import assert from 'node:assert/strict';
import type { KubeObject } from '../../../engine/src/index';
import { podState } from '../../../media/worker/selectors/podState';
import { podStatus } from '../../../media/worker/selectors/podStatus';

const running = { running: {} }, waiting = (reason: string): object => ({ waiting: { reason } }), ended = (exitCode: number, reason = ''): object => ({ terminated: { exitCode, reason } });
const pod = (status: object, more: object = {}): KubeObject => ({ kind: 'Pod', metadata: { name: 'p' }, spec: { nodeName: 'n', containers: [{ name: 'a' }], ...more }, status });
const main = (state: object, more: object = {}): object => ({ phase: 'Running', containerStatuses: [{ name: 'a', state, ...more }] });
const init = (...states: object[]): object => ({ phase: 'Pending', initContainerStatuses: states.map((state, i) => ({ name: `i${i}`, state })), containerStatuses: [{ name: 'a', state: waiting('PodInitializing') }] });
const twoInits = { initContainers: [{ name: 'i0' }, { name: 'i1' }] };

suite('panel worker: pod status as kubectl prints it', () => {
  const rows: readonly (readonly [string, KubeObject, string, string])[] = [
    ['no status at all', { kind: 'Pod' }, '', 'pending'],
    ['unscheduled', { kind: 'Pod', spec: {}, status: { phase: 'Pending' } }, 'Pending', 'pending'],
    ['gated', { kind: 'Pod', spec: {}, status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] } }, 'SchedulingGated', 'pending'],
    ['creating', pod({ phase: 'Pending', containerStatuses: [{ name: 'a', state: waiting('ContainerCreating') }] }), 'ContainerCreating', 'starting'],
    ['first init container', pod(init(running, waiting('PodInitializing')), twoInits), 'Init:0/2', 'starting'],
    ['second init container', pod(init(ended(0), running), twoInits), 'Init:1/2', 'starting'],
    ['failed init container', pod(init(ended(1, 'Error'), waiting('PodInitializing')), twoInits), 'Init:Error', 'failing'],
    ['init back-off', pod(init(waiting('CrashLoopBackOff'), waiting('PodInitializing')), twoInits), 'Init:CrashLoopBackOff', 'failing'],
    ['running', pod({ ...main(running, { ready: true }), conditions: [{ type: 'Ready', status: 'True' }] }), 'Running', 'ready'],
    ['running, not ready', pod(main(running, { ready: false })), 'Running', 'starting'],
    ['image cannot be pulled', pod(main(waiting('ImagePullBackOff'))), 'ImagePullBackOff', 'failing'],
    ['killed for memory', pod(main(ended(137, 'OOMKilled'))), 'OOMKilled', 'failing'],
    ['ended without a reason', pod(main({ terminated: { exitCode: 3 } })), 'ExitCode:3', 'failing'],
    ['ended by a signal', pod(main({ terminated: { exitCode: 3, signal: 9 } })), 'Signal:9', 'failing'],
    ['done', pod({ ...main(ended(0, 'Completed')), phase: 'Succeeded' }), 'Completed', 'succeeded'],
    ['evicted', pod({ phase: 'Failed', reason: 'Evicted' }), 'Evicted', 'failing'],
    ['terminating', { ...pod(main(running, { ready: true })), metadata: { deletionTimestamp: '2026-01-05T00:00:00Z' } }, 'Terminating', 'terminating'],
    ['nonsense everywhere', { kind: 'Pod', spec: { containers: 7, initContainers: null }, status: { conditions: 'x', containerStatuses: { a: 1 }, phase: [] } }, '', 'pending']
  ];
  for (const [what, object, status, state] of rows) {
    test(what, () => {
      assert.equal(podStatus(object).status, status);
      assert.equal(podState(object), state);
    });
  }

  test('a sidecar counts as a container and, started, lets the others be told of', () => {
    const withSidecar = pod({
      phase: 'Running', conditions: [{ type: 'Initialized', status: 'True' }], initContainerStatuses: [{ name: 's', started: true, ready: true, restartCount: 2, state: running }],
      containerStatuses: [{ name: 'a', ready: true, restartCount: 1, state: running }]
    }, { initContainers: [{ name: 's', restartPolicy: 'Always' }] });
    assert.deepEqual(podStatus(withSidecar), { status: 'Running', readyContainers: 2, containers: 2, restarts: 3 });
  });
});

import assert from 'node:assert/strict';
import type { Pod } from '../../../engine/generated/types';
import { deployment, happened, onlyPod, story } from '../sim/story';

const pod = (spec: string, annotations: Record<string, string> = {}): string => `
apiVersion: v1
kind: Pod
metadata: {name: p, annotations: ${JSON.stringify(annotations)}}
spec: {${spec}}
`;

/** How long after each crash the container was started again, in seconds; a start takes one. */
function waits(text: string, untilMs: number): number[] {
  const run = story(text, { untilMs });
  const result: number[] = [];
  let exitedAtMs: number | undefined;
  for (const entry of run.timeline.entries(0, run.timeline.length)) {
    const started = entry.changes.some(change => change.key.resource === 'pods' && (change.object as Pod).status?.containerStatuses?.[0]?.state?.running !== undefined);
    if (started && exitedAtMs !== undefined) {
      result.push((entry.atMs - exitedAtMs) / 1000 - 1);
      exitedAtMs = undefined;
    }
    if (entry.trace.some(line => line.type === 'containerExited')) exitedAtMs = entry.atMs;
  }
  return result;
}

suite('kubelet', () => {
  test('a crash loop waits 0, 10, 20, 40, 80, 160, 300, 300 s (story A4)', () => {
    assert.deepEqual(waits(deployment('web', { annotations: { 'clusterville.dev/crash-after': '1s' } }), 1_500_000).slice(0, 8), [0, 10, 20, 40, 80, 160, 300, 300]);
  });

  test('ten minutes of running forgive earlier crashes', () => {
    assert.deepEqual(waits(deployment('web', { annotations: { 'clusterville.dev/crash-after': '1s,1s,1s,700s' } }), 900_000), [0, 10, 20, 0]);
  });

  test('between crashes the status says what kubectl shows', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/crash-after': '1s' } }), { untilMs: 30_000 });
    const { uid = '', name = '' } = onlyPod(run).metadata ?? {};
    assert.deepEqual(onlyPod(run).status?.containerStatuses?.[0]?.state, { waiting: { reason: 'CrashLoopBackOff', message: `back-off 20s restarting failed container=app pod=${name}_default(${uid})` } });
    assert.equal(happened(run, 'BackOff').at(-1)?.message, `Back-off restarting failed container app in pod ${name}_default(${uid})`);
  });

  test('an image that does not exist is tried again with growing delays', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/image-missing': 'true' } }), { untilMs: 60_000 });
    const state = onlyPod(run).status?.containerStatuses?.[0]?.state;
    assert.equal(state?.waiting?.reason, 'ImagePullBackOff');
    assert.match(state?.waiting?.message ?? '', /^Back-off pulling image "registry.example\/app:1": ErrImagePull: rpc error: code = NotFound/);
    assert.equal(onlyPod(run).status?.phase, 'Pending');
    assert.ok(happened(run, 'Pulling').length >= 3);
  });

  test('init containers run one after another, then the application (stories A14, A15)', () => {
    const run = story(pod('initContainers: [{name: one, image: a, command: [sleep, "600"]}, {name: two, image: a, command: [sh, -c, sleep 1200]}], containers: [{name: app, image: b}]'), { untilMs: 2_000_000 });
    run.timeline.seek(run.timeline.momentAt(107_000));
    const early = onlyPod(run).status;
    assert.equal(early?.phase, 'Pending');
    assert.ok(early?.initContainerStatuses?.[0]?.state?.running !== undefined);
    assert.deepEqual(early?.initContainerStatuses?.[1]?.state, { waiting: { reason: 'PodInitializing' } });
    assert.equal(early?.conditions?.find(condition => condition.type === 'Initialized')?.message, 'containers with incomplete status: [one two]');
    run.timeline.seek(run.timeline.momentAt(1_700_000));
    assert.equal(onlyPod(run).status?.phase, 'Pending');
    run.timeline.seek(run.timeline.length);
    assert.equal(onlyPod(run).status?.phase, 'Running');
  });

  test('a failing init container is restarted, or fails the pod that is never to be', () => {
    const failing = 'initContainers: [{name: one, image: a}], containers: [{name: app, image: b}]';
    const again = story(pod(failing, { 'clusterville.dev/one.exit-code': '1' }), { untilMs: 60_000 });
    assert.ok((onlyPod(again).status?.initContainerStatuses?.[0]?.restartCount ?? 0) >= 2);
    assert.equal(onlyPod(again).status?.phase, 'Pending');
    const never = story(pod(`restartPolicy: Never, ${failing}`, { 'clusterville.dev/one.exit-code': '1' }), { untilMs: 60_000 });
    assert.equal(onlyPod(never).status?.phase, 'Failed');
  });

  test('a sidecar starts before the application, is restarted alone, and does not keep a finished pod', () => {
    const text = pod('restartPolicy: Never, initContainers: [{name: side, image: a, restartPolicy: Always}], containers: [{name: app, image: b, command: [sleep, "30"]}]');
    const run = story(text, { untilMs: 120_000 });
    const started = happened(run, 'Started');
    assert.ok((started[0]?.atSeconds ?? 0) < (started[1]?.atSeconds ?? 0));
    assert.equal(onlyPod(run).status?.phase, 'Succeeded');
  });

  test('a missing ConfigMap key keeps the container from being created, by name', () => {
    const run = story(pod('containers: [{name: app, image: b, env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]}]'), { untilMs: 30_000 });
    assert.deepEqual(onlyPod(run).status?.containerStatuses?.[0]?.state, { waiting: { reason: 'CreateContainerConfigError', message: 'configmap "settings" not found' } });
    assert.equal(happened(run, 'Failed')[0]?.message, 'Error: configmap "settings" not found');
  });

  test('deletion gives preStop its time out of the grace period (story A19)', () => {
    const text = pod('terminationGracePeriodSeconds: 30, containers: [{name: app, image: b, lifecycle: {preStop: {exec: {command: [sleep, "20"]}}}}]', { 'clusterville.dev/stop-after': '60s' });
    const run = story(text, { untilMs: 120_000, actions: [{ atMs: 10_000, action: { do: 'delete', resource: 'pods', namespace: 'default', name: 'p' } }] });
    const gone = run.timeline.entries(0, run.timeline.length).find(entry => entry.changes.some(change => change.type === 'DELETED' && change.key.resource === 'pods'));
    assert.equal(gone?.atMs, 40_000);
    const last = gone?.changes.find(change => change.key.resource === 'pods')?.object as Pod | undefined;
    assert.equal(last?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode, 137);
  });

  test('a container over its memory limit is killed and restarted (story A5)', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/oom-after': '5s,never' } }), { untilMs: 60_000 });
    const status = onlyPod(run).status?.containerStatuses?.[0];
    assert.equal(status?.restartCount, 1);
    assert.equal(status?.lastState?.terminated?.reason, 'OOMKilled');
    assert.equal(status?.lastState?.terminated?.exitCode, 137);
  });

  test('images are pulled one at a time on a node, and once', () => {
    const nodes = [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, status: { allocatable: { cpu: '8', memory: '8Gi', pods: '20' } } }];
    const text = `${pod('containers: [{name: a, image: "one:1"}, {name: b, image: "two:1"}, {name: c, image: "one:1"}]')}---\n${nodes.map(node => JSON.stringify(node)).join('\n---\n')}\n`;
    const run = story(text, { untilMs: 30_000 });
    assert.deepEqual(happened(run, 'Pulled').map(event => event.message), [
      'Successfully pulled image "one:1" in 2s (2s including waiting). Image size: 52428800 bytes.',
      'Successfully pulled image "two:1" in 2s (2s including waiting). Image size: 52428800 bytes.',
      'Container image "one:1" already present on machine and can be accessed by the pod'
    ]);
  });
});

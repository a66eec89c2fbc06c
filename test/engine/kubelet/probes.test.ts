import assert from 'node:assert/strict';
import { deployment, firstPod, happened, isReady, onlyPod, story } from '../sim/story';

// In each run the pod is on its node at once, its image takes 2 s and its start 1 s: the container runs from second 3 on.
suite('probes', () => {
  test('a hung container is restarted after three failed liveness probes (story B2)', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/hang-after': '97s,never' }, more: 'livenessProbe: {httpGet: {path: /healthz, port: 80}, initialDelaySeconds: 15, periodSeconds: 10, timeoutSeconds: 1}' }), { untilMs: 200_000 });
    const [killed] = happened(run, 'Killing');
    assert.equal(killed?.message, 'Container app failed liveness probe, will be restarted');
    const delay = (killed?.atSeconds ?? 0) - 100;
    assert.ok(delay >= 20 && delay <= 31, `killed ${delay} s after it hung`);
    assert.equal(onlyPod(run).status?.containerStatuses?.[0]?.restartCount, 1);
  });

  test('the first liveness probe waits for a tick after the initial delay', () => {
    const run = story(deployment('web', { more: 'livenessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 15, periodSeconds: 10}' }), { untilMs: 60_000 });
    const probe = run.timeline.entries(0, run.timeline.length).find(entry => entry.trace.some(line => line.type === 'probe'));
    assert.equal(Math.floor((probe?.atMs ?? 0) / 1000), 20);
  });

  test('thirty seconds of cache loading cost no restart and no early endpoint (story B4)', () => {
    const more = 'readinessProbe: {httpGet: {path: /ready, port: 80}, initialDelaySeconds: 5, periodSeconds: 5}, livenessProbe: {httpGet: {path: /healthz, port: 80}, initialDelaySeconds: 40, periodSeconds: 10}';
    const run = story(deployment('web', { annotations: { 'clusterville.dev/ready-after': '30s' }, more }), { untilMs: 120_000 });
    const readyAt = (firstPod(run, isReady) ?? 0) - 3;
    assert.ok(readyAt >= 30 && readyAt <= 35, `ready ${readyAt} s after the start`);
    assert.equal(onlyPod(run).status?.containerStatuses?.[0]?.restartCount, 0);
    assert.equal(happened(run, 'Unhealthy')[0]?.message, 'Readiness probe failed: HTTP probe failed with statuscode: 503');
  });

  test('a slow boot that the liveness probe does not wait for ends in a restart', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/startup': '60s' }, more: 'livenessProbe: {httpGet: {path: /healthz, port: 80}, initialDelaySeconds: 15, periodSeconds: 10}' }), { untilMs: 60_000 });
    const [failed] = happened(run, 'Unhealthy');
    assert.match(failed?.message ?? '', /^Liveness probe failed: Get "http:\/\/(10\.244\.\d\.2:80)\/healthz": dial tcp \1: connect: connection refused$/);
    assert.equal(happened(run, 'Killing').length, 1);
  });

  const startup = 'startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10, failureThreshold: 30}, livenessProbe: {httpGet: {path: /, port: 80}}';

  test('a startup probe gives a boot of 90 s its time (story B5)', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/startup': '87s' }, more: startup }), { untilMs: 400_000 });
    const startedAt = firstPod(run, pod => pod.status?.containerStatuses?.[0]?.started === true) ?? 0;
    assert.ok(startedAt >= 90 && startedAt <= 100, `started at ${startedAt} s`);
    assert.equal(happened(run, 'Killing').length, 0);
  });

  test('a boot longer than the startup budget is killed at its end', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/startup': '310s' }, more: startup }), { untilMs: 330_000 });
    const exit = run.timeline.entries(0, run.timeline.length).find(entry => entry.trace.some(line => line.type === 'containerExited'));
    assert.equal(Math.floor((exit?.atMs ?? 0) / 1000), 301);
    // Nobody is told why: thirty Unhealthy events have used up what one kubelet may say about one pod.
    assert.equal(happened(run, 'Killing').length, 0);
  });

  test('a TCP probe does not notice a hung process: the kernel still takes its connections', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/hang-after': '10s' }, more: 'livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}' }), { untilMs: 120_000 });
    assert.equal(happened(run, 'Killing').length, 0);
  });

  test('a probe that takes longer than its period is followed at once by the tick it missed', () => {
    const run = story(deployment('web', { annotations: { 'clusterville.dev/hang-after': '0s' }, more: 'livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 3}' }), { untilMs: 30_000 });
    assert.equal(happened(run, 'Killing')[0]?.atSeconds, 3 + 15);
  });

  test('an hour of successes is a handful of entries', () => {
    const run = story(deployment('web', { more: 'readinessProbe: {httpGet: {path: /, port: 80}}, livenessProbe: {httpGet: {path: /, port: 80}}' }), { untilMs: 3_600_000 });
    assert.ok(run.timeline.length < 60, `${run.timeline.length} entries`);
  });
});

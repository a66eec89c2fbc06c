import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DryRun, DryRunOptions } from '../../../engine/src/sim/dryRun';
import { deployment, story } from './story';

const probes = 'readinessProbe: {httpGet: {path: /ready, port: 80}, periodSeconds: 5}, livenessProbe: {httpGet: {path: /live, port: 80}}';
const setImage = { do: 'setImage', resource: 'apps/deployments', namespace: 'default', name: 'web', container: 'app', image: 'registry.example/app:2' } as const;

const scenarios: readonly { readonly name: string; readonly text: string; readonly options: DryRunOptions }[] = [
  { name: 'a Deployment with probes and a Service', text: `${deployment('web', { replicas: 3, more: probes })}apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n`, options: { untilMs: 120_000 } },
  { name: 'a crash loop', text: deployment('web', { annotations: { 'clusterville.dev/crash-after': '2s' } }), options: { untilMs: 300_000, seed: 7 } },
  { name: 'a rolling update and a drain', text: deployment('web', { replicas: 6, more: probes }), options: { untilMs: 300_000, actions: [{ atMs: 60_000, action: setImage }, { atMs: 62_000, action: { do: 'drain', node: 'worker-2' } }] } },
  { name: 'a pod that fits nowhere', text: deployment('web', { replicas: 2, more: 'resources: {requests: {cpu: "64"}}' }), options: { untilMs: 400_000 } }
];

/** One fingerprint for every moment, computed from nearby keyframes. */
function fingerprints(run: DryRun, moments: readonly number[]): string[] {
  return moments.map(moment => {
    run.timeline.seek(moment);
    return run.timeline.fingerprint();
  });
}

suite('timeline', function () {
  this.timeout(60_000);

  for (const { name, text, options } of scenarios) {
    test(`${name}: twice, and through random seeks and forks, gives equal fingerprints`, () => {
      const first = story(text, options);
      const second = story(text, options);
      const { length } = first.timeline;
      assert.ok(length > 5, `${length} entries`);
      assert.equal(second.timeline.length, length);
      const moments = Array.from({ length: 12 }, (_, i) => Math.floor(i * length / 11));
      const wanted = fingerprints(first, moments);
      assert.deepEqual(fingerprints(second, [...moments].reverse()).reverse(), wanted);
      const middle = moments[5] ?? 0;
      second.timeline.seek(middle);
      const fork = second.timeline.fork();
      fork.runUntil(options.untilMs ?? 0);
      assert.equal(fork.length, length);
      assert.deepEqual(moments.map(moment => { fork.seek(moment); return fork.fingerprint(); }), wanted);
    });
  }

  test('another seed gives another fingerprint', () => {
    const [one, two] = [1, 2].map(seed => story(deployment('web'), { untilMs: 10_000, seed }).timeline.fingerprint());
    assert.notEqual(one, two);
  });

  test('what is shown at a moment does not depend on the way there', () => {
    const { timeline } = story(deployment('web', { replicas: 3, more: probes }), { untilMs: 60_000 });
    const shown = (moment: number): string => {
      timeline.seek(moment);
      return JSON.stringify([timeline.view.nowMs, timeline.view.revision, timeline.view.list('pods'), timeline.view.list('events')]);
    };
    const forward = Array.from({ length: timeline.length + 1 }, (_, moment) => shown(moment));
    fc.assert(fc.property(fc.array(fc.nat(timeline.length), { maxLength: 30 }), moments => {
      for (const moment of moments) assert.equal(shown(moment), forward[moment]);
    }));
  });

  test('stepping back undoes a step', () => {
    const { timeline } = story(deployment('web'), { untilMs: 10_000 });
    timeline.seek(4);
    const before = JSON.stringify(timeline.view.list('pods'));
    timeline.step(1);
    timeline.step(-1);
    assert.equal(timeline.position, 4);
    assert.equal(JSON.stringify(timeline.view.list('pods')), before);
  });

  test('seeks outside the run stop at its ends', () => {
    const { timeline } = story(deployment('web'), { untilMs: 10_000 });
    timeline.seek(-5);
    assert.equal(timeline.position, 0);
    assert.equal(timeline.view.list('pods').length, 0);
    timeline.seek(1e9);
    assert.equal(timeline.position, timeline.length);
  });

  test('an action in the past makes a future of its own, the same from wherever it is taken', () => {
    const scale = { atMs: 20_000, target: 'user', type: 'act', data: { do: 'scale', resource: 'apps/deployments', namespace: 'default', name: 'web', replicas: 5 } } as const;
    const early = story(deployment('web'), { untilMs: 20_000 }).timeline;
    early.act(scale);
    early.runUntil(60_000);
    const late = story(deployment('web'), { untilMs: 60_000 }).timeline;
    late.seek(late.momentAt(20_000));
    late.act(scale);
    late.runUntil(60_000);
    assert.equal(early.view.list('pods').length, 5);
    assert.equal(late.fingerprint(), early.fingerprint());
  });

  test('every cause stands earlier in the log', () => {
    const { timeline } = story(deployment('web', { replicas: 3, more: probes }), { untilMs: 60_000 });
    timeline.entries(0, timeline.length).forEach((entry, i) => {
      assert.equal(entry.id, i);
      assert.ok(entry.cause === undefined || entry.cause < i);
    });
  });
});

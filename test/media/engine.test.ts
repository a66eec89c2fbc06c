import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Guard } from '../../media/src/guard';
import { answers, type Answer, type Ask } from '../../media/src/protocol';
import { simulate } from '../../media/worker/engine';
import { Session } from '../../media/worker/session';
import { projectRoot } from '../projectRoot';

const request = (text: string) => ({ files: [{ file: 'file:///a.yaml', label: 'a.yaml', text }], cluster: [], seed: 1, untilMs: 600_000, minor: 36 });

function answered<A extends Ask>(session: Session, ask: A): Answer<A['type']> {
  const outcome = session.answer(ask);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const guard: Guard<unknown> = answers[ask.type];
  assert.ok(guard(outcome.answer), `the answer to ${ask.type} has the shape that the page expects`);
  return outcome.answer as Answer<A['type']>;
}

suite('panel worker: the engine', function () {
  this.timeout(60_000);
  const folder = path.join(projectRoot, 'samples');

  test('a waiting pod has all its blockers, and changes that can be written into the file', () => {
    const session = new Session(simulate, { now: () => 0 });
    const text = readFileSync(path.join(folder, 'pending.yaml'), 'utf8');
    const { moment } = answered(session, { type: 'run', request: request(text) });
    const trainer = moment.pods.find(pod => pod.name === 'trainer');
    const { why } = answered(session, { type: 'why', uid: trainer?.uid ?? '' });
    assert.deepEqual(why?.blockers.map(({ plugin, nodes }) => [plugin, nodes.length]), [['NodeAffinity', 3], ['TaintToleration', 1], ['NodeAffinity', 1]]);
    const [first] = why.fixes;
    assert.equal(first?.title, 'Drop accelerator from nodeSelector');
    assert.ok(first.change !== undefined);
    const { start, end, replaced, length } = first.change;
    assert.deepEqual([text.slice(start, end), text.length], [replaced, length]);
    const mended = text.slice(0, start) + first.change.text + text.slice(end);
    const after = answered(session, { type: 'run', request: request(mended) }).moment.pods.find(pod => pod.name === 'trainer');
    assert.notEqual(after?.node, undefined);
    assert.deepEqual(answered(session, { type: 'why', uid: after?.uid ?? '' }), {});
  });

  for (const name of readdirSync(folder).filter(file => file.endsWith('.yaml'))) {
    test(`${name}: every question about every sort of moment is answered in the right shape`, () => {
      const session = new Session(simulate, { now: () => 0 });
      const { run } = answered(session, { type: 'run', request: request(readFileSync(path.join(folder, name), 'utf8')) });
      assert.ok(run.documents.length > 0);
      for (const moment of [0, 1, run.length >> 1, run.length]) {
        const shown = answered(session, { type: 'seek', moment }).moment;
        assert.equal(shown.moment, moment);
        for (const pod of shown.pods) answered(session, { type: 'attempt', uid: pod.uid });
      }
      answered(session, { type: 'lanes', fromMs: 0, toMs: run.endMs + 1, pixels: 800, first: 0, count: 1000, collapsed: [] });
      answered(session, { type: 'entries', first: 0, count: 1000, filter: '' });
      const { objects } = answered(session, { type: 'objects', resource: 'pods' });
      for (const { resource } of objects.resources) answered(session, { type: 'objects', resource });
    });
  }

  test('pods that do not fit wait with the words of the scheduler, and the table speaks of each of its reasons', () => {
    const session = new Session(simulate, { now: () => 0 });
    const { moment } = answered(session, { type: 'run', request: request(readFileSync(path.join(folder, 'pending.yaml'), 'utf8')) });
    const pending = moment.pods.filter(pod => pod.state === 'pending');
    assert.ok(pending.length > 0);
    for (const pod of pending) {
      const { attempt } = answered(session, { type: 'attempt', uid: pod.uid });
      assert.equal(attempt?.message, pod.reason);
      assert.equal(attempt?.fragments.length, new Set(attempt?.rows.flatMap(row => row.reasons)).size);
    }
  });

  test('documents know where they begin, past separators and comments', () => {
    const text = '# a head\n---\n# more\n\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n';
    const { run } = answered(new Session(simulate, { now: () => 0 }), { type: 'run', request: request(text) });
    assert.deepEqual(run.documents.map(document => [document.name, document.line, text.slice(document.start, document.start + 10)]), [['a', 5, 'apiVersion'], ['b', 9, 'apiVersion']]);
  });

  test('nodes of a cluster file take the place of the default ones', () => {
    const node = { file: 'file:///nodes.yaml', label: 'nodes.yaml', text: 'apiVersion: v1\nkind: Node\nmetadata: {name: only, labels: {topology.kubernetes.io/zone: z}}\nstatus: {allocatable: {cpu: "1", memory: 1Gi, pods: "5"}}\n' };
    const { run, moment } = answered(new Session(simulate, { now: () => 0 }), { type: 'run', request: { ...request('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'), cluster: [node] } });
    assert.deepEqual([run.cluster, moment.nodes.map(({ name, cpuMillis, podLimit }) => [name, cpuMillis, podLimit]), run.documents.map(document => document.name)], ['1 node', [['only', 1000, 5]], ['a']]);
  });

  test('broken text is told with its line; whatever the bytes, an answer comes', () => {
    const { problem } = answered(new Session(simulate, { now: () => 0 }), { type: 'run', request: request('apiVersion: v1\nkind: Pod\nmetadata: {name: [\n') });
    assert.ok((problem?.line ?? 0) >= 3);
    const words = fc.constantFrom('apiVersion: v1\n', 'kind: Pod\n', 'kind: 7\n', 'metadata: []\n', 'metadata: {name: a}\n', '---\n', 'spec: {containers: 3}\n', '__proto__: {a: 1}\n', '&a [*a]\n', '\t', '{', '\u0000', '\uFEFF', 'items: [null]\n', 'kind: List\n');
    fc.assert(fc.property(fc.array(words, { maxLength: 14 }), parts => { answered(new Session(simulate, { now: () => 0 }), { type: 'run', request: request(parts.join('')) }); }), { numRuns: 60 });
  });
});

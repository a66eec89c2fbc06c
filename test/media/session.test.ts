import assert from 'node:assert/strict';
import type { Guard } from '../../media/src/guard';
import { answers, type Answer, type Ask } from '../../media/src/protocol';
import { Session } from '../../media/worker/session';
import { noRoom, shopRun } from './shopRun';

const request = { files: [{ file: 'shop.yaml', label: 'shop.yaml', text: '' }], cluster: [], seed: 1, untilMs: 600_000, minor: 36 };

/** The answer, checked as the page checks it. */
function answered<A extends Ask>(session: Session, ask: A): Answer<A['type']> {
  const outcome = session.answer(ask);
  assert.ok(outcome.ok);
  const guard: Guard<unknown> = answers[ask.type];
  assert.ok(guard(outcome.answer), `the answer to ${ask.type} has the shape that the page expects`);
  return outcome.answer as Answer<A['type']>;
}

function started(): Session {
  const session = new Session(shopRun, { now: () => 0 });
  answered(session, { type: 'run', request });
  return session;
}

suite('panel worker: session', () => {
  test('nothing is answered before the first run', () => {
    assert.deepEqual(new Session(shopRun, { now: () => 0 }).answer({ type: 'seek', moment: 0 }), { ok: false, code: 'noRun', message: 'Nothing has been simulated yet.' });
  });

  test('a run is shown at its end, with its marks', () => {
    const { run, moment } = answered(new Session(shopRun, { now: () => 0 }), { type: 'run', request });
    assert.equal(moment.moment, run.length);
    assert.equal(run.end, 'settled');
    assert.deepEqual(run.marks.slice(0, 2).map(mark => [mark.label, mark.tone]), [['db-2 stays Pending', 'bad'], ['api-7d9f8c6b5-c4c4c fails: CrashLoopBackOff', 'bad']]);
  });

  test('a budget that is used up leaves the rest for later', () => {
    let now = 0;
    const session = new Session(() => ({ ...shopRun() }), { now: () => (now += 1000) }, 10);
    assert.equal(answered(session, { type: 'run', request }).run.end, 'settled', 'a run shorter than a slice is always whole');
  });

  test('seek shows the cluster as it was: nodes with what is requested, pods with their state', () => {
    const session = started();
    const before = answered(session, { type: 'seek', moment: 2 }).moment, after = answered(session, { type: 'seek', moment: 8 }).moment;
    assert.ok(before.pods.every(pod => pod.state === 'pending'));
    assert.deepEqual(after.nodes.find(node => node.name === 'node-a1'), {
      name: 'node-a1', zone: 'zone-a', taints: [], ready: true, unschedulable: false, controlPlane: false, cpuMillis: 4000, memoryBytes: 16 * 2 ** 30, podLimit: 110, cpuRequestedMillis: 3000, memoryRequestedBytes: 8 * 2 ** 30
    });
    assert.equal(after.pods.find(pod => pod.name === 'db-2')?.reason, noRoom);
    assert.equal(answered(session, { type: 'seek', moment: 99_999 }).moment.moment, answered(session, { type: 'seekTime', atMs: 1e12 }).moment.moment);
  });

  test('a colour is the same at every moment', () => {
    const session = started();
    const colours = (moment: number): string[] => answered(session, { type: 'seek', moment }).moment.workloads.map(workload => `${workload.name} ${workload.colour}`);
    assert.deepEqual(colours(8).sort(), colours(40).sort());
  });

  test('an attempt joins nodes that fared alike and finds their words in the event', () => {
    const { attempt } = answered(started(), { type: 'attempt', uid: 'uid-db-2' });
    assert.deepEqual(attempt?.rows.map(row => [row.nodes, row.plugin, row.detail, row.fragment === undefined ? '' : noRoom.slice(attempt.fragments[row.fragment]?.start, attempt.fragments[row.fragment]?.end)]), [
      [['batch-c1', 'batch-c2'], 'TaintToleration', 'workload=batch:NoSchedule', '2 node(s) had untolerated taint(s)'],
      [['node-a1', 'node-a2', 'node-b1', 'node-b2'], 'NodeResourcesFit', 'wants 4 CPU, at most 3 free', '4 Insufficient cpu']
    ]);
    assert.equal(attempt?.inWords, 'db-2 fits nowhere. Two nodes are reserved by a taint that the pod does not tolerate (workload=batch:NoSchedule). Four nodes have too little left (wants 4 CPU, at most 3 free).');
  });

  test('the attempt of a placed pod ranks the nodes and tells a tie', () => {
    const { attempt } = answered(started(), { type: 'attempt', uid: 'uid-db-0' });
    assert.deepEqual(attempt?.scores.map(score => [score.node, score.total, score.chosen]), [['node-a1', 180, true], ['node-a2', 180, false], ['node-b1', 175, false]]);
    assert.match(attempt?.inWords ?? '', /one of 2 equally good nodes, so another seed may choose another/);
  });

  test('lanes stand under their owners, in order of the files, with probes, back-off and restarts', () => {
    const { lanes } = answered(started(), { type: 'lanes', fromMs: 0, toMs: 150_000, pixels: 2000, first: 0, count: 50, collapsed: [] });
    assert.deepEqual(lanes.lanes.map(lane => `${'  '.repeat(lane.depth)}${lane.label}`), ['Deployment/api', '  api-7d9f8c6b5', '    api-a2a2a', '    api-b3b3b', '    api-c4c4c', 'StatefulSet/db', '  db-0', '  db-1', '  db-2']);
    const crashing = lanes.lanes.find(lane => lane.label === 'api-c4c4c'), probed = lanes.lanes.find(lane => lane.label === 'api-b3b3b');
    assert.deepEqual(crashing?.segments.filter(segment => segment.phase === 'backOff').map(segment => segment.label), ['CrashLoopBackOff 10s', 'CrashLoopBackOff 20s', 'CrashLoopBackOff 40s', 'CrashLoopBackOff 80s']);
    assert.deepEqual(probed?.ticks.filter(tick => tick.probe === 'liveness' && !tick.ok).map(tick => tick.run), ['1/3', '2/3', '3/3']);
    assert.deepEqual(probed?.pins.map(pin => pin.label), ['restart 1']);
  });

  test('lanes are cut to the window, the rows and what is collapsed', () => {
    const query = { type: 'lanes' as const, fromMs: 0, toMs: 10_000, pixels: 10, first: 1, count: 2, collapsed: ['dep-api'] };
    const { lanes } = answered(started(), query);
    assert.equal(lanes.total, 5);
    assert.deepEqual(lanes.lanes.map(lane => lane.label), ['StatefulSet/db', 'db-0']);
    assert.ok(lanes.lanes.every(lane => lane.segments.every(segment => segment.fromMs <= 10_000)));
  });

  test('the log is given in windows and by words', () => {
    const session = started();
    const { entries } = answered(session, { type: 'entries', first: 1, count: 2, filter: '' });
    assert.deepEqual(entries.entries.map(entry => [entry.moment, entry.component]), [[2, 'deployment-controller'], [3, 'default-scheduler']]);
    const { entries: found } = answered(session, { type: 'entries', first: 0, count: 100, filter: 'LIVENESS failed b3b3b' });
    assert.equal(found.total, 4);
    assert.ok(found.entries.every(entry => /failed.*liveness|liveness.*failed/.test(entry.text)));
  });

  test('objects are listed in kubectl’s columns and open as YAML', () => {
    const session = started();
    const { objects } = answered(session, { type: 'objects', resource: 'pods' });
    assert.deepEqual(objects.rows.find(row => row.name.endsWith('c4c4c'))?.cells, ['0/1', 'CrashLoopBackOff', '4', 'node-b2', '2m26s']);
    assert.match(answered(session, { type: 'yaml', resource: 'pods', namespace: 'default', name: 'db-2' }).text, /^kind: Pod\nmetadata:\n {2}name: db-2\n/);
    assert.match(answered(session, { type: 'yaml', resource: 'pods', namespace: 'default', name: 'gone' }).text, /not there at this moment/);
  });

  test('a text that cannot be read leaves the last run, a first one runs as far as it goes', () => {
    let problem: { file: string; line: number; message: string } | undefined = { file: 'shop.yaml', line: 3, message: 'broken' };
    const session = new Session(() => ({ ...shopRun(), ...(problem === undefined ? {} : { problem }) }), { now: () => 0 });
    assert.equal(answered(session, { type: 'run', request }).problem?.line, 3);
    problem = undefined;
    answered(session, { type: 'run', request });
    problem = { file: 'shop.yaml', line: 4, message: 'broken again' };
    assert.deepEqual(session.answer({ type: 'run', request }), { ok: false, code: 'unparsable', message: 'shop.yaml:4: broken again' });
    assert.equal(answered(session, { type: 'seek', moment: 3 }).moment.moment, 3);
  });
});

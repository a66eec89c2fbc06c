import assert from 'node:assert/strict';
import { dryRun, fixEdits, parseManifests, workloadPlacement } from '../../../engine/src/index';

const nodes = ['a', 'b'].map(name => `{apiVersion: v1, kind: Node, metadata: {name: ${name}}, status: {allocatable: {cpu: "2", memory: 4Gi, pods: "110"}}}\n`);
const deployment = (pod: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3 # three
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      ${pod}
`;
const busy = deployment('containers: [{name: a, image: b, resources: {requests: {cpu: "1500m"}}}]');

/** The file after the fix of that title, and how many pods wait then; undefined when it cannot be written there. */
function mended(text: string, title: string): { readonly text: string; readonly waiting: number } | undefined {
  const file = parseManifests(text);
  const run = dryRun([{ name: 'f', file }], { untilMs: 30_000 });
  const [verdict] = run.verdicts();
  assert.ok(verdict !== undefined);
  const fixes = workloadPlacement(run.timeline.view, verdict).pending.flatMap(({ why }) => why.suggestions);
  const fix = fixes.find(one => one.title === title);
  assert.ok(fix !== undefined, fixes.map(one => one.title).join(' | '));
  const edits = fixEdits(file, verdict, fix);
  if (edits === undefined) return undefined;
  const after = edits.reduce((so, { range, newText }) => so.slice(0, range.start) + newText + so.slice(range.end), text);
  return { text: after, waiting: dryRun([{ name: 'f', file: parseManifests(after) }], { untilMs: 30_000 }).verdicts()[0]?.pending.length ?? -1 };
}

suite('fixes in the text of a file', () => {
  const rows: readonly [name: string, text: string, title: string, found: RegExp][] = [
    ['a field of the workload', `${nodes.join('---\n')}---\n${busy}`, 'Run 2 replicas only', /\n {2}replicas: 2 # three\n/u],
    ['a node as one more document', `${nodes.join('---\n')}---\n${busy}`, 'Add a node like a', /---\napiVersion: v1\nkind: Node\nmetadata:\n {2}name: a-2\n/u],
    ['a node as one more item of a List', `apiVersion: v1\nkind: List\nitems:\n${nodes.map(node => `- ${node}`).join('')}---\n${busy}`, 'Add a node like a', /\n- apiVersion: v1\n {2}kind: Node\n {2}metadata:\n {4}name: a-2\n/u],
    ['a field of a node', `${nodes.join('---\n').replaceAll('status:', 'spec: {unschedulable: true}, status:')}---\n${deployment('containers: [{name: a, image: b}]')}`, 'Uncordon node a', /name: a\}, spec: \{\}, status/u]
  ];
  for (const [name, text, title, found] of rows) {
    test(`${name}: "${title}"`, () => {
      const after = mended(text, title);
      assert.match(after?.text ?? '', found);
      assert.equal(after?.waiting, 0);
    });
  }

  test('a node is not written into a file that has none', () => {
    assert.equal(mended(busy.replace('replicas: 3', 'replicas: 7'), 'Add a node like worker-1'), undefined);
  });
});

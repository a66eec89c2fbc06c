import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DryRunReport } from '../../../server/src/cli/dryRun/report';
import type { PodWhy } from '../../../server/src/cli/dryRun/why';
import { clusterville } from './commandLine';

const pod = (name: string, cpu: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers: [{name: a, image: b, resources: {requests: {cpu: ${cpu}}}}]\n`;
const node = (name: string, cpu: string): string => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nstatus: {allocatable: {cpu: ${cpu}, memory: 8Gi, pods: "110"}}\n`;

suite('clusterville dry-run', function () {
  this.timeout(60_000);
  let folder: string;
  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), 'clusterville-'));
    writeFileSync(join(folder, 'nodes.yaml'), [node('one', '1'), node('two', '2')].join('---\n'));
    writeFileSync(join(folder, 'pods.yaml'), [pod('fits', '1500m'), pod('huge', '64')].join('---\n'));
  });
  suiteTeardown(() => { rmSync(folder, { recursive: true, force: true }); });

  test('tells where pods land and why one stays Pending', async () => {
    const { code, out, error } = await clusterville(['dry-run', 'pods.yaml', '--cluster', 'nodes.yaml'], { cwd: folder });
    assert.equal(error, '');
    assert.match(out, /^POD +NODE +STATUS +READY AFTER\nfits +two +Running/u);
    assert.match(out, /^huge +– +Pending +–$/mu);
    assert.match(out, /0\/2 nodes are available: 2 Insufficient cpu\./u);
    assert.match(out, /one, two +NodeResourcesFit +Insufficient cpu/u);
    assert.match(out, /✓ Pod\/fits {2}1\/1 ready after .*\n✗ Pod\/huge {2}0\/1 ready · 1 Pending\nnot all is well: cluster nodes\.yaml \(2 nodes\), Kubernetes 1\.36, seed 1, 10 min simulated\n$/u);
    assert.equal(code, 1);
    assert.ok(out.split('\n').every(line => [...line].length <= 100), out);
  });

  test('exit code 0 when all is well', async () => {
    assert.equal((await clusterville(['dry-run', '-', '--cluster', 'nodes.yaml'], { cwd: folder, input: pod('fits', '1') })).code, 0);
  });

  test('JSON holds the whole run', async () => {
    const { out } = await clusterville(['dry-run', 'pods.yaml', '--cluster', 'nodes.yaml', '--json', '--until', '30s', '--seed', '7'], { cwd: folder });
    const report = JSON.parse(out) as DryRunReport;
    assert.deepEqual({ nodes: report.nodes, seed: report.seed, simulatedMs: report.simulatedMs }, { nodes: ['one', 'two'], seed: 7, simulatedMs: 30_000 });
    assert.deepEqual(report.pods.map(({ name, node: where }) => [name, where]), [['fits', 'two'], ['huge', '']]);
    assert.deepEqual(Object.keys(report.pending[0]?.attempt?.nodes ?? {}), ['one', 'two']);
    assert.ok(report.timeline.some(line => line.reason === 'FailedScheduling' && line.about === 'Pod/huge'));
    assert.deepEqual(report.documents.map(({ name, line }) => [name, line]), [['fits', 2], ['huge', 8]]);
  });

  test('the same seed gives the same run', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => clusterville(['dry-run', 'pods.yaml', '--json'], { cwd: folder })));
    assert.equal(first?.out, second?.out);
  });

  test('nodes and running pods among the files are taken as already there', async () => {
    const running = 'apiVersion: v1\nkind: Pod\nmetadata: {name: old}\nspec:\n  nodeName: two\n  containers: [{name: a, image: b, resources: {requests: {cpu: 1}}}]\n';
    const { out } = await clusterville(['dry-run', '-', '--json'], { input: [node('one', '1'), node('two', '2'), running, pod('fits', '1500m')].join('---\n') });
    const { pods } = JSON.parse(out) as DryRunReport;
    assert.deepEqual(pods.map(({ name, node: where }) => [name, where]), [['fits', ''], ['old', 'two']]);
  });

  test('what the server refuses is told with its place, the rest runs', async () => {
    const { code, out } = await clusterville(['dry-run', '-', '--cluster', 'nodes.yaml'], { cwd: folder, input: `# first\n${pod('Wrong_Name', '1')}---\n${pod('fits', '1')}` });
    assert.match(out, /^Refused by the API server\n {2}<stdin>:3 {2}Pod\/Wrong_Name\n {4}Pod "Wrong_Name" is invalid: metadata\.name: Invalid value: "Wrong_Name":/u);
    assert.match(out, /✓ Pod\/fits/u);
    assert.equal(code, 1);
  });

  test('text that cannot be read is told and the rest runs', async () => {
    const { out, error } = await clusterville(['dry-run', '-', '--cluster', 'nodes.yaml'], { cwd: folder, input: `a: [\n---\n${pod('fits', '1')}` });
    assert.match(error, /^<stdin>:\d+:\d+ {2}error {2}/u);
    assert.match(out, /✓ Pod\/fits/u);
  });

  test('the timeline is as long as asked for', async () => {
    const short = await clusterville(['dry-run', 'pods.yaml', '--timeline', '1'], { cwd: folder });
    assert.match(short.out, /… \d+ more events; --timeline all shows all of them/u);
    assert.ok(!(await clusterville(['dry-run', 'pods.yaml', '--timeline', '0'], { cwd: folder })).out.includes('Timeline'));
  });

  test('--why tells how each node was judged, with scores', async () => {
    const huge = await clusterville(['dry-run', 'pods.yaml', '--cluster', 'nodes.yaml', '--why', 'huge'], { cwd: folder });
    assert.equal(huge.code, 0);
    assert.match(huge.out, /^huge\n {2}stays Pending \(tried 2 times, last after 5 min\)\n {2}0\/2 nodes are available: 2 Insufficient cpu\./u);
    assert.match(huge.out, /one, two +NodeResourcesFit +Insufficient cpu\n +↳ pods\.yaml:11 spec\.containers\[0\]\.resources\.requests\[cpu\]\n/u);
    assert.match(huge.out, / {2}1\. Request less: cpu 1 → one\n {5}pods\.yaml:11: spec\.containers\[0\]\.resources\.requests\[cpu\] = "1"\n\n {2}Capacity: No more pods of this kind fit; then: Insufficient cpu \(2 nodes\)\n$/u);
    assert.ok(huge.out.split('\n').every(line => [...line].length <= 100), huge.out);
    const first = await clusterville(['dry-run', 'pods.yaml', '--cluster', 'nodes.yaml', '--why', 'huge', '--blockers', 'first'], { cwd: folder });
    assert.match(first.out, /one, two +NodeResourcesFit +Insufficient cpu\n\n/u);
    const { out } = await clusterville(['dry-run', 'pods.yaml', '--cluster', 'nodes.yaml', '--why', 'huge', '--json'], { cwd: folder });
    const { pods: [why] } = JSON.parse(out) as { readonly pods: readonly PodWhy[] };
    assert.deepEqual(why?.pending?.blockers, [{ plugin: 'NodeResourcesFit', reason: 'Insufficient cpu', nodes: ['one', 'two'], fields: [{ path: 'spec.containers[0].resources.requests[cpu]', file: 'pods.yaml', line: 11 }] }]);
    assert.deepEqual(why.attempts.map(attempt => attempt.attempt), [1, 2]);
    const fits = await clusterville(['dry-run', 'pods.yaml', '--cluster', 'large', '--why', 'fits', '--scores'], { cwd: folder });
    assert.match(fits.out, /^fits after .*: goes to worker-\d+\n {2}\(as good as worker-/u);
    assert.match(fits.out, /\* worker-\d+ +\d+ +.*NodeResourcesBalancedAllocation \d+/u);
    assert.equal((await clusterville(['dry-run', 'pods.yaml', '--why', 'nobody'], { cwd: folder })).code, 2);
  });

  test('--seeds shows where ties may fall', async () => {
    const { out, code } = await clusterville(['dry-run', 'pods.yaml', '--seeds', '20'], { cwd: folder });
    assert.equal(code, 0);
    assert.match(out, /^WORKLOAD +NODE +PODS A RUN +SHARE\nPod\/fits +worker-\d +0\.\d\d +\d+ %\n +worker-\d/u);
    assert.match(out, /^Pod\/huge +Pending +1\.00 +100 %\nover 20 seeds$/mu);
    const json = JSON.parse((await clusterville(['dry-run', 'pods.yaml', '--seeds', '3', '--json'], { cwd: folder })).out) as { readonly seeds: number; readonly workloads: readonly { readonly name: string; readonly runs: number }[] };
    assert.deepEqual([json.seeds, json.workloads.map(({ name, runs }) => [name, runs])], [3, [['fits', 3], ['huge', 3]]]);
  });

  for (const args of [['--seeds', '0'], ['--until', 'soon'], ['--cluster', 'nowhere.yaml'], ['--seed', '-1'], ['--timeline', 'x'], ['nowhere.yaml']]) {
    test(`wrong usage exits with 2: ${args.join(' ')}`, async () => {
      const { code, error } = await clusterville(['dry-run', 'pods.yaml', ...args], { cwd: folder });
      assert.equal(code, 2);
      assert.match(error, /error/u);
    });
  }
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dryRun, parseManifests, type ManifestFile } from '../engine/src/index';
import { projectRoot, sharedFolder } from './projectRoot';
import { ServerProcess } from './server/serverProcess';

/** A manifest somebody wrote, and whether a real API server accepted it; undefined where no server could tell. */
interface Seed { readonly name: string; readonly text: string; readonly accepted: boolean | undefined }

/** LSP's DiagnosticSeverity.Error. */
const errorSeverity = 1;

/** More than any of these may take: a run that needs them all goes round in circles. */
const maxEntries = 20_000;

/** One comparison with the real API server. */
interface Judged { readonly name: string; readonly expected: boolean; readonly actual: boolean; readonly said: string }

const seeds = [...samples(), ...collected()];

suite('manifests of people: the language server', () => {
  let server: ServerProcess;
  suiteSetup(async () => { server = await ServerProcess.start(); });

  const judged: Judged[] = [];
  for (const { name, text, accepted } of seeds) {
    test(`answers for ${name}`, async () => {
      const uri = `file:///seeds/${name}`;
      const problems = await server.open(uri, text);
      await server.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
      await server.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 1 } });
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      const errors = problems.filter(problem => problem.severity === errorSeverity);
      if (accepted !== undefined) judged.push({ name, expected: accepted, actual: errors.length === 0, said: String(errors[0]?.message ?? '') });
    });
  }

  tellShare(judged, 'the language server');

  test('is still whole, and ends when it is told to', async () => {
    assert.deepEqual(server.messages, []);
    assert.equal(await server.stop(), 0);
  });
});

suite('manifests of people: the dry-run', () => {
  const judged: Judged[] = [];
  for (const { name, text, accepted } of seeds) {
    test(`of ${name} ends`, () => {
      const file = parseManifests(text);
      const run = dryRun([{ name: 'namespaces', file: parseManifests(namespacesFor(file)) }, { name, file }], { maxEntries });
      assert.equal(run.timeline.settled, true, `${run.timeline.length} entries, and only ${run.timeline.view.nowMs} ms simulated`);
      run.verdicts();
      const refused = run.applied.filter(document => document.result === 'refused');
      if (accepted !== undefined && run.applied.some(document => document.result !== 'skipped')) {
        judged.push({ name, expected: accepted, actual: refused.length === 0, said: refused[0]?.error?.message ?? '' });
      }
    });
  }

  tellShare(judged, 'the simulated API server');
});

/** The namespaces that a file takes for granted: the recorded judgements do so too. */
function namespacesFor(file: ManifestFile): string {
  const made = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease', ...file.documents.flatMap(document => document.gvk?.kind === 'Namespace' ? [document.name] : [])]);
  const wanted = new Set(file.documents.flatMap(document => document.namespace === undefined || made.has(document.namespace) ? [] : [document.namespace]));
  return [...wanted].map(name => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${JSON.stringify(name)}\n`).join('---\n');
}

/** The last test of a suite that has filled `judged`: our own samples must be judged right, the share of all is told. */
function tellShare(judged: readonly Judged[], who: string): void {
  test('judges as a real API server does', () => {
    const wrong = judged.filter(({ expected, actual }) => expected !== actual);
    console.log(`    ${who} judges ${judged.length - wrong.length} of ${judged.length} as a real API server did`);
    for (const { name, expected, said } of wrong) console.log(`      ${name}: ${expected ? `accepted, we say ${said}` : 'refused, we say nothing'}`);
    assert.ok(judged.length > 0);
    assert.deepEqual(wrong.filter(({ name }) => name.startsWith('samples/')), []);
  });
}

function samples(): readonly Seed[] {
  const folder = path.join(projectRoot, 'samples');
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).sort()
    .map(name => ({ name: `samples/${name}`, text: readFileSync(path.join(folder, name), 'utf8'), accepted: name !== 'mistakes.yaml' }));
}

/** What was collected and tried on a real API server, where it stands beside the checkout. */
function collected(): readonly Seed[] {
  const folder = path.join(sharedFolder, 'seeds', 'manifests');
  if (!existsSync(folder)) return [];
  const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Readonly<Record<string, { readonly accepted?: boolean | null } | undefined>>;
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).sort()
    .map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8'), accepted: expected[name]?.accepted ?? undefined }));
}

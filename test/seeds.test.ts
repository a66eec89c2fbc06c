import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, sharedFolder } from './projectRoot';
import { ServerProcess } from './server/serverProcess';

/** A manifest somebody wrote, and whether a real API server accepted it; undefined where no server could tell. */
interface Seed { readonly name: string; readonly text: string; readonly accepted: boolean | undefined }

/** LSP's DiagnosticSeverity.Error. */
const errorSeverity = 1;

suite('manifests of people', () => {
  const all = [...samples(), ...collected()];
  let server: ServerProcess;
  suiteSetup(async () => { server = await ServerProcess.start(); });

  const judged: { name: string; expected: boolean; actual: boolean; first: string }[] = [];
  for (const { name, text, accepted } of all) {
    test(`the language server answers for ${name}`, async () => {
      const uri = `file:///seeds/${name}`;
      const problems = await server.open(uri, text);
      await server.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
      await server.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 1 } });
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      const errors = problems.filter(problem => problem.severity === errorSeverity);
      if (accepted !== undefined) judged.push({ name, expected: accepted, actual: errors.length === 0, first: String(errors[0]?.message ?? '') });
    });
  }

  test('samples are judged as the API server judges them', () => {
    assert.deepEqual(judged.filter(({ name, expected, actual }) => name.startsWith('samples/') && expected !== actual), []);
  });

  test('the share of right judgements is told', () => {
    const wrong = judged.filter(({ expected, actual }) => expected !== actual);
    console.log(`    the language server judges ${judged.length - wrong.length} of ${judged.length} as a real API server did`);
    for (const { name, expected, first } of wrong) console.log(`      ${name}: ${expected ? `accepted, we say ${first}` : 'refused, we say nothing'}`);
    assert.ok(judged.length > 0);
  });

  test('the server is still whole, and ends when it is told to', async () => {
    assert.deepEqual(server.messages, []);
    assert.equal(await server.stop(), 0);
  });
});

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

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter, type CodeAction, type CodeLens, type CompletionItem, type DocumentSymbol, type FoldingRange, type Hover, type InitializeResult, type SelectionRange } from 'vscode-languageserver/node';
import type { ResourceEntry, VerdictEntry } from '../../server/src/protocol';
import { atCursor, positionAt } from './cursor';
import { repository, ServerProcess } from './serverProcess';

const uri = 'file:///work/web.yaml';
const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n';

suite('the server over stdio', function () {
  this.timeout(30_000);
  let server: ServerProcess;
  setup(async () => { server = await ServerProcess.start(); });
  teardown(async () => { assert.equal(await server.stop(), 0); });

  test('an edit brings new diagnostics, and mending it none', async () => {
    const position = { line: 5, character: 2 };
    await server.open(uri, deployment);
    const wrong = await server.change(uri, 2, { text: 'x', range: { start: position, end: position } });
    assert.deepEqual(wrong.filter(item => item.code === 'UnknownField').map(item => item.range), [{ start: position, end: { line: 5, character: 11 } }]);
    const mended = await server.change(uri, 3, { text: '', range: { start: position, end: { line: 5, character: 3 } } });
    assert.deepEqual(mended.filter(item => item.code === 'UnknownField'), []);
  });

  test('hover explains a field', async () => {
    const { text, offset } = atCursor(deployment.replace('replicas', 'repl$0icas'));
    await server.open(uri, text);
    const hover = await server.connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri }, position: positionAt(text, offset) });
    assert.match((hover.contents as { value: string }).value, /\*\*replicas\*\* · `integer`.*Number of desired pods/su);
  });

  test('completion offers fields, whose descriptions come when asked for', async () => {
    const { text, offset } = atCursor(`${deployment}  $0`);
    await server.open(uri, text);
    const { items } = await server.complete(uri, positionAt(text, offset));
    assert.deepEqual(items.slice(0, 2).map(item => item.label), ['selector', 'template']);
    assert.equal(items[0]?.documentation, undefined);
    const resolved = await server.connection.sendRequest<CompletionItem>('completionItem/resolve', items[0]);
    assert.match((resolved.documentation as { value: string }).value, /Label selector for pods/u);
  });

  test('a lens above a workload tells what a dry-run makes of it', async () => {
    const pod = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: huge}\nspec:\n  containers: [{name: a, image: b, resources: {requests: {cpu: 999}}}]\n';
    await server.open(uri, pod);
    const lenses = (): Promise<CodeLens[]> => server.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
    const [first, ...others] = await lenses();
    assert.match(first?.command?.title ?? '', /^▶ Dry run/u);
    assert.deepEqual([first?.range.start.line, first?.command?.command, first?.command?.arguments, others], [4, 'clusterville.dryRun', [{ uri, document: 1 }], []]);
    const verdicts = await server.connection.sendRequest<VerdictEntry[]>('clusterville/verdicts', { uri });
    assert.deepEqual(verdicts.map(({ name, summary, document }) => ({ name, summary, document })), [{ name: 'huge', summary: '0/1 ready · 1 Pending', document: 1 }]);
    assert.match(verdicts[0]?.pending[0]?.message ?? '', /nodes are available/u);
    assert.deepEqual((await lenses()).map(({ command }) => command?.title), ['▶ Dry run · 0/1 ready · 1 Pending']);
  });

  test('dryRuns: the dry-run comes by itself when typing pauses', async () => {
    const told = new Promise<{ verdicts: VerdictEntry[] }>(resolve => { server.connection.onNotification('clusterville/dryRunVerdicts', resolve); });
    await server.open(uri, 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n');
    assert.deepEqual((await told).verdicts.map(({ kind, name }) => [kind, name]), [['Pod', 'a']]);
  });

  test('documentSymbols: the outline has one entry a resource with its keys', async () => {
    await server.open(uri, `${deployment}---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n`);
    const symbols = await server.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
    assert.deepEqual(symbols.map(symbol => symbol.name), ['Deployment/web', 'Service/web']);
    assert.deepEqual(symbols[0]?.children?.map(symbol => symbol.name), ['metadata', 'spec']);
  });

  test('codeActions: a quick fix mends a misspelt field', async () => {
    const text = deployment.replace('replicas', 'replica');
    await server.open(uri, text);
    const range = { start: { line: 5, character: 4 }, end: { line: 5, character: 4 } };
    const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
    assert.deepEqual(actions.map(action => action.edit?.changes?.[uri]), [[{ range: { start: { line: 5, character: 2 }, end: { line: 5, character: 9 } }, newText: 'replicas' }]]);
  });

  test('resourceIndex: it names what open files hold', async () => {
    await server.open(uri, deployment);
    const entries = await server.connection.sendRequest<ResourceEntry[]>('clusterville/resources', {});
    assert.deepEqual(entries.map(({ kind, name, document }) => ({ kind, name, document })), [{ kind: 'Deployment', name: 'web', document: 0 }]);
    assert.deepEqual(entries[0]?.selectionRange, { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } });
    const range = await server.connection.sendRequest('clusterville/locate', { uri, document: 0, path: ['spec', 'replicas'] });
    assert.deepEqual(range, { start: { line: 5, character: 2 }, end: { line: 5, character: 10 } });
  });

  test('foldingRanges: a resource folds, and so does each part of it that has lines of its own', async () => {
    await server.open(uri, `${deployment}  selector:\n    matchLabels:\n      app: web\n`);
    const ranges = await server.connection.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri } });
    const spans = ranges.map(({ startLine, endLine }) => `${startLine}-${endLine}`);
    for (const span of ['2-3', '4-8', '6-8', '7-8']) assert.ok(spans.includes(span), `${span} is not among ${spans.join(' ')}`);
  });

  test('selectionRanges: a selection grows from the value to its field, to the object around it', async () => {
    await server.open(uri, deployment);
    const [range] = await server.connection.sendRequest<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri }, positions: [{ line: 3, character: 9 }] });
    const lines: string[] = [];
    for (let at = range; at !== undefined; at = at.parent) lines.push(`${at.range.start.line}:${at.range.start.character}-${at.range.end.line}:${at.range.end.character}`);
    assert.equal(lines[0], '3:8-3:11');
    assert.ok(lines.length >= 3, lines.join(' '));
  });

  test('requests about files that are not open are answered with nothing', async () => {
    const position = { line: 0, character: 0 };
    for (const method of ['textDocument/hover', 'textDocument/documentSymbol', 'textDocument/codeAction', 'textDocument/foldingRange']) {
      const answer = await server.connection.sendRequest(method, { textDocument: { uri: 'file:///nowhere.yaml' }, position, range: { start: position, end: position }, context: { diagnostics: [] } });
      assert.ok(answer === null || (Array.isArray(answer) && answer.length === 0), `${method}: ${JSON.stringify(answer)}`);
    }
  });

  test('settings that change are obeyed at once', async () => {
    const wrong = deployment.replace('replicas', 'replica');
    assert.ok((await server.open(uri, wrong)).length > 0);
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: { clusterville: { diagnostics: { enable: false } } } });
    const silent = await server.change(uri, 2, { text: wrong });
    assert.deepEqual(silent, []);
  });

  test('nothing strange was told', async () => {
    for (const [i, text] of ['', '\ufeff\ufeff', '\u0000', '{', '}', '---\n---\n', '\t- a', 'a: *b', '%YAML 9', '- - - -', '\ud800'].entries()) await server.open(`file:///strange/${i}.yaml`, text);
    assert.deepEqual(server.messages, []);
  });
});

suite('the server over stdio, pulled', function () {
  this.timeout(30_000);
  test('a client that pulls diagnostics gets them when it asks', async () => {
    const server = await ServerProcess.start({ capabilities: { textDocument: { diagnostic: {} } } });
    await server.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: deployment.replace('replicas', 'replica') } });
    const report = await server.connection.sendRequest<{ kind: string; items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } });
    assert.equal(report.kind, 'full');
    assert.ok(report.items.some(item => item.code === 'UnknownField'));
    assert.equal(await server.stop(), 0);
  });
});

suite('the server over IPC', function () {
  this.timeout(30_000);
  test('answers as over stdio', async () => {
    const child = fork(join(repository, 'out/server/src/main.js'), ['--node-ipc']);
    const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    assert.equal(capabilities.hoverProvider, true);
    const ended = new Promise(resolve => { child.once('exit', resolve); });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    connection.dispose();
  });
});

import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { positionAt } from '../cursor';
import { ServerProcess } from '../serverProcess';

const uri = 'file:///work/pending.yaml';
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      # room is scarce
      nodeSelector:
        kubernetes.io/os: linux
      containers:
        - name: web
          image: web:1
          resources:
            requests:
              cpu: "40" # far too much
`;
const node = `---
apiVersion: v1
kind: Node
metadata: {name: one}
spec:
  taints: [{key: team, value: gpu, effect: NoSchedule}]
status: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
`;

suite('pods that wait, in the editor', function () {
  this.timeout(60_000);
  let server: ServerProcess;
  setup(async () => { server = await ServerProcess.start(); });
  teardown(async () => {
    assert.deepEqual(server.messages, []);
    assert.equal(await server.stop(), 0);
  });

  const pending = (version: number): Promise<readonly Diagnostic[]> => server.diagnosticsWhere(published => published.uri === uri && published.version === version && published.diagnostics.some(item => item.code === 'pending'));
  const actionsAt = (text: string, word: string): Promise<CodeAction[]> => {
    const position = positionAt(text, text.indexOf(word));
    return server.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } });
  };
  const apply = (text: string, action: CodeAction | undefined): string => TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 1, text), action?.edit?.changes?.[uri] ?? []);

  test('is news on the cluster that is assumed: the scheduler\'s words on the name, with the lines that cause it', async () => {
    await server.open(uri, deployment);
    const [found] = (await pending(1)).filter(item => item.code === 'pending');
    assert.equal(found?.severity, 3);
    assert.deepEqual(found.range, { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } });
    assert.match(String(found.message), /^2 of 2 pods stay Pending in a dry run: 0\/4 nodes are available: .*Insufficient cpu.*preemption: /u);
    assert.ok(found.relatedInformation?.some(({ location, message }) => location.range.start.line === 18 && message.startsWith('Insufficient cpu (')), JSON.stringify(found.relatedInformation));
  });

  test('is a warning where the cluster is known, and points at its nodes', async () => {
    await server.open(uri, deployment + node);
    const [found] = (await pending(1)).filter(item => item.code === 'pending');
    assert.equal(found?.severity, 2);
    assert.ok(found.relatedInformation?.some(({ location, message }) => location.range.start.line === 24 && message === 'one: node(s) had untolerated taint(s)'), JSON.stringify(found.relatedInformation));
  });

  test('proved changes are quick fixes that keep the rest of the text, and with them nothing waits', async () => {
    const text = deployment + node;
    await server.open(uri, text);
    await pending(1);
    const actions = await actionsAt(text, 'web\n');
    assert.deepEqual(actions.map(action => action.title), ['Tolerate team=gpu; Request less: cpu 4 (a pod then fits on one)']);
    const mended = apply(text, actions[0]);
    assert.match(mended, / {14}cpu: "4" # far too much\n {6}tolerations:\n {8}- key: team\n {10}operator: Equal\n {10}value: gpu\n {10}effect: NoSchedule\n---/u);
    assert.ok(mended.includes('# room is scarce'));
    assert.deepEqual((await actionsAt(text, 'cpu: "40"')).map(action => action.title), actions.map(action => action.title));
    const half = mended.replace('replicas: 2', 'replicas: 1');
    const quiet = server.diagnosticsWhere(published => published.version === 2 && !published.diagnostics.some(item => item.code === 'pending'));
    await server.change(uri, 2, { text: half });
    assert.deepEqual(await quiet, []);
  });

  test('no change is offered for a text that was not run', async () => {
    await server.open(uri, deployment + node);
    await pending(1);
    const edited = deployment.replace('web:1', 'web:2') + node;
    await server.change(uri, 2, { text: edited });
    const early = await actionsAt(edited, 'web\n');
    await pending(2);
    assert.deepEqual(early, []);
  });

  test('hover on a scheduling field tells which nodes match', async () => {
    await server.open(uri, deployment + node);
    await pending(1);
    const hover = await server.connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri }, position: positionAt(deployment, deployment.indexOf('nodeSelector')) });
    assert.match((hover.contents as { value: string }).value, /\*\*Dry run\*\*: 1 of 1 nodes would take one more pod as far as this goes: `one`$/u);
    const requests = await server.connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri }, position: positionAt(deployment, deployment.indexOf('cpu: "40"')) });
    assert.match((requests.contents as { value: string }).value, /\*\*Dry run\*\*: 0 of 1 nodes would take/u);
  });

  test('nothing is said when problems are switched off', async () => {
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: { clusterville: { diagnostics: { enable: false } } } });
    await server.open(uri, deployment);
    await server.connection.sendRequest('clusterville/verdicts', { uri });
    assert.deepEqual(await actionsAt(deployment, 'web\n'), []);
  });
});

import assert from 'node:assert/strict';
import vscode from 'vscode';
import { eventually, openSample, positionAfter } from './workbench';

suite('in VS Code: language features', () => {
  test('what the API server would refuse is underlined at its place', async () => {
    const document = await openSample('mistakes.yaml');
    const found = await diagnosticsOf(document);
    const lines = new Set(found.filter(problem => problem.severity === vscode.DiagnosticSeverity.Error).map(problem => problem.range.start.line));
    for (const text of ['Web_Front', 'Sometimes', '80800', 'HTTP', 'restartPolcy', '256MiB']) {
      assert.ok(lines.has(document.positionAt(document.getText().lastIndexOf(text)).line), `nothing is said about ${text}: ${[...lines].join(', ')}`);
    }
  });

  test('a valid manifest has no error', async () => {
    await diagnosticsOf(await openSample('mistakes.yaml'));
    const document = await openSample('shop.yaml');
    await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri).filter(problem => problem.severity === vscode.DiagnosticSeverity.Error).map(problem => problem.message), []);
  });

  test('hovering a field explains it', async () => {
    const document = await openSample('shop.yaml');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, positionAfter(document, 'maxSur'));
    const text = hovers.flatMap(hover => hover.contents).map(content => typeof content === 'string' ? content : content.value).join('\n');
    assert.match(text, /maximum number of pods/i);
  });

  test('fields are completed in the second document too', async () => {
    const document = await openSample('probes.yaml');
    const place = document.positionAt(document.getText().lastIndexOf('failureThreshold'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, place);
    const labels = list.items.map(item => typeof item.label === 'string' ? item.label : item.label.label);
    assert.ok(labels.includes('timeoutSeconds'), labels.join(', '));
  });

  test('the outline has one entry a resource', async () => {
    const document = await openSample('shop.yaml');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.equal(symbols.length, document.getText().split(/^---$/m).length);
  });
});

/** The problems of a document, once there are any. */
function diagnosticsOf(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  return eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const found = vscode.languages.getDiagnostics(document.uri);
    return found.length > 0 ? found : undefined;
  });
}

import assert from 'node:assert/strict';
import vscode from 'vscode';
import { eventually, openSample } from './workbench';

suite('in VS Code: dry-run', () => {
  test('the command opens the panel beside the editor', async () => {
    await openSample('shop.yaml');
    await vscode.commands.executeCommand('clusterville.dryRun');
    const tab = await eventually(vscode.window.tabGroups.onDidChangeTabs, panelTab);
    assert.notEqual(tab.group, vscode.window.tabGroups.all.find(group => group.tabs.some(isManifest)));
  });

  test('each workload says above itself what becomes of it', async () => {
    const document = await openSample('shop.yaml');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    const titles = lenses.flatMap(lens => lens.command ? [lens.command.title] : []);
    assert.ok(titles.filter(title => title.includes('Dry run')).length >= 3, titles.join(' | '));
  });
});

function panelTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs).find(tab => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.includes('clusterville'));
}

function isManifest(tab: vscode.Tab): boolean {
  return tab.input instanceof vscode.TabInputText && tab.input.uri.path.endsWith('shop.yaml');
}

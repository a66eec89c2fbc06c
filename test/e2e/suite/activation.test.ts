import assert from 'node:assert/strict';
import vscode from 'vscode';
import { extension, openSample } from './workbench';

suite('in VS Code: activation', () => {
  test('a manifest wakes the extension', async () => {
    await openSample('shop.yaml');
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  test('every command of the palette is there', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const manifest: unknown = extension().packageJSON;
    const offered = commandNames(manifest);
    assert.ok(offered.length > 0);
    assert.deepEqual(offered.filter(name => !known.has(name)), []);
  });
});

function commandNames(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes?: { commands?: { command: string }[] } };
  return (contributes?.commands ?? []).map(entry => entry.command);
}

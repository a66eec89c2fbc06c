import assert from 'node:assert/strict';
import vscode from 'vscode';

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('clusterville.clusterville');
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** Opens a file of the samples, which the workspace is a copy of. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits for `look` to find something, looking again after every change that VS Code tells of; the test's own time limit ends it. */
export function eventually<T>(change: vscode.Event<unknown>, look: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const again = (): void => {
      try {
        const found = look();
        if (found === undefined) return;
        subscription.dispose();
        resolve(found);
      } catch (error) {
        subscription.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const subscription = change(again);
    again();
  });
}

/** The position right after the first place where a text stands. */
export function positionAfter(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} does not occur`);
  return document.positionAt(at + text.length);
}

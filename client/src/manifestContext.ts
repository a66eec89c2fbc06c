import vscode from 'vscode';
import { looksLikeManifest } from './manifestText';

/** Keeps `clusterville.manifest` true while the active editor shows a manifest: menus and keys go by it. */
export function watchManifestContext(): vscode.Disposable {
  let shown: boolean | undefined;
  const look = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const is = document !== undefined && document.languageId === 'yaml' && looksLikeManifest(document.getText());
    if (is === shown) return;
    shown = is;
    void vscode.commands.executeCommand('setContext', 'clusterville.manifest', is);
  };
  look();
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(look), vscode.workspace.onDidChangeTextDocument(({ document }) => { if (document === vscode.window.activeTextEditor?.document && shown !== true) look(); }));
}

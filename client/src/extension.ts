import vscode from 'vscode';
import { registerCommands } from './commands';
import { ManifestLanguage } from './languageClient';
import { watchManifestContext } from './manifestContext';
import { Panels } from './panels';
import { createStatusBar } from './statusBar';

/** VS Code calls this when the first YAML file is open or a command of ours is called. Only cheap things happen here. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Clusterville', { log: true });
  const language = new ManifestLanguage(context.extensionUri, log);
  const panels = new Panels(context.extensionUri, log);
  context.subscriptions.push(log, { dispose: () => { void language.dispose(); } }, panels, panels.register(), registerCommands({ panels, language, log }), createStatusBar(language, panels), language.watch(), watchManifestContext());
}

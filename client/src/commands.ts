import vscode from 'vscode';
import type { ManifestLanguage } from './languageClient';
import { looksLikeManifest } from './manifestText';
import type { Panels } from './panels';
import { findManifests } from './sources';

/** What commands act on. */
export interface CommandContext { readonly panels: Panels; readonly language: ManifestLanguage; readonly log: vscode.LogOutputChannel }

/** The commands by their identifiers; `package.json` gives them titles, keys and places in menus. */
export const commands: Readonly<Record<string, (ctx: CommandContext, argument: unknown) => Promise<void> | void>> = {
  'clusterville.dryRun': dryRun,
  'clusterville.dryRunFolder': dryRunFolder,
  'clusterville.step': ({ panels }) => panels.current?.control('step'),
  'clusterville.stepBack': ({ panels }) => panels.current?.control('stepBack'),
  'clusterville.play': ({ panels }) => panels.current?.control('play'),
  'clusterville.nextFailure': ({ panels }) => panels.current?.control('nextFailure'),
  'clusterville.openViewAsText': ({ panels }) => panels.current?.control('openText'),
  'clusterville.showOutput': ({ log }) => log.show(),
  'clusterville.pickKubernetesVersion': pickKubernetesVersion
};

/** Registers them all; what one of them throws is logged and told, never lost. */
export function registerCommands(ctx: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      await run(ctx, argument);
    } catch (error) {
      ctx.log.error(`${id}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      void vscode.window.showErrorMessage(`Clusterville: ${error instanceof Error ? error.message : String(error)}`);
    }
  })));
}

async function dryRun({ panels }: CommandContext, argument: unknown): Promise<void> {
  const target = targetOf(argument);
  const uri = target?.uri ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) { void vscode.window.showInformationMessage('Open a Kubernetes manifest, then run this command again.'); return; }
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  if (!looksLikeManifest(text)) {
    void vscode.window.showInformationMessage(`${vscode.workspace.asRelativePath(uri)} holds no Kubernetes manifest: no line starts with apiVersion and kind.`);
    return;
  }
  panels.open([uri], fileName(uri), target?.document === undefined ? {} : { document: { file: uri.toString(), document: target.document } });
}

async function dryRunFolder({ panels }: CommandContext, argument: unknown): Promise<void> {
  const folder = argument instanceof vscode.Uri ? argument : (await pickFolder())?.uri;
  if (folder === undefined) return;
  const files = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Looking for manifests' }, () => findManifests(folder));
  if (files.length === 0) { void vscode.window.showInformationMessage(`No Kubernetes manifest was found in ${vscode.workspace.asRelativePath(folder)}.`); return; }
  panels.open(files, `${fileName(folder)}/`, {});
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) void vscode.window.showInformationMessage('Open a folder with Kubernetes manifests, then run this command again.');
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick({ placeHolder: 'Dry-run the manifests of which folder?' }) : folders[0];
}

async function pickKubernetesVersion({ language }: CommandContext): Promise<void> {
  const versions = await language.request('clusterville/kubernetesVersions', null);
  if (versions === undefined) { void vscode.window.showErrorMessage('The language server does not answer; see the output of Clusterville.'); return; }
  const items = versions.available.map(version => ({ label: version, description: version === versions.current ? 'in use' : '' }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Kubernetes version that the manifests are written for' });
  if (picked === undefined) return;
  const target = vscode.workspace.workspaceFolders === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('clusterville').update('kubernetesVersion', picked.label, target);
}

/** Menus give a Uri, the code lens an object of text and number; anything else means the active editor. */
function targetOf(argument: unknown): { readonly uri: vscode.Uri; readonly document?: number } | undefined {
  if (argument instanceof vscode.Uri) return { uri: argument };
  if (typeof argument !== 'object' || argument === null || !('uri' in argument) || typeof argument.uri !== 'string') return undefined;
  const uri = vscode.Uri.parse(argument.uri);
  return 'document' in argument && typeof argument.document === 'number' ? { uri, document: argument.document } : { uri };
}

function fileName(uri: vscode.Uri): string {
  return uri.path.replace(/\/+$/, '').split('/').at(-1) ?? uri.path;
}

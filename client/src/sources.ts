import vscode from 'vscode';
import type { RunRequest, SourceFile } from '../../media/src/protocol';
import { durationMs } from './duration';
import { looksLikeManifest } from './manifestText';

/** A folder with more manifests than this is cut: nobody can read such a picture. */
const filesAtMost = 500;
/** Larger files are left out with a word about it. */
const bytesAtMost = 5_000_000;

/** What was found to simulate, and what was left out and why. */
export interface Sources { readonly files: readonly SourceFile[]; readonly skipped: readonly string[] }

/** The texts of the files: from the editor where they are open, else from the file system, whatever kind that is. */
export async function readSources(uris: readonly vscode.Uri[]): Promise<Sources> {
  const files: SourceFile[] = [], skipped: string[] = [];
  for (const uri of uris) {
    const label = vscode.workspace.asRelativePath(uri, false);
    try {
      const text = openText(uri) ?? await storedText(uri);
      if (text === undefined) skipped.push(`${label} is too large to simulate`);
      else files.push({ file: uri.toString(), label, text });
    } catch {
      skipped.push(`${label} cannot be read`);
    }
  }
  return { files, skipped };
}

/** The manifests under a folder, in order of their paths. */
export async function findManifests(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.{yaml,yml}'), '**/{node_modules,.git}/**', filesAtMost);
  found.sort((a, b) => a.path < b.path ? -1 : 1);
  const { files } = await readSources(found);
  return files.filter(file => looksLikeManifest(file.text)).map(file => vscode.Uri.parse(file.file));
}

/** The whole request: the texts, and what the settings say of cluster, seed, time and version. */
export async function runRequest(uris: readonly vscode.Uri[]): Promise<{ readonly request: RunRequest; readonly skipped: readonly string[] }> {
  const settings = vscode.workspace.getConfiguration('clusterville', uris[0] ?? null);
  const cluster = settings.get('dryRun.cluster', '').trim();
  const sources = await readSources(uris);
  const clusterSources = cluster === '' ? undefined : await readSources([clusterUri(cluster, uris[0])]);
  const seed = settings.get('dryRun.seed', 1);
  return {
    request: {
      files: sources.files, cluster: clusterSources?.files ?? [], seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : 1,
      untilMs: durationMs(settings.get('dryRun.until', '10m'), 600_000), minor: Number(/^1\.(\d+)$/.exec(settings.get('kubernetesVersion', '1.36'))?.[1] ?? 36)
    },
    skipped: [...sources.skipped, ...clusterSources?.skipped ?? []]
  };
}

function openText(uri: vscode.Uri): string | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString())?.getText();
}

async function storedText(uri: vscode.Uri): Promise<string | undefined> {
  const { size } = await vscode.workspace.fs.stat(uri);
  return size > bytesAtMost ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function clusterUri(cluster: string, beside: vscode.Uri | undefined): vscode.Uri {
  const folder = (beside === undefined ? undefined : vscode.workspace.getWorkspaceFolder(beside)) ?? vscode.workspace.workspaceFolders?.[0];
  return /^([a-zA-Z]:)?[\\/]/.test(cluster) || folder === undefined ? vscode.Uri.file(cluster) : vscode.Uri.joinPath(folder.uri, cluster);
}

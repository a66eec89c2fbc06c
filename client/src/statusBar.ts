import vscode from 'vscode';
import type { ServerNotifications } from '../../server/src/protocol';
import type { ManifestLanguage } from './languageClient';
import type { Panels } from './panels';

interface Known { errors: number; warnings: number; resources: number; sentence?: string; bad?: boolean }

/** The active manifest in one line: its problems and what a dry-run makes of it. Hidden for everything else. */
export function createStatusBar(language: ManifestLanguage, panels: Panels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('clusterville.verdict', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Clusterville';
  item.command = 'clusterville.dryRun';
  const known = new Map<string, Known>();
  let shown: string | undefined;
  const of = (uri: string): Known => {
    const entry = known.get(uri) ?? { errors: 0, warnings: 0, resources: 0 };
    known.set(uri, entry);
    return entry;
  };
  const render = (): void => {
    // While the panel has the focus there is no active editor: the manifest beside it stays the one that is meant.
    const uri = vscode.window.activeTextEditor?.document.uri.toString() ?? vscode.window.visibleTextEditors.map(editor => editor.document.uri.toString()).find(visible => visible === shown);
    shown = uri;
    const entry = uri === undefined ? undefined : known.get(uri);
    if (entry === undefined || (entry.resources === 0 && entry.sentence === undefined)) { item.hide(); return; }
    paint(item, entry);
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(render),
    vscode.workspace.onDidCloseTextDocument(document => { known.delete(document.uri.toString()); render(); }),
    language.onStatus(({ uri, errors, warnings, resources }) => { Object.assign(of(uri), { errors, warnings, resources }); render(); }),
    language.onVerdicts(({ uri, verdicts }) => { Object.assign(of(uri), verdictLine(verdicts)); render(); }),
    panels.onOutcome(({ files, outcome }) => {
      // A run of a folder says nothing about one of its files.
      const [file] = files;
      if (files.length !== 1 || file === undefined) return;
      Object.assign(of(file.toString()), { sentence: outcome.sentence, bad: outcome.tone === 'bad' });
      render();
    })
  );
}

function paint(item: vscode.StatusBarItem, { errors, warnings, sentence, bad, resources }: Known): void {
  const problems = errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : '';
  const icon = errors > 0 || bad === true ? '$(error)' : sentence === undefined ? '$(play)' : '$(check)';
  const text = [problems, sentence ?? (errors > 0 ? '' : 'Dry run')].filter(part => part !== '').join(' · ');
  item.text = `${icon} ${text}`;
  item.tooltip = `${resources} ${resources === 1 ? 'resource' : 'resources'}, ${errors} errors, ${warnings} warnings\nClick to dry-run this file`;
  item.accessibilityInformation = { label: `Clusterville: ${text}` };
  item.backgroundColor = errors > 0 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

function verdictLine(verdicts: ServerNotifications['clusterville/dryRunVerdicts']['verdicts']): Partial<Known> {
  const desired = sum(verdicts, verdict => verdict.desired), ready = sum(verdicts, verdict => verdict.ready);
  const pending = sum(verdicts, verdict => verdict.pending.length), failing = sum(verdicts, verdict => verdict.failing.length);
  if (verdicts.length === 0) return {};
  return { sentence: [`${ready}/${desired} ready`, pending > 0 ? `${pending} Pending` : '', failing > 0 ? `${failing} failing` : ''].filter(part => part !== '').join(' · '), bad: pending + failing > 0 };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

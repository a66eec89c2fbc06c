import { randomBytes } from 'node:crypto';
import vscode from 'vscode';
import { pageMessage, panelState, type HostMessage, type PageMessage, type PanelState } from '../../media/src/protocol';
import { panelHtml } from './panelHtml';
import { runRequest } from './sources';

export const panelType = 'clusterville.dryRun';

/** Typing is over when nothing has come for so long; a run then takes less than a blink. */
const debounceMs = 150;

export type Show = NonNullable<Extract<HostMessage, { type: 'run' }>['show']>;
/** How the last run of a file ended. */
export type Outcome = Extract<PageMessage, { type: 'outcome' }>;

/** What a panel tells the rest of the extension. */
export interface PanelListener {
  outcome(files: readonly vscode.Uri[], outcome: Outcome): void;
  closed(panel: DryRunPanel): void;
  focused(panel: DryRunPanel): void;
}

/** What every panel is given. */
export interface PanelContext { readonly extension: vscode.Uri; readonly log: vscode.LogOutputChannel; readonly listener: PanelListener }

/** One panel on one set of files: sends their texts when they change, shows in the editor what the page points at. */
export class DryRunPanel {
  private readonly disposables: vscode.Disposable[] = [];
  private ready = false;
  private pendingShow: Show | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private runs = 0;

  private constructor(
    private readonly panel: vscode.WebviewPanel, readonly files: readonly vscode.Uri[], readonly title: string,
    private readonly context: PanelContext
  ) {
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extension, 'dist')] };
    panel.title = `Dry Run: ${title}`;
    panel.iconPath = vscode.Uri.joinPath(context.extension, 'media', 'icon.svg');
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      panel.onDidDispose(() => this.closed()),
      panel.onDidChangeViewState(() => { if (panel.active) context.listener.focused(this); }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => { if (contentChanges.length > 0 && this.shows(document.uri)) this.runSoon(); }),
      vscode.workspace.onDidChangeConfiguration(change => { if (change.affectsConfiguration('clusterville')) this.runSoon(); }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => this.sendCursor(textEditor, selections[0]))
    );
    panel.webview.html = this.html();
  }

  /** Opens a panel beside the editor, the focus staying where it is. */
  static open(files: readonly vscode.Uri[], title: string, show: Show, context: PanelContext): DryRunPanel {
    const panel = vscode.window.createWebviewPanel(panelType, title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    const opened = new DryRunPanel(panel, files, title, context);
    opened.pendingShow = show;
    return opened;
  }

  /** Fills a panel that VS Code has brought back after a reload; undefined when its state is not ours. */
  static restore(panel: vscode.WebviewPanel, state: unknown, context: PanelContext): DryRunPanel | undefined {
    if (!panelState(state)) return undefined;
    const restored = new DryRunPanel(panel, state.files.map(file => vscode.Uri.parse(file)), state.title, context);
    restored.pendingShow = showOf(state);
    return restored;
  }

  get key(): string { return panelKey(this.files); }
  get active(): boolean { return this.panel.active; }

  shows(uri: vscode.Uri): boolean { return this.files.some(file => file.toString() === uri.toString()); }

  /** Brings the panel to the front and runs again, at what is to be shown. */
  reveal(show: Show): void {
    this.panel.reveal(undefined, true);
    this.pendingShow = show;
    if (this.ready) void this.run();
  }

  control(action: Extract<HostMessage, { type: 'control' }>['action']): void { this.send({ type: 'control', action }); }

  private async run(): Promise<void> {
    const runs = ++this.runs, show = this.pendingShow;
    const { request, skipped } = await runRequest(this.files);
    if (runs !== this.runs) return;
    this.pendingShow = undefined;
    if (request.files.length === 0) { this.send({ type: 'unavailable', message: `${skipped.join(', ')}.` }); return; }
    for (const reason of skipped) this.context.log.warn(reason);
    this.send({ type: 'run', title: this.title, request, ...(show === undefined ? {} : { show }) });
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined) this.sendCursor(editor, editor.selection);
  }

  private runSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (this.ready) void this.run(); }, debounceMs);
  }

  private sendCursor(editor: vscode.TextEditor, selection: vscode.Selection | undefined): void {
    const { document } = editor;
    if (this.ready && selection !== undefined && this.shows(document.uri)) this.send({ type: 'cursor', file: document.uri.toString(), offset: document.offsetAt(selection.active) });
  }

  private send(message: HostMessage): void { void this.panel.webview.postMessage(message); }

  private receive(message: unknown): void {
    if (!pageMessage(message)) { this.context.log.warn('A message of the wrong shape from the panel was refused.'); return; }
    switch (message.type) {
      case 'ready': this.ready = true; void this.run(); break;
      case 'reveal': void this.revealText(message); break;
      case 'apply': void this.apply(message.change); break;
      case 'openText': void openText(message); break;
      case 'outcome':
        this.context.log.info(`${this.title}: ${message.sentence}${message.tookMs > 0 ? ` (${Math.round(message.tookMs)} ms)` : ''}`);
        this.context.listener.outcome(this.files, message);
        break;
      case 'log': this.context.log[message.level](message.message); break;
      // The page keeps its state with VS Code itself.
      case 'state': break;
    }
  }

  private async revealText({ file, start, end }: { readonly file: string; readonly start: number; readonly end: number }): Promise<void> {
    const uri = this.files.find(known => known.toString() === file);
    if (uri === undefined) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const visible = vscode.window.visibleTextEditors.find(editor => editor.document === document);
    const from = document.positionAt(start);
    // The whole document comes into view as far as it fits, the cursor stands at its start; the focus stays in the panel.
    const editor = await vscode.window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One, preserveFocus: true });
    editor.selection = new vscode.Selection(from, from);
    editor.revealRange(new vscode.Range(from, document.positionAt(Math.min(end, start + 400))), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Writes a change into its file, where the text is still the one that was run; undone like any other edit. */
  private async apply({ file, start, end, text, replaced, length }: Extract<PageMessage, { type: 'apply' }>['change']): Promise<void> {
    const uri = this.files.find(known => known.toString() === file);
    if (uri === undefined) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    if (document.getText().length !== length || document.getText(range) !== replaced) {
      void vscode.window.showInformationMessage('The file has changed since this run. Its new run says anew what would help.');
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, range, text);
    await vscode.workspace.applyEdit(edit);
    await this.revealText({ file, start, end: start + text.length });
  }

  private closed(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
    this.context.listener.closed(this);
  }

  private html(): string {
    const { webview } = this.panel;
    const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.context.extension, 'dist', name)).toString();
    return panelHtml({ cspSource: webview.cspSource, nonce: randomBytes(16).toString('hex'), script: asset('page.js'), style: asset('page.css'), worker: asset('worker.js') });
  }
}

/** Two panels on the same files would say the same: the key tells them. */
export function panelKey(files: readonly vscode.Uri[]): string {
  return files.map(file => file.toString()).sort().join('\n');
}

function showOf(state: PanelState): Show {
  return { ...(state.at === undefined ? {} : { at: state.at }), ...(state.view === undefined ? {} : { view: state.view }), ...(state.pod === undefined ? {} : { pod: state.pod }) };
}

async function openText({ language, text }: Extract<PageMessage, { type: 'openText' }>): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content: text });
  await vscode.window.showTextDocument(document, { preview: true });
}

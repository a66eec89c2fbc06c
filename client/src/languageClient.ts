import vscode from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import type { ClientRequests, InitializationOptions, ServerNotifications } from '../../server/src/protocol';
import { looksLikeManifest } from './manifestText';

/**
 * The line to the language server. It is opened when the first document that looks like a manifest is there, so that other
 * YAML costs nothing.
 */
export class ManifestLanguage implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private starting: Promise<LanguageClient> | undefined;
  private readonly statuses = new vscode.EventEmitter<ServerNotifications['clusterville/documentStatus']>();
  private readonly verdicts = new vscode.EventEmitter<ServerNotifications['clusterville/dryRunVerdicts']>();
  readonly onStatus = this.statuses.event;
  readonly onVerdicts = this.verdicts.event;

  constructor(private readonly extension: vscode.Uri, private readonly log: vscode.LogOutputChannel) {}

  /** Starts the server as soon as a manifest is open. */
  watch(): vscode.Disposable {
    const look = (document: vscode.TextDocument): void => { if (this.starting === undefined && document.languageId === 'yaml' && looksLikeManifest(document.getText())) void this.start(); };
    vscode.workspace.textDocuments.forEach(look);
    return vscode.Disposable.from(vscode.workspace.onDidOpenTextDocument(look), vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)));
  }

  /** Asks the server; undefined when there is none or it does not know. */
  async request<M extends keyof ClientRequests>(method: M, params: ClientRequests[M]['params']): Promise<ClientRequests[M]['result'] | undefined> {
    try {
      return await (await this.start()).sendRequest<ClientRequests[M]['result']>(method, params);
    } catch (error) {
      this.log.error(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  async dispose(): Promise<void> {
    this.statuses.dispose();
    this.verdicts.dispose();
    if (this.client?.isRunning() === true) await this.client.stop();
  }

  private start(): Promise<LanguageClient> {
    this.starting ??= this.open();
    // Whoever needs the client hears of the failure; nobody else has to.
    this.starting.catch((error: unknown) => this.log.error(`The language server does not start: ${error instanceof Error ? error.message : String(error)}`));
    return this.starting;
  }

  private async open(): Promise<LanguageClient> {
    const module = vscode.Uri.joinPath(this.extension, 'dist', 'server.js').fsPath;
    const server: ServerOptions = { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
    const initializationOptions: InitializationOptions = { settings: currentSettings(), trusted: vscode.workspace.isTrusted };
    const options: LanguageClientOptions = {
      documentSelector: [{ language: 'yaml' }], outputChannel: this.log, initializationOptions,
      synchronize: { configurationSection: 'clusterville' }
    };
    const client = new LanguageClient('clusterville', 'Clusterville', server, options);
    client.onNotification('clusterville/documentStatus', (status: ServerNotifications['clusterville/documentStatus']) => this.statuses.fire(status));
    client.onNotification('clusterville/dryRunVerdicts', (verdicts: ServerNotifications['clusterville/dryRunVerdicts']) => this.verdicts.fire(verdicts));
    this.client = client;
    await client.start();
    return client;
  }
}

function currentSettings(): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration('clusterville');
  const keys = ['enable', 'kubernetesVersion', 'diagnostics.enable', 'diagnostics.compareWithGit', 'hover.enable', 'completion.enable', 'codeLens.enable', 'dryRun.until', 'dryRun.seed', 'dryRun.cluster'];
  return Object.fromEntries(keys.map(key => [`clusterville.${key}`, settings.get(key)]));
}

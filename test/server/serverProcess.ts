import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver/node';
import type { CompletionList, Diagnostic, InitializeResult, Position } from 'vscode-languageserver/node';

export const repository = join(__dirname, '../../..');
const main = join(repository, 'out/server/src/main.js');

interface Published { readonly uri: string; readonly version?: number; readonly diagnostics: readonly Diagnostic[] }

/** The real server in a process of its own, spoken to over stdio as an editor does. */
export class ServerProcess {
  readonly messages: string[] = [];
  private readonly published: Published[] = [];
  private readonly waiting: { readonly wanted: (published: Published) => boolean; readonly resolve: (published: Published) => void }[] = [];

  private constructor(readonly process: ChildProcess, readonly connection: MessageConnection, readonly started: InitializeResult) {
    connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
      this.published.push(params);
      for (const waiter of this.waiting.splice(0)) if (waiter.wanted(params)) waiter.resolve(params); else this.waiting.push(waiter);
    });
    connection.onNotification('window/showMessage', (params: { message: string }) => { this.messages.push(params.message); });
  }

  static async start({ settings, capabilities = {}, program = main }: { settings?: Record<string, unknown>; capabilities?: object; program?: string } = {}): Promise<ServerProcess> {
    const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    connection.listen();
    const started = await connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities, initializationOptions: { settings } });
    const server = new ServerProcess(child, connection, started);
    await connection.sendNotification('initialized', {});
    return server;
  }

  /** Opens a file and answers with its first diagnostics. */
  async open(uri: string, text: string): Promise<readonly Diagnostic[]> {
    const answer = this.diagnosticsOf(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return answer;
  }

  /** Replaces the whole text, or a range of it, and answers with the diagnostics of the new version. */
  async change(uri: string, version: number, change: { text: string; range?: { start: Position; end: Position } }): Promise<readonly Diagnostic[]> {
    const answer = this.diagnosticsOf(uri, version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    return answer;
  }

  async complete(uri: string, position: Position): Promise<CompletionList> {
    return this.connection.sendRequest<CompletionList>('textDocument/completion', { textDocument: { uri }, position });
  }

  /** The diagnostics published for that version, now or later. */
  async diagnosticsOf(uri: string, version: number): Promise<readonly Diagnostic[]> {
    return this.diagnosticsWhere(published => published.uri === uri && published.version === version);
  }

  /** The first diagnostics of that kind, published already or later. */
  async diagnosticsWhere(wanted: (published: Published) => boolean): Promise<readonly Diagnostic[]> {
    const there = this.published.find(wanted) ?? await new Promise<Published>(resolve => { this.waiting.push({ wanted, resolve }); });
    return there.diagnostics;
  }

  /** Ends the server as an editor does; answers with its exit code. */
  async stop(): Promise<number | null> {
    const code = new Promise<number | null>(resolve => { this.process.once('exit', resolve); });
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const result = await code;
    this.connection.dispose();
    return result;
  }
}

import { CancellationTokenSource, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { CancellationToken, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { checkDocument } from '../check/checkDocument';
import { checkUpdate } from '../check/checkUpdate';
import { toDiagnostic } from '../convert';
import type { OpenDocument } from '../documents';
import { pendingFindings } from '../dryRun/pendingFindings';
import { pendingSeverity } from '../dryRun/pendingSeverity';
import { cancelled, outdated } from '../faults';
import type { ServerNotifications } from '../protocol';
import type { Session } from '../session';
import { inSlices, pause } from '../slices';
import type { Feature } from './feature';

const name = 'Diagnostics';
type Status = ServerNotifications['clusterville/documentStatus'];

/**
 * Problems, after each edit: pushed, or pulled by clients that can. Only the documents of a file that the edit touched are
 * checked again, in slices, and a newer edit ends the check of the older text. Pods that wait in the last dry-run come along.
 */
export const diagnostics: Feature = {
  name,
  capabilities: client => client.textDocument?.diagnostic === undefined ? {}
    : { diagnosticProvider: { identifier: 'clusterville', interFileDependencies: false, workspaceDiagnostics: false } },
  start(session) {
    const pulled = session.client.textDocument?.diagnostic !== undefined;
    const pusher = new Pusher(session, pulled);
    session.documents.onDidChangeContent(({ document }) => { void pusher.push(document); });
    session.documents.onDidClose(({ document }) => {
      pusher.forget(document);
      session.committed.forget(document.uri);
    });
    session.runs.onDone((document, result, before) => {
      const isNews = [result, before].some(one => one?.workloads.some(({ placement }) => placement.pending.length > 0) === true);
      if (!isNews || !document.isCurrent) return;
      if (pulled && session.client.workspace?.diagnostics?.refreshSupport === true) void session.connection.languages.diagnostics.refresh();
      void pusher.push(document);
    });
    session.onSettings(() => {
      if (pulled) void session.connection.languages.diagnostics.refresh();
      for (const document of session.documents.all()) void pusher.push(document);
    });
    session.connection.languages.diagnostics.on(session.faults.guard<{ readonly textDocument: { readonly uri: string } }, DocumentDiagnosticReport>(
      name, { kind: 'full', items: [] }, async ({ textDocument }, token) => {
        const document = session.documents.get(textDocument.uri);
        const items = document === undefined ? [] : await compute(session, document, token);
        if (items === undefined) throw token.isCancellationRequested ? cancelled() : outdated();
        return { kind: 'full', items };
      }));
  }
};

/** Sends what was found after each edit; at most one check a file is under way. */
class Pusher {
  private readonly running = new Map<string, CancellationTokenSource>();

  constructor(private readonly session: Session, private readonly pulled: boolean) {}

  async push(document: OpenDocument): Promise<void> {
    this.running.get(document.uri)?.cancel();
    const source = new CancellationTokenSource();
    this.running.set(document.uri, source);
    try {
      // Edits that already wait in the queue come first: their text is what counts.
      await pause();
      const items = await compute(this.session, document, source.token);
      if (items !== undefined) await this.send(document, items);
    } catch (error) {
      this.session.faults.report(name, error);
    } finally {
      if (this.running.get(document.uri) === source) this.running.delete(document.uri);
      source.dispose();
    }
  }

  forget(document: OpenDocument): void {
    this.running.get(document.uri)?.cancel();
    if (!this.pulled) void this.session.connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  private async send(document: OpenDocument, items: Diagnostic[]): Promise<void> {
    const { connection } = this.session;
    if (!this.pulled) await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: items });
    const status: Status = {
      uri: document.uri, version: document.version, resources: document.file.documents.filter(part => part.role === 'resource').length,
      errors: items.filter(item => item.severity === DiagnosticSeverity.Error).length,
      warnings: items.filter(item => item.severity === DiagnosticSeverity.Warning).length
    };
    await connection.sendNotification('clusterville/documentStatus', status);
  }
}

/** The problems of a file; undefined when the answer is no longer wanted. */
async function compute(session: Session, document: OpenDocument, token: CancellationToken): Promise<Diagnostic[] | undefined> {
  if (token.isCancellationRequested || !document.isCurrent) return undefined;
  if (!session.settings.enable || !session.settings['diagnostics.enable']) return [];
  const items = document.file.problems.map(problem => toDiagnostic(document.text, problem));
  const { language } = session;
  const committed = session.trusted && session.settings['diagnostics.compareWithGit'] ? await session.committed.of(document.uri) : undefined;
  const finished = await inSlices(document.file.documents, token, part => {
    if (!document.isCurrent) return;
    const findings = [...checkDocument(part, language), ...committed === undefined ? [] : checkUpdate(part, committed, language)];
    for (const finding of findings) items.push(toDiagnostic(document.text, finding));
  });
  const run = session.runs.verdictsOf(document);
  if (run !== undefined) for (const finding of pendingFindings(document.file, run, pendingSeverity(session, document))) items.push(toDiagnostic(document.text, finding));
  return finished && document.isCurrent ? items : undefined;
}

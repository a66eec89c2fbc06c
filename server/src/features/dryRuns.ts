import { toVerdictEntry } from '../convert';
import type { OpenDocument } from '../documents';
import type { FileVerdicts } from '../dryRun/backgroundRuns';
import { verdictText } from '../dryRun/verdictText';
import { isWorkload } from '../dryRun/workload';
import { nameRange } from '../outline';
import type { ClientRequests, ServerNotifications, VerdictEntry } from '../protocol';
import type { Feature } from './feature';

/** Runs the open files in the background whenever typing pauses, and tells the client what became of their workloads. */
export const dryRuns: Feature = {
  name: 'Dry run',
  capabilities: () => ({}),
  start(session) {
    const { connection, documents, faults, runs } = session;
    const isWanted = (document: OpenDocument): boolean => {
      const { settings } = session;
      return settings.enable && (settings['codeLens.enable'] || settings['diagnostics.enable']) && document.file.documents.some(isWorkload);
    };
    runs.onDone((document, result) => {
      const params: ServerNotifications['clusterville/dryRunVerdicts'] = { uri: document.uri, version: document.version, verdicts: entriesOf(document, result) };
      void connection.sendNotification('clusterville/dryRunVerdicts', params);
    });
    documents.onDidChangeContent(({ document }) => { if (isWanted(document)) runs.soon(document); });
    documents.onDidClose(({ document }) => { runs.forget(document.uri); });
    session.onSettings(() => { for (const document of documents.all()) if (isWanted(document)) runs.soon(document); });
    connection.onRequest('clusterville/verdicts', faults.guard<ClientRequests['clusterville/verdicts']['params'], readonly VerdictEntry[]>(this.name, [], async ({ uri }) => {
      const document = documents.get(uri);
      const result = document === undefined ? undefined : await runs.now(document);
      return document === undefined || result === undefined ? [] : entriesOf(document, result);
    }));
  }
};

function entriesOf(document: OpenDocument, { verdicts }: FileVerdicts): VerdictEntry[] {
  return verdicts.flatMap(verdict => {
    const part = document.file.documents[verdict.document];
    return part === undefined ? [] : [toVerdictEntry(document.text, verdict, { summary: verdictText(verdict), range: nameRange(part) })];
  });
}

import { CodeLensRefreshRequest } from 'vscode-languageserver/node';
import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { toCodeLens, toVerdictEntry } from '../convert';
import type { OpenDocument } from '../documents';
import { BackgroundRuns, type FileVerdicts } from '../dryRun/backgroundRuns';
import { verdictText } from '../dryRun/verdictText';
import { nameRange } from '../outline';
import type { ClientRequests, ServerNotifications, VerdictEntry } from '../protocol';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** The kinds that a dry-run has something to say about. */
const workloads = new Set(['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController']);

/** Above each workload what a dry-run makes of it: `▶ Dry run · 3/3 ready after 14 s · 1 Pending`. */
export const codeLens: Feature = {
  name: 'Dry run',
  capabilities: () => ({ codeLensProvider: {} }),
  start(session) {
    const { connection, documents, faults } = session;
    const isOn = (): boolean => session.settings.enable && session.settings['codeLens.enable'];
    const runs = new BackgroundRuns(session, (document, result) => {
      if (session.client.workspace?.codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
      const params: ServerNotifications['clusterville/dryRunVerdicts'] = { uri: document.uri, version: document.version, verdicts: entriesOf(document, result) };
      void connection.sendNotification('clusterville/dryRunVerdicts', params);
    });
    documents.onDidChangeContent(({ document }) => { if (isOn() && hasWorkload(document)) runs.soon(document); });
    documents.onDidClose(({ document }) => { runs.forget(document.uri); });
    session.onSettings(() => { for (const document of documents.all()) if (isOn() && hasWorkload(document)) runs.soon(document); });
    connection.onCodeLens(fileRequest<CodeLensParams, CodeLens[]>(session, this.name, [], document => isOn() ? lenses(document, runs.verdictsOf(document)) : []));
    connection.onRequest('clusterville/verdicts', faults.guard<ClientRequests['clusterville/verdicts']['params'], readonly VerdictEntry[]>(this.name, [], async ({ uri }) => {
      const document = documents.get(uri);
      const result = document === undefined ? undefined : await runs.now(document);
      return document === undefined || result === undefined ? [] : entriesOf(document, result);
    }));
  }
};

function hasWorkload(document: OpenDocument): boolean {
  return document.file.documents.some(part => part.role === 'resource' && workloads.has(part.gvk?.kind ?? ''));
}

function lenses(document: OpenDocument, result: FileVerdicts | undefined): CodeLens[] {
  return document.file.documents.filter(part => part.role === 'resource' && workloads.has(part.gvk?.kind ?? '')).map(part => {
    const mine = (of: { readonly document: number; readonly kind: string; readonly name: string }): boolean => of.document === part.index && of.kind === part.gvk?.kind;
    const verdict = result?.verdicts.find(mine);
    const words = verdict !== undefined ? ` · ${verdictText(verdict)}` : result?.refused.some(mine) === true ? ' · refused by the API server' : '';
    return toCodeLens(document.text, { start: part.range.start, end: part.range.start }, { title: `▶ Dry run${words}`, arguments: { uri: document.uri, document: part.index } });
  });
}

function entriesOf(document: OpenDocument, { verdicts }: FileVerdicts): VerdictEntry[] {
  return verdicts.flatMap(verdict => {
    const part = document.file.documents[verdict.document];
    return part === undefined ? [] : [toVerdictEntry(document.text, verdict, { summary: verdictText(verdict), range: nameRange(part) })];
  });
}

import { CodeLensRefreshRequest } from 'vscode-languageserver/node';
import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { toCodeLens } from '../convert';
import type { OpenDocument } from '../documents';
import type { FileVerdicts } from '../dryRun/backgroundRuns';
import { verdictText } from '../dryRun/verdictText';
import { isWorkload } from '../dryRun/workload';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** Above each workload what a dry-run makes of it: `▶ Dry run · 3/3 ready after 14 s · 1 Pending`. */
export const codeLens: Feature = {
  name: 'Code lens',
  capabilities: () => ({ codeLensProvider: {} }),
  start(session) {
    const { connection, runs } = session;
    runs.onDone(() => {
      if (session.client.workspace?.codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    });
    connection.onCodeLens(fileRequest<CodeLensParams, CodeLens[]>(session, this.name, [], document => session.settings['codeLens.enable'] ? lenses(document, runs.verdictsOf(document)) : []));
  }
};

function lenses(document: OpenDocument, result: FileVerdicts | undefined): CodeLens[] {
  return document.file.documents.filter(isWorkload).map(part => {
    const mine = (of: { readonly document: number; readonly kind: string; readonly name: string }): boolean => of.document === part.index && of.kind === part.gvk?.kind;
    const verdict = result?.verdicts.find(mine);
    const words = verdict !== undefined ? ` · ${verdictText(verdict)}` : result?.refused.some(mine) === true ? ' · refused by the API server' : '';
    return toCodeLens(document.text, { start: part.range.start, end: part.range.start }, { title: `▶ Dry run${words}`, arguments: { uri: document.uri, document: part.index } });
  });
}

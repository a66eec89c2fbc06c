import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { checkDocument } from '../check/checkDocument';
import type { TextRange } from '../../../engine/src/index';
import { toCodeAction } from '../convert';
import { pendingFixes } from '../dryRun/pendingFindings';
import { pendingSeverity } from '../dryRun/pendingSeverity';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** Quick fixes: what the findings under the selection know to mend, and what a dry-run has proved to help pods that wait. */
export const codeActions: Feature = {
  name: 'Quick fixes',
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }),
  start(session) {
    session.connection.onCodeAction(fileRequest<CodeActionParams, CodeAction[]>(session, this.name, [], (document, { range, context }) => {
      if (context.only !== undefined && !context.only.some(kind => kind === '' || kind === CodeActionKind.QuickFix)) return [];
      const start = document.text.offsetAt(range.start);
      const end = document.text.offsetAt(range.end);
      const touched = document.file.documents.filter(part => part.range.start <= end && part.range.end >= start);
      const isHere = (range: TextRange): boolean => range.start <= end && range.end >= start;
      const mended = touched.flatMap(part => checkDocument(part, session.language)).filter(finding => isHere(finding.range))
        .flatMap(finding => (finding.fixes ?? []).map(fix => toCodeAction(document.text, finding, fix)));
      const result = session.settings['diagnostics.enable'] ? session.runs.verdictsOf(document) : undefined;
      if (result === undefined) return mended;
      const proved = pendingFixes(document.file, result, pendingSeverity(session, document)).filter(([finding]) => isHere(finding.range) || (finding.related ?? []).some(place => isHere(place.range)));
      return [...mended, ...proved.flatMap(([finding, fixes]) => fixes.map(fix => toCodeAction(document.text, finding, fix)))];
    }));
  }
};

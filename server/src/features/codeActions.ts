import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { checkDocument } from '../check/checkDocument';
import { toCodeAction } from '../convert';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** Quick fixes: what the findings under the selection know to mend. */
export const codeActions: Feature = {
  name: 'Quick fixes',
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }),
  start(session) {
    session.connection.onCodeAction(fileRequest<CodeActionParams, CodeAction[]>(session, this.name, [], (document, { range, context }) => {
      if (context.only !== undefined && !context.only.some(kind => kind === '' || kind === CodeActionKind.QuickFix)) return [];
      const start = document.text.offsetAt(range.start);
      const end = document.text.offsetAt(range.end);
      const touched = document.file.documents.filter(part => part.range.start <= end && part.range.end >= start);
      return touched.flatMap(part => checkDocument(part, session.language))
        .filter(finding => finding.range.start <= end && finding.range.end >= start)
        .flatMap(finding => (finding.fixes ?? []).map(fix => toCodeAction(document.text, finding, fix)));
    }));
  }
};

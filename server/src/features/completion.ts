import { MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import type { DocsReference } from '../complete/suggestion';
import { suggestAt } from '../complete/suggest';
import { toCompletionItem } from '../convert';
import { markdownOf, valueDocs, withoutValues } from '../docsText';
import type { Language } from '../language';
import { fileRequest } from '../session';
import type { Feature } from './feature';

const nothing: CompletionList = { isIncomplete: false, items: [] };

/** Kinds, fields and values while typing, in every document and in text that is still broken. */
export const completion: Feature = {
  name: 'Completion',
  capabilities: () => ({ completionProvider: { triggerCharacters: [' ', ':'], resolveProvider: true } }),
  start(session) {
    session.connection.onCompletion(fileRequest<CompletionParams, CompletionList>(session, this.name, nothing, (document, { position }) => {
      if (!session.settings['completion.enable']) return nothing;
      const offset = document.text.offsetAt(position);
      const suggestions = suggestAt(document.text.getText(), document.documentAt(offset), offset, session.language);
      return { isIncomplete: false, items: suggestions.map((suggestion, order) => toCompletionItem(document.text, suggestion, order)) };
    }));
    session.connection.onCompletionResolve((item, token) => session.faults.guard<CompletionItem, CompletionItem>(this.name, item, unresolved => {
      const text = isDocsReference(unresolved.data) ? docsOf(unresolved.data, session.language) : undefined;
      return text === undefined ? unresolved : { ...unresolved, documentation: { kind: MarkupKind.Markdown, value: text } };
    })(item, token));
  }
};

/** A description, loaded when the person rests on the suggestion. */
function docsOf({ definition, field, value }: DocsReference, { docs }: Language): string | undefined {
  const text = field === undefined ? docs.definition(definition) : docs.field(definition, field);
  const chosen = value === undefined ? undefined : valueDocs(text, value);
  return chosen !== undefined ? markdownOf(chosen) : text === undefined ? undefined : markdownOf(value === undefined ? text : withoutValues(text));
}

function isDocsReference(data: unknown): data is DocsReference {
  return typeof data === 'object' && data !== null && 'definition' in data && typeof data.definition === 'string';
}

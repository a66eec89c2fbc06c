import { CodeActionKind, CompletionItemKind, DiagnosticSeverity, DiagnosticTag, FoldingRangeKind, InsertTextFormat, InsertTextMode, MarkupKind, SymbolKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeLens, CompletionItem, Diagnostic, DocumentSymbol, FoldingRange, Hover, Location, Range, SelectionRange, TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ManifestDocument, TextRange, WorkloadVerdict } from '../../engine/src/index';
import type { Finding, Fix, Severity, TextReplacement } from './check/finding';
import type { Suggestion } from './complete/suggestion';
import type { OutlineEntry } from './outline';
import type { ClientCommands, ResourceEntry, VerdictEntry } from './protocol';

/** Engine ⇄ LSP: the only place where offsets become positions and our words become the protocol's. */

export function toRange(text: TextDocument, range: TextRange): Range {
  return { start: text.positionAt(range.start), end: text.positionAt(range.end) };
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint
};

export function toDiagnostic(text: TextDocument, finding: Finding): Diagnostic {
  return {
    range: toRange(text, finding.range), severity: severities[finding.severity], code: finding.code, source: 'clusterville', message: finding.message,
    ...(finding.related === undefined || finding.related.length === 0 ? {} : { relatedInformation: finding.related.map(({ range, message }) => ({ location: toLocation(text, range), message })) }),
    ...(finding.deprecated === true ? { tags: [DiagnosticTag.Deprecated] } : {})
  };
}

export function toTextEdit(text: TextDocument, replacement: TextReplacement): TextEdit {
  return { range: toRange(text, replacement.range), newText: replacement.text };
}

export function toCodeAction(text: TextDocument, finding: Finding, fix: Fix): CodeAction {
  return {
    title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(text, finding)],
    edit: { changes: { [text.uri]: fix.edits.map(edit => toTextEdit(text, edit)) } },
    ...(fix.preferred === true ? { isPreferred: true } : {})
  };
}

export function toHover(text: TextDocument, range: TextRange, markdown: string): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range: toRange(text, range) };
}

const completionKinds: Record<Suggestion['kind'], CompletionItemKind> = {
  field: CompletionItemKind.Property, value: CompletionItemKind.EnumMember, kind: CompletionItemKind.Class, version: CompletionItemKind.Module, snippet: CompletionItemKind.Snippet
};

/** `order` keeps the suggestions in the order given, whatever the client sorts by. Further lines are indented already. */
export function toCompletionItem(text: TextDocument, suggestion: Suggestion, order: number): CompletionItem {
  return {
    label: suggestion.label, kind: completionKinds[suggestion.kind], sortText: String(order).padStart(4, '0'), filterText: suggestion.filter ?? suggestion.label,
    textEdit: toTextEdit(text, suggestion.edit), ...(suggestion.edit.text.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    ...(suggestion.snippet === true ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(suggestion.detail === undefined ? {} : { labelDetails: { description: suggestion.detail } }),
    ...(suggestion.alsoEdit === undefined ? {} : { additionalTextEdits: suggestion.alsoEdit.map(edit => toTextEdit(text, edit)) }),
    ...(suggestion.thenSuggest === true ? { command: { title: '', command: 'editor.action.triggerSuggest' } } : {}),
    ...(suggestion.docs === undefined ? {} : { data: suggestion.docs })
  };
}

const symbolKinds: Record<OutlineEntry['kind'], SymbolKind> = {
  resource: SymbolKind.Class, object: SymbolKind.Module, list: SymbolKind.Array, item: SymbolKind.Object, scalar: SymbolKind.Property
};

/** `shift` is where the entry's document begins in the file. */
export function toSymbol(text: TextDocument, entry: OutlineEntry, shift: number): DocumentSymbol {
  return {
    name: entry.name, kind: symbolKinds[entry.kind], range: toRange(text, shifted(entry.range, shift)), selectionRange: toRange(text, shifted(entry.selection, shift)),
    ...(entry.detail === undefined ? {} : { detail: entry.detail }),
    ...(entry.children.length === 0 ? {} : { children: entry.children.map(child => toSymbol(text, child, shift)) })
  };
}

function shifted({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}

/** A range may end in the line break that closes its last line. */
export function toFolding(text: TextDocument, { start, end }: TextRange): FoldingRange {
  const last = text.positionAt(end);
  return { startLine: text.positionAt(start).line, endLine: last.character === 0 ? last.line - 1 : last.line, kind: FoldingRangeKind.Region };
}

/** From the innermost range to the outermost; at least one is given. */
export function toSelectionRange(text: TextDocument, ranges: readonly TextRange[]): SelectionRange {
  const [innermost = { start: 0, end: 0 }, ...outer] = ranges;
  return { range: toRange(text, innermost), ...(outer.length === 0 ? {} : { parent: toSelectionRange(text, outer) }) };
}

export function toLocation(text: TextDocument, range: TextRange): Location {
  return { uri: text.uri, range: toRange(text, range) };
}

/** The entry of the resource index; undefined for what is no resource. */
export function toResourceEntry(text: TextDocument, document: ManifestDocument, selection: TextRange): ResourceEntry | undefined {
  const { gvk } = document;
  if (document.role !== 'resource' || gvk === undefined) return undefined;
  return {
    uri: text.uri, document: document.index, apiVersion: gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`, kind: gvk.kind,
    namespace: document.namespace ?? '', name: document.name ?? '', range: toRange(text, document.range), selectionRange: toRange(text, selection)
  };
}

/** The lens that opens the panel on a document. */
export function toCodeLens(text: TextDocument, range: TextRange, { title, arguments: argument }: { readonly title: string; readonly arguments: ClientCommands['clusterville.dryRun'][0] }): CodeLens {
  return { range: toRange(text, range), command: { title, command: 'clusterville.dryRun' satisfies keyof ClientCommands, arguments: [argument] } };
}

/** What a verdict says, without the scheduler's whole attempts. */
export function toVerdictEntry(text: TextDocument, verdict: WorkloadVerdict, { summary, range }: { readonly summary: string; readonly range: TextRange }): VerdictEntry {
  const { document, kind, namespace, name, desired, ready, readyAtMs, pending, failing } = verdict;
  return {
    uri: text.uri, document, kind, namespace, name, desired, ready, ...(readyAtMs === undefined ? {} : { readyAtMs }),
    pending: pending.map(({ pod, message }) => ({ pod, message })), failing, summary, range: toRange(text, range)
  };
}

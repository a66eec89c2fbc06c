import { toFolding } from '../convert';
import { outlineOf, type OutlineEntry } from '../outline';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** Whole resources fold, and everything in the outline that is longer than a line. */
export const foldingRanges: Feature = {
  name: 'Folding',
  capabilities: () => ({ foldingRangeProvider: true }),
  start(session) {
    session.connection.onFoldingRanges(fileRequest(session, this.name, [], document => document.file.documents
      .flatMap(part => withChildren(outlineOf(part)))
      .map(entry => toFolding(document.text, trimmed(document.text.getText(), entry)))
      .filter(fold => fold.endLine > fold.startLine)));
  }
};

function withChildren(entry: OutlineEntry | undefined): OutlineEntry[] {
  return entry === undefined ? [] : [entry, ...entry.children.flatMap(withChildren)];
}

/** Without the line breaks at the end, so that the blank line after a block stays visible. */
function trimmed(text: string, { range }: OutlineEntry): OutlineEntry['range'] {
  let { start, end } = range;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  return { start, end };
}

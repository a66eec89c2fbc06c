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
      .flatMap(part => withChildren(outlineOf(part)).map(({ range }) => toFolding(document.text, { start: range.start + part.range.start, end: range.end + part.range.start })))
      .filter(fold => fold.endLine > fold.startLine)));
  }
};

function withChildren(entry: OutlineEntry | undefined): OutlineEntry[] {
  return entry === undefined ? [] : [entry, ...entry.children.flatMap(withChildren)];
}

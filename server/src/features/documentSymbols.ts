import { toSymbol } from '../convert';
import { outlineOf } from '../outline';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** The outline: one entry a resource, its keys below it. */
export const documentSymbols: Feature = {
  name: 'Outline',
  capabilities: () => ({ documentSymbolProvider: { label: 'Kubernetes' } }),
  start(session) {
    session.connection.onDocumentSymbol(fileRequest(session, this.name, [], document => document.file.documents.flatMap(part => {
      const entry = part.role === 'helmTemplate' ? undefined : outlineOf(part);
      return entry === undefined ? [] : [toSymbol(document.text, entry, part.range.start)];
    })));
  }
};

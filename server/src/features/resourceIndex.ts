import { SymbolKind } from 'vscode-languageserver/node';
import type { SymbolInformation } from 'vscode-languageserver/node';
import { FieldPath, type TextRange } from '../../../engine/src/index';
import { toRange, toResourceEntry } from '../convert';
import type { OpenDocument } from '../documents';
import { nameRange } from '../outline';
import type { ClientRequests, ResourceEntry } from '../protocol';
import type { Session } from '../session';
import type { Feature } from './feature';

type Params<Method extends keyof ClientRequests> = ClientRequests[Method]['params'];

/** Which resources the open files hold, for the panel and the search for symbols; and where a field of one stands. */
export const resourceIndex: Feature = {
  name: 'Resource index',
  capabilities: () => ({ workspaceSymbolProvider: true }),
  start(session) {
    const { connection, faults } = session;
    connection.onRequest('clusterville/resources', faults.guard<Params<'clusterville/resources'>, readonly ResourceEntry[]>(this.name, [], ({ uri }) =>
      session.documents.all().filter(document => uri === undefined || document.uri === uri).flatMap(entriesOf)));
    connection.onRequest('clusterville/locate', faults.guard<Params<'clusterville/locate'>, ClientRequests['clusterville/locate']['result']>(this.name, null, params => locate(session, params)));
    connection.onRequest('clusterville/kubernetesVersions', faults.guard<null, ClientRequests['clusterville/kubernetesVersions']['result']>(
      this.name, { current: session.settings.kubernetesVersion, available: [] }, () => ({ current: session.settings.kubernetesVersion, available: session.kubernetesVersions })));
    connection.onWorkspaceSymbol(faults.guard<{ readonly query: string }, SymbolInformation[]>(this.name, [], ({ query }) =>
      session.documents.all().flatMap(entriesOf).filter(entry => matches(`${entry.kind}/${entry.name}`, query)).map(symbol)));
  }
};

function entriesOf(document: OpenDocument): ResourceEntry[] {
  return document.file.documents.flatMap(part => toResourceEntry(document.text, part, nameRange(part)) ?? []);
}

function locate(session: Session, params: Params<'clusterville/locate'>): ClientRequests['clusterville/locate']['result'] {
  const document = session.documents.get(params.uri);
  const part = document?.file.documents[params.document];
  if (document === undefined || part === undefined) return null;
  const path = params.path.reduce<FieldPath>((at, step) => typeof step === 'number' ? at.index(step) : at.child(step), FieldPath.root);
  const range: TextRange = part.sourceMap.rangeOf(path, 'key');
  return toRange(document.text, range);
}

function symbol(entry: ResourceEntry): SymbolInformation {
  return {
    name: `${entry.kind}/${entry.name}`, kind: SymbolKind.Class, location: { uri: entry.uri, range: entry.selectionRange },
    ...(entry.namespace === '' ? {} : { containerName: entry.namespace })
  };
}

/** The letters of the query in their order, as editors match symbols. */
function matches(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

import type { CancellationToken, ClientCapabilities, Connection, TextDocuments } from 'vscode-languageserver/node';
import type { Committed } from './committed';
import type { OpenDocument } from './documents';
import type { BackgroundRuns } from './dryRun/backgroundRuns';
import type { Faults } from './faults';
import type { Language } from './language';
import type { Platform } from './platform';
import type { Settings } from './settings';

/** What every feature gets: the connection, what the client can do, the open files and the settings of this moment. */
export interface Session {
  readonly connection: Connection;
  readonly platform: Platform;
  readonly client: ClientCapabilities;
  readonly faults: Faults;
  readonly documents: TextDocuments<OpenDocument>;
  /** File URIs of the workspace's folders, in the client's order. */
  readonly folders: readonly string[];
  readonly settings: Settings;
  /** Whether programs may be run in the workspace's folders. */
  readonly trusted: boolean;
  /** The open files as git's HEAD has them. */
  readonly committed: Committed;
  /** Kinds, fields and docs of the Kubernetes version chosen. */
  readonly language: Language;
  /** The dry-runs of the open files. */
  readonly runs: BackgroundRuns;
  /** The versions that can be chosen, newest first. */
  readonly kubernetesVersions: readonly string[];
  /** A path from the settings, from the first workspace folder where it is relative. */
  resolve(path: string): string;
  /** Called after the settings have changed. */
  onSettings(listener: () => void): void;
}

/** A request about one open file, once the file is known to be open and the extension to be enabled. */
export type FileHandler<Params, Answer> = (document: OpenDocument, params: Params, token: CancellationToken) => Answer | Promise<Answer>;

/** A guarded request handler: answers `otherwise` for a file that is not open, when all is switched off, and when it fails. */
export function fileRequest<Params extends { readonly textDocument: { readonly uri: string } }, Answer>(
  session: Session, feature: string, otherwise: Answer, handler: FileHandler<Params, Answer>
) {
  return session.faults.guard<Params, Answer>(feature, otherwise, (params, token) => {
    const document = session.documents.get(params.textDocument.uri);
    if (document === undefined || !session.settings.enable) return otherwise;
    return handler(document, params, token);
  });
}

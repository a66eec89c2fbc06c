import { TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { ClientCapabilities, Connection, InitializeParams, InitializeResult, ServerCapabilities } from 'vscode-languageserver/node';
import { Committed } from './committed';
import { OpenDocument } from './documents';
import { BackgroundRuns } from './dryRun/backgroundRuns';
import { Faults } from './faults';
import { features } from './features';
import { Languages } from './language';
import { headCommit, headText } from './git';
import { manifestOptions } from './kustomization';
import type { Platform } from './platform';
import type { Session } from './session';
import { defaultSettings, readSettings, type Settings } from './settings';

/** Wires the features to a connection and starts to listen. The process ends when the client says so or goes away. */
export function startServer(connection: Connection, platform: Platform): void {
  const documents = new TextDocuments(OpenDocument.configuration(uri => manifestOptions(uri, path => platform.readNow(path))));
  const faults = new Faults(connection);
  const languages = new Languages(platform);
  const listeners: (() => void)[] = [];
  let settings: Settings = defaultSettings;
  let client: ClientCapabilities = {};

  function applySettings(raw: unknown): void {
    const next = readSettings(raw);
    if (JSON.stringify(next) === JSON.stringify(settings)) return;
    settings = next;
    for (const listener of listeners) listener();
  }

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    applySettings(initialSettings(params));
    const folders = params.workspaceFolders?.map(folder => folder.uri) ?? [];
    let runs: BackgroundRuns | undefined;
    const session: Session = {
      connection, platform, client, faults, documents, kubernetesVersions: languages.versions,
      folders, trusted: isTrusted(params), committed: new Committed({ headCommit, headText }),
      get runs() { return runs ??= new BackgroundRuns(session); },
      get settings() { return settings; },
      get language() { return languages.of(settings.kubernetesVersion); },
      resolve: path => resolveIn(folders[0], path),
      onSettings: listener => { listeners.push(listener); }
    };
    return { capabilities: startFeatures(session), serverInfo: { name: 'clusterville' } };
  });

  connection.onInitialized(() => {
    if (client.workspace?.configuration === true) void pullSettings();
  });
  connection.onDidChangeConfiguration(params => {
    if (client.workspace?.configuration === true) void pullSettings();
    else applySettings((params.settings as { clusterville?: unknown } | undefined)?.clusterville);
  });

  async function pullSettings(): Promise<void> {
    try {
      applySettings(await connection.workspace.getConfiguration('clusterville'));
    } catch (error) {
      faults.report('Reading the settings', error);
    }
  }

  documents.listen(connection);
  connection.listen();
}

/** Starts each feature by itself: one that fails announces nothing and the rest goes on. */
function startFeatures(session: Session): ServerCapabilities {
  let capabilities: ServerCapabilities = { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } };
  for (const feature of features) {
    try {
      feature.start(session);
      capabilities = { ...capabilities, ...feature.capabilities(session.client) };
    } catch (error) {
      session.faults.report(feature.name, error);
    }
  }
  return capabilities;
}

function initialSettings(params: InitializeParams): unknown {
  const options: unknown = params.initializationOptions;
  return typeof options === 'object' && options !== null && 'settings' in options ? options.settings : undefined;
}

/** Clients that say nothing are not trusted. */
function isTrusted(params: InitializeParams): boolean {
  const options: unknown = params.initializationOptions;
  return typeof options === 'object' && options !== null && 'trusted' in options && options.trusted === true;
}

/** Absolute paths and URIs stay as they are. */
function resolveIn(folder: string | undefined, path: string): string {
  if (folder === undefined || /^([/\\~]|[A-Za-z]:|file:)/u.test(path)) return path;
  return `${folder.replace(/\/+$/u, '')}/${path.split(/[\\/]/u).map(encodeURIComponent).join('/')}`;
}

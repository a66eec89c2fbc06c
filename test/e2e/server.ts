import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureServer } from './install';

/** A VS Code that only shows what it is asked for. */
const quietSettings = {
  'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true, 'workbench.enableExperiments': false, 'git.enabled': false, 'chat.disableAIFeatures': true
};

/** A running VS Code server on the loopback interface. */
export interface RunningServer {
  readonly origin: string;
  readonly authority: string;
  log(): string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Everything that the run leaves behind goes there. */
  readonly scratch: string;
  /** Obey extensionDevelopmentPath and extensionTestsPath of a workbench's address. */
  readonly forTests?: boolean;
  readonly vsix?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Without a token every program of this machine may talk to the server. */
  readonly connectionToken?: string;
}

/** A folder that lives as long as `use` runs. */
export async function withScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clusterville-'));
  try { return await use(folder); } finally { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); }
}

/** Starts a VS Code server on a free port, with the extension installed where one is named. Rejects with the log when it does not start. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { node, main } = ensureServer();
  const data = path.join(options.scratch, 'server');
  const user = path.join(data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  const common = [main, '--accept-server-license-terms', '--server-data-dir', data];
  const env = isolated(options.scratch);
  if (options.vsix) installExtension(node, [...common, '--install-extension', options.vsix], env);
  const token = options.connectionToken === undefined ? ['--without-connection-token'] : ['--connection-token', options.connectionToken];
  const child = spawn(node, [...common, '--host', '127.0.0.1', '--port', '0', ...token, '--telemetry-level', 'off', '--disable-telemetry',
    '--disable-experiments', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override',
    ...(options.forTests ? ['--enable-smoke-test-driver'] : [])], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const port = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      const listening = /Extension host agent listening on (\d+)/.exec(log);
      if (listening?.[1]) resolve(listening[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', code => { reject(new Error(`the VS Code server ended with ${String(code)}:\n${log}`)); });
  });
  const ended = new Promise<void>(resolve => { child.once('exit', () => { resolve(); }); });
  return {
    // Not 127.0.0.1: webviews want a secure context, which plain http is on `localhost` only.
    origin: `http://localhost:${port}`, authority: `localhost:${port}`, log: () => log,
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    }
  };
}

/** The address of a workbench with a folder open. `payload` is what the built workbench takes its options from. */
export function workbenchUrl(server: RunningServer, folder: string, payload: readonly (readonly [string, string])[]): string {
  return `${server.origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The address by which the workbench knows a file of the server's machine. */
export function remoteUri(server: RunningServer, file: string): string {
  return `vscode-remote://${server.authority}${file}`;
}

/** The environment with a home for configuration that is the run's own. */
export function isolated(scratch: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]): [string, string][] => value === undefined ? [] : [[name, value]]);
  return { ...Object.fromEntries(inherited), XDG_CONFIG_HOME: path.join(scratch, 'config'), XDG_CACHE_HOME: path.join(scratch, 'cache') };
}

function installExtension(node: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', env });
  if (status !== 0 || !stdout.includes('successfully installed')) throw new Error(`the extension could not be installed:\n${stdout}${stderr}`);
}

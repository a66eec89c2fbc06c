import { execFileSync, spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { projectRoot } from '../projectRoot';

/** The npm package whose lib/vscode is a whole VS Code (1.139.1) with its workbench for browsers, and the Node that it wants. */
const pinned = {
  codeServer: '4.139.1',
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  node: '24.21.0'
};

/** What no test of an extension needs: half of the megabytes, and the noise of sign-ins. */
const superfluous = [
  'node_modules/@github', 'node_modules/@devcontainers', 'node_modules/@microsoft/mxc-sdk', 'node_modules/@vscode/sandbox-runtime',
  'node_modules/@vscode/windows-*', 'node_modules/node-pty/prebuilds/{darwin,win32}*',
  'extensions/{copilot,mermaid-markdown-features,microsoft-authentication,github,github-authentication}'
];

/** A VS Code server: the Node it runs with and its main file. */
export interface VsCodeServer { readonly node: string; readonly main: string }

/**
 * The VS Code server that tests and `npm start` use, installed into .vscode-test/ the first time (about a minute, 350 MB,
 * from the npm registry alone). CODE_SERVER_DIR and CODE_SERVER_NODE name one that is there already. Throws when it cannot be had.
 */
export function ensureServer(): VsCodeServer {
  const { CODE_SERVER_DIR: given, CODE_SERVER_NODE: givenNode } = process.env;
  if (given && givenNode) return { node: givenNode, main: serverMain(given) };
  if (process.platform !== 'linux') throw new Error('the server build of VS Code is installed by itself on Linux only: set CODE_SERVER_DIR and CODE_SERVER_NODE');
  const folder = path.join(projectRoot, '.vscode-test', `code-server-${pinned.codeServer}`);
  const nodePackage = `node-linux-${process.arch}`;
  const nodeHome = path.join(folder, 'node_modules', nodePackage);
  const server = { node: path.join(nodeHome, 'bin', 'node'), main: serverMain(path.join(folder, 'code-server')) };
  if (existsSync(path.join(folder, 'complete')) && existsSync(server.main)) return server;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  say(`installing Node ${pinned.node}`);
  npm(['install', '--no-package-lock', '--no-save', '--silent', `${nodePackage}@${pinned.node}`], { cwd: folder });
  unpackServer(folder);
  installDependencies(path.join(folder, 'code-server', 'lib', 'vscode'), nodeHome);
  writeFileSync(path.join(folder, 'complete'), '');
  return server;
}

/**
 * The path of a Chromium: the one that CHROMIUM names, one of the usual places, or (as root on Debian and its kin) a fresh one
 * from apt. Throws when there is none.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('installing Chromium');
    // apt's exit code says little (a failing trigger of another package): the binary is what counts.
    spawnSync('sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const installed = findChromium();
  if (!installed) throw new Error('no Chromium found and none could be installed: set CHROMIUM to the path of one');
  return installed;
}

function findChromium(): string | undefined {
  const usual = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(name => `/usr/bin/${name}`);
  return [process.env['CHROMIUM'], ...usual].find(file => file && existsSync(file));
}

function unpackServer(folder: string): void {
  say(`fetching VS Code (code-server ${pinned.codeServer})`);
  npm(['pack', '--silent', `code-server@${pinned.codeServer}`], { cwd: folder });
  const archive = path.join(folder, `code-server-${pinned.codeServer}.tgz`);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== pinned.integrity) throw new Error(`code-server ${pinned.codeServer} is not what was expected: ${integrity}`);
  execFileSync('tar', ['xzf', archive, 'package/lib/vscode'], { cwd: folder });
  renameSync(path.join(folder, 'package'), path.join(folder, 'code-server'));
  rmSync(archive);
}

function installDependencies(vscode: string, nodeHome: string): void {
  say('installing what VS Code needs');
  const env = { PATH: `${path.join(nodeHome, 'bin')}:${process.env['PATH'] ?? ''}`, npm_config_nodedir: nodeHome };
  // Not `npm ci`: the package's lock lacks an entry and ci refuses it.
  npm(['install', '--omit=dev', '--ignore-scripts', '--silent'], { cwd: vscode, env });
  say('building its native modules');
  npm(['rebuild', '--silent', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: vscode, env });
  for (const match of globSync([...superfluous, 'node_modules/**/*.map'], { cwd: vscode, onlyFiles: false, expandDirectories: false, dot: true })) {
    rmSync(path.join(vscode, match), { recursive: true, force: true });
  }
}

/** Runs npm as if nobody had run npm before: a script's environment would point it at this project. */
function npm(args: readonly string[], options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv }): void {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(?:package|lifecycle|command|execpath|node_execpath|config_local_prefix|config_noproxy|config_prefix)/.test(name));
  const run: SpawnSyncOptions = { cwd: options.cwd, stdio: ['ignore', 'ignore', 'inherit'], env: { ...Object.fromEntries(inherited), ...options.env } };
  const { status, error } = spawnSync('npm', [...args], run);
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${options.cwd}: ${error?.message ?? `exit code ${String(status)}`}`);
}

function serverMain(codeServer: string): string {
  return path.join(codeServer, 'lib', 'vscode', 'out', 'server-main.js');
}

function say(text: string): void {
  console.log(`  … ${text}`);
}

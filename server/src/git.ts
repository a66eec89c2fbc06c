import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const timeoutMs = 3000, maxBytes = 4 * 1024 * 1024;

/** The text of a file at git's HEAD; undefined for files that are in no repository or new in it, and when git is missing or slow. Never rejects. */
export async function headText(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  const path = fileURLToPath(uri);
  return await run(['show', `HEAD:./${basename(path)}`], dirname(path));
}

/** What HEAD stands for: changes with every commit and checkout. */
export async function headCommit(uri: string): Promise<string | undefined> {
  return uri.startsWith('file:') ? await run(['rev-parse', 'HEAD'], dirname(fileURLToPath(uri))) : undefined;
}

function run(args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise(resolve => {
    execFile('git', ['--no-optional-locks', '-c', 'core.fsmonitor=false', ...args], { cwd, timeout: timeoutMs, maxBuffer: maxBytes, windowsHide: true, encoding: 'utf8', env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } },
      (error, stdout) => { resolve(error === null ? stdout : undefined); });
  });
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../serverProcess';

const main = join(repository, 'out/server/src/cli/main.js');

export interface Outcome { readonly code: number | null; readonly out: string; readonly error: string }

/** Runs `clusterville` in a process of its own, as a shell does without a terminal. */
export function clusterville(args: readonly string[], { input = '', cwd, env = {} }: { input?: string | Buffer; cwd?: string; env?: Record<string, string> } = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...env } });
    let out = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { error += text; });
    child.once('error', reject);
    child.once('close', code => { resolve({ code, out, error }); });
    // A command that does not read its input may have ended before all of it was written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

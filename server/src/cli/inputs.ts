import { open, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** One file to work on, or why it cannot be read: `problem` is for people, `line` and `column` count from 1. */
export type Input =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly problem: string; readonly line: number; readonly column: number };

/** Larger files are no manifests that a person keeps: the server itself takes 3 MiB a request. */
const maxBytes = 32 * 1024 * 1024;
const ignored = ['**/node_modules/**', '**/.git/**'];

/**
 * The files that the arguments name, sorted within each argument and without doubles: files as they are, folders with all
 * YAML and JSON below them, globs, `-` for standard input. What names nothing is answered as an input with a problem.
 */
export async function findInputs(names: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of names) for (const file of await expand(name)) found.add(file);
  return [...found];
}

/** Reads one file. Never throws. */
export async function readInput(file: string): Promise<Input> {
  if (file === '-') return decode('<stdin>', await readStdin());
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) return problem(file, `not read: ${megabytes(size)} is more than ${megabytes(maxBytes)}, too large for a manifest`);
      return decode(file, await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return problem(file, `cannot be read: ${reason(error)}`);
  }
}

async function expand(name: string): Promise<readonly string[]> {
  if (name === '-') return [name];
  const stats = await stat(name).catch(() => undefined);
  if (stats?.isDirectory() === true) {
    const files = await glob('**/*.{yaml,yml,json}', { cwd: name, ignore: ignored, dot: true, absolute: true, expandDirectories: false });
    return files.sort().map(file => relative(process.cwd(), file) || file);
  }
  if (stats !== undefined || !isDynamicPattern(name)) return [name];
  const files = await glob(name, { ignore: ignored, dot: true, expandDirectories: false });
  return files.length === 0 ? [name] : files.sort();
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function decode(file: string, bytes: Buffer): Input {
  if (bytes.length > maxBytes) return problem(file, `not read: ${megabytes(bytes.length)} is more than ${megabytes(maxBytes)}, too large for a manifest`);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.includes(0)) return located(file, bytes, bytes.indexOf(0), 'binary: a NUL byte is no YAML');
  try {
    return { file, text: new TextDecoder(encoding, { fatal: true, ignoreBOM: encoding === 'utf-8' }).decode(bytes) };
  } catch {
    return located(file, bytes, firstInvalidByte(bytes), `not valid ${encoding.toUpperCase()}`);
  }
}

/** The offset of the first byte that starts no UTF-8 character: decoded and encoded again, the bytes before it are equal. */
function firstInvalidByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'), 'utf8');
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at++;
  return at;
}

function located(file: string, bytes: Buffer, offset: number, text: string): Input {
  const before = bytes.subarray(0, offset);
  const lineStart = before.lastIndexOf(0x0a) + 1;
  let line = 1;
  for (const byte of before) if (byte === 0x0a) line++;
  return { file, problem: text, line, column: before.subarray(lineStart).toString('utf8').length + 1 };
}

function problem(file: string, text: string): Input {
  return { file, problem: text, line: 1, column: 1 };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MiB`;
}

function reason(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : String(error);
}

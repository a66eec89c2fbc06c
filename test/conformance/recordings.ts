import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { globSync } from 'tinyglobby';
import { projectRoot, sharedFolder } from '../projectRoot';

/** The recordings that travel with the project, compressed. `tools/recordings.mjs` refreshes them. */
const packed = path.join(projectRoot, 'test', 'conformance', 'recordings');
const folder = path.join(sharedFolder, 'conformance');

/** The families that are not scenarios of controllers, in the order of a request's way through the cluster. */
const first = ['validation', 'update', 'scheduler', 'pod-security'];

/** One file of recordings: one case a line. */
export interface Recording {
  /** Name of the family that its cases are of, where a line does not say it itself. */
  readonly family: string;
  readonly path: string;
}

/** All recordings at hand, sorted by family: the folder beside the checkout where there is one, else what the project carries. */
export function recordings(): readonly Recording[] {
  const base = existsSync(folder) ? folder : packed;
  return globSync(['*.jsonl', '*.jsonl.br', 'controllers/*.jsonl', 'controllers/*.jsonl.br'], { cwd: base })
    .map(name => recordingAt(path.join(base, name)))
    .sort((a, b) => order(a) - order(b) || (a.family < b.family ? -1 : 1));
}

/** The recording in a file that somebody named: `update.jsonl` and `update-2.jsonl` hold cases of `update`. */
export function recordingAt(file: string): Recording {
  const base = path.basename(file).replace(/\.jsonl(\.br)?$/, '');
  return { family: first.find(name => base === name || base.startsWith(`${name}-`) || base.startsWith(`${name}.`)) ?? base, path: file };
}

/** The cases of a recording by family: scenarios of controllers name their own. */
export function rowsByFamily(recording: Recording): ReadonlyMap<string, readonly unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const row of readRows(recording)) {
    const named = typeof row === 'object' && row !== null && 'family' in row && typeof row.family === 'string' ? row.family : recording.family;
    const group = groups.get(named);
    if (group) group.push(row); else groups.set(named, [row]);
  }
  return groups;
}

/** The cases of a recording, parsed; a line that is no JSON throws, naming file and line. */
function readRows(recording: Recording): unknown[] {
  const bytes = readFileSync(recording.path);
  const text = recording.path.endsWith('.br') ? brotliDecompressSync(bytes).toString('utf8') : bytes.toString('utf8');
  return text.split('\n').flatMap((line, i): unknown[] => {
    if (line.trim() === '') return [];
    try { return [JSON.parse(line)]; } catch { throw new Error(`${recording.path}:${i + 1}: no JSON`); }
  });
}

function order(recording: Recording): number {
  const at = first.indexOf(recording.family);
  return at < 0 ? first.length : at;
}

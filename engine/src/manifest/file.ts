import type { FieldPath } from '../core/fieldPath';
import { readContent } from './content';
import type { DocumentContent, ManifestDocument, ManifestFile, ManifestOptions, ManifestProblem, SourceMap, TextRange } from './document';
import { resolveScalar } from './key';
import { limits } from './limits';
import { locate, TreeSourceMap } from './sourceMap';
import { splitDocuments, type Chunk } from './split';
import type { SyntaxFault } from './syntaxFault';

/** Reads a file of YAML or JSON documents as kubectl would. Never throws, whatever the text. */
export function parseManifests(text: string, options: ManifestOptions = {}): ManifestFile {
  return build(text, options, []);
}

/**
 * The file after its text has changed. Documents whose text is the same are kept (`content` is the same object); only the others
 * are parsed again. The result equals `parseManifests(text, file.options)`.
 */
export function updateManifests(file: ManifestFile, text: string): ManifestFile {
  return text === file.text ? file : build(text, file.options, file.documents);
}

/** The document that an offset lies in; at a border the one that begins there. Undefined on a separator line before any document. */
export function documentAt(file: ManifestFile, offset: number): ManifestDocument | undefined {
  let found: ManifestDocument | undefined;
  for (const document of file.documents) {
    if (document.range.start > offset) break;
    found = document;
  }
  return found;
}

function build(text: string, options: ManifestOptions, old: readonly ManifestDocument[]): ManifestFile {
  if (text.length > limits.fileLength) return { text, options, documents: [], problems: [tooLarge(text)] };
  const chunks = splitDocuments(text);
  const kept = unchanged(text, chunks, old);
  const documents = chunks.map((chunk, index) => {
    const content = kept[index] ?? readContent(text.slice(chunk.start, chunk.end), options);
    return new DocumentView(index, chunk, content);
  });
  return { text, options, documents, problems: [] };
}

/** The old content of each chunk that has any: the common head and tail of both lists, and in between by the text. */
function unchanged(text: string, chunks: readonly Chunk[], old: readonly ManifestDocument[]): (DocumentContent | undefined)[] {
  const kept: (DocumentContent | undefined)[] = chunks.map(() => undefined);
  const keep = (i: number, content: DocumentContent | undefined): boolean => {
    const chunk = chunks[i];
    if (chunk === undefined || content === undefined || chunk.end - chunk.start !== content.text.length || !text.startsWith(content.text, chunk.start)) return false;
    kept[i] = content;
    return true;
  };
  const shorter = Math.min(chunks.length, old.length);
  let head = 0, tail = 0;
  while (head < shorter && keep(head, old[head]?.content)) head++;
  while (tail < shorter - head && keep(chunks.length - 1 - tail, old[old.length - 1 - tail]?.content)) tail++;
  const byText = new Map(old.slice(head, old.length - tail).map(({ content }) => [content.text, content]));
  for (const [i, { start, end }] of chunks.entries()) {
    if (i >= head && i < chunks.length - tail) kept[i] = byText.get(text.slice(start, end));
  }
  return kept;
}

function tooLarge(text: string): ManifestProblem {
  const message = `This file has ${Math.round(text.length / 1048576)} MiB; files above ${limits.fileLength / 1048576} MiB are not read. Split it into several files.`;
  return { code: 'yaml-too-large', message, severity: 'error', range: { start: 0, end: Math.min(Math.max(text.slice(0, 1000).indexOf('\n'), 1), text.length) } };
}

/** A document's content at its place in the file. Ranges are shifted when they are asked for. */
class DocumentView implements ManifestDocument {
  readonly range: TextRange;
  readonly sourceMap: SourceMap;
  private shifted: readonly ManifestProblem[] | undefined;

  constructor(readonly index: number, private readonly chunk: Chunk, readonly content: DocumentContent) {
    this.range = { start: chunk.start, end: chunk.outerEnd };
    this.sourceMap = new TreeSourceMap(content.root, chunk.start, this.range);
  }

  get role() { return this.content.role; }
  get value() { return this.chunk.faults.some(({ severity }) => severity !== 'warning') ? undefined : this.content.value; }
  get partial() { return this.content.partial; }
  get gvk() { return this.content.gvk; }
  get name() { return this.content.name; }
  get namespace() { return this.content.namespace; }

  get problems(): readonly ManifestProblem[] {
    this.shifted ??= [...this.chunk.faults.map(asProblem), ...this.content.problems].map(problem => shift(problem, this.range.start));
    return this.shifted;
  }

  numberText(path: FieldPath): string | undefined {
    if (this.content.root === undefined) return undefined;
    const { trail, missing } = locate(this.content.root, path);
    const node = trail[trail.length - 1]?.node;
    if (missing > 0 || node?.kind !== 'scalar') return undefined;
    const resolved = resolveScalar(node);
    return resolved.type === 'int' ? resolved.exact : undefined;
  }
}

function asProblem({ code, message, severity, start, end }: SyntaxFault): ManifestProblem {
  return { code, message, severity: severity ?? 'error', range: { start, end } };
}

function shift(problem: ManifestProblem, by: number): ManifestProblem {
  return { ...problem, range: { start: problem.range.start + by, end: problem.range.end + by } };
}

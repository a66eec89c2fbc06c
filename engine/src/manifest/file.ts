import type { FieldPath } from '../core/fieldPath';
import { readContent } from './content';
import type { DocumentContent, ManifestDocument, ManifestFile, ManifestOptions, ManifestProblem, SourceMap, TextRange } from './document';
import { resolveScalar } from './key';
import { limits } from './limits';
import { locate, TreeSourceMap } from './sourceMap';
import { splitDocuments, type Chunk } from './split';

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
    const content = kept[index] ?? readContent(text.slice(chunk.start, chunk.end), chunk.faults, options);
    return new DocumentView(index, { start: chunk.start, end: chunk.outerEnd }, content);
  });
  return { text, options, documents, problems: [] };
}

/** The old content of each chunk that has any: the common head and the common tail of both lists. */
function unchanged(text: string, chunks: readonly Chunk[], old: readonly ManifestDocument[]): (DocumentContent | undefined)[] {
  const kept: (DocumentContent | undefined)[] = chunks.map(() => undefined);
  const matches = (chunk: Chunk | undefined, document: ManifestDocument | undefined): boolean =>
    chunk !== undefined && document !== undefined && chunk.faults.length === 0 && !hasSplitFaults(document)
    && chunk.end - chunk.start === document.content.text.length && text.startsWith(document.content.text, chunk.start);
  let head = 0;
  for (; head < Math.min(chunks.length, old.length) && matches(chunks[head], old[head]); head++) kept[head] = old[head]?.content;
  const rest = Math.min(chunks.length, old.length) - head;
  let tail = 0;
  for (; tail < rest && matches(chunks[chunks.length - 1 - tail], old[old.length - 1 - tail]); tail++) {
    kept[chunks.length - 1 - tail] = old[old.length - 1 - tail]?.content;
  }
  return kept;
}

/** Faults of a separator or after a `...` come from outside the document's own text. */
function hasSplitFaults(document: ManifestDocument): boolean {
  return document.content.problems.some(({ code }) => code === 'yaml-separator' || code === 'yaml-after-end');
}

function tooLarge(text: string): ManifestProblem {
  const message = `This file has ${Math.round(text.length / 1048576)} MiB; files above ${limits.fileLength / 1048576} MiB are not read. Split it into several files.`;
  return { code: 'yaml-too-large', message, severity: 'error', range: { start: 0, end: Math.min(Math.max(text.slice(0, 1000).indexOf('\n'), 1), text.length) } };
}

/** A document's content at its place in the file. Ranges are shifted when they are asked for. */
class DocumentView implements ManifestDocument {
  readonly sourceMap: SourceMap;
  private shifted: readonly ManifestProblem[] | undefined;

  constructor(readonly index: number, readonly range: TextRange, readonly content: DocumentContent) {
    this.sourceMap = new TreeSourceMap(content.root, range.start, range);
  }

  get role() { return this.content.role; }
  get value() { return this.content.value; }
  get partial() { return this.content.partial; }
  get gvk() { return this.content.gvk; }
  get name() { return this.content.name; }
  get namespace() { return this.content.namespace; }

  get problems(): readonly ManifestProblem[] {
    const { start } = this.range;
    this.shifted ??= this.content.problems.map(problem => ({ ...problem, range: { start: problem.range.start + start, end: problem.range.end + start } }));
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

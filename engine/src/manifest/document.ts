import type { FieldPath } from '../core/fieldPath';
import type { Json } from '../core/json';
import type { GroupVersionKind } from '../api/object';
import type { YamlNode } from './node';

/** Offsets into the text, in UTF-16 code units; `end` is exclusive. */
export interface TextRange { readonly start: number; readonly end: number }

/** Replaces a range of the text; an empty range inserts. */
export interface TextEdit { readonly range: TextRange; readonly newText: string }

/** Something wrong with the text itself, before any kind is known. Codes are listed in `problems.ts`. */
export interface ManifestProblem {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly range: TextRange;
}

/** Where each field of a document stands in the text. Missing fields answer with their deepest existing parent. */
export interface SourceMap {
  /**
   * The range of a field's key or of its value (the default). An empty value answers with its key, a missing field with the
   * key of its deepest existing parent; list items and the root, which have no key, with their first key. Names are found
   * whatever their case, since the server prints some as in Go. Fields from aliases and merges answer with where they are written.
   */
  rangeOf(path: FieldPath, prefer?: 'key' | 'value'): TextRange;
  /** The path of the innermost key or value at an offset, and which of the two it is; undefined outside the content. */
  pathAt(offset: number): { readonly path: FieldPath; readonly at: 'key' | 'value' } | undefined;
}

/** What a document is taken for: only `resource` and `component` get diagnostics; other YAML, Helm templates and Kustomize patches are left alone. */
export type DocumentRole = 'resource' | 'component' | 'helmTemplate' | 'kustomizePatch' | 'other' | 'empty';

/** What an object says of itself. Each is undefined when missing or of the wrong type. */
export interface ManifestIdentity {
  readonly gvk: GroupVersionKind | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/**
 * Everything that depends on one document's text alone. The same object is kept as long as that text does not change, wherever
 * the document moves in the file: use it as the key of caches. Offsets in it are relative to the document.
 */
export interface DocumentContent extends ManifestIdentity {
  readonly text: string;
  readonly role: DocumentRole;
  /** See `ManifestDocument.value`; a bad separator before the document does not count here. */
  readonly value: Json | undefined;
  /** See `ManifestDocument.partial`. */
  readonly partial: Json | undefined;
  /** The syntax tree; undefined when the document holds nothing or nothing could be read. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly ManifestProblem[];
  /**
   * What a strict server adds to its answer when it gets this YAML itself (kubectl sends JSON, in which the later value has
   * won): `line 4: key "name" already set in map`, the line counted from the document's first.
   */
  readonly strictErrors: readonly string[];
}

/** One YAML document of a file. Positions are relative to the whole file. */
export interface ManifestDocument extends ManifestIdentity {
  readonly index: number;
  readonly range: TextRange;
  readonly content: DocumentContent;
  readonly role: DocumentRole;
  /**
   * The value as the API server would decode it from this YAML (YAML 1.1 scalars); undefined when kubectl cannot read the text.
   * Numbers are JavaScript's; see `numberText` for those that these cannot hold. Do not change it.
   */
  readonly value: Json | undefined;
  /** The value, or for broken text what could be read of it: good for outlines and completion, not for judging. */
  readonly partial: Json | undefined;
  readonly problems: readonly ManifestProblem[];
  readonly sourceMap: SourceMap;
  /** The exact digits of an int64 that a JavaScript number cannot hold; undefined for every other value. */
  numberText(path: FieldPath): string | undefined;
}

/** What the workspace knows of a file beyond its text. */
export interface ManifestOptions {
  /** The file's path or URI, with `/`: Helm charts, kustomizations and patches are known by their names. */
  readonly path?: string;
  /** How a kustomization lists the file, where one does. */
  readonly listedAs?: 'patch' | 'resource';
}

/** A file of documents. Never throws, whatever the bytes. */
export interface ManifestFile {
  readonly text: string;
  readonly options: ManifestOptions;
  readonly documents: readonly ManifestDocument[];
  /** What is wrong with the file as a whole (too large to read). */
  readonly problems: readonly ManifestProblem[];
}

import type { FieldPath } from '../core/fieldPath';
import type { Json } from '../core/json';
import type { GroupVersionKind } from '../api/object';

/** Offsets into the text, in UTF-16 code units; `end` is exclusive. */
export interface TextRange { readonly start: number; readonly end: number }

/** Something wrong with the text itself, before any kind is known. */
export interface ManifestProblem {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly range: TextRange;
}

/** Where each field of a document stands in the text. Missing fields answer with their deepest existing parent. */
export interface SourceMap {
  rangeOf(path: FieldPath, prefer?: 'key' | 'value'): TextRange;
  /** The path of the innermost key or value at an offset, and which of the two it is. */
  pathAt(offset: number): { readonly path: FieldPath; readonly at: 'key' | 'value' } | undefined;
}

/** What a document is taken for: only `resource` and `component` get diagnostics; other YAML, Helm templates and Kustomize patches are left alone. */
export type DocumentRole = 'resource' | 'component' | 'helmTemplate' | 'kustomizePatch' | 'other' | 'empty';

/** One YAML document of a file. Positions are relative to the whole file. */
export interface ManifestDocument {
  readonly index: number;
  readonly range: TextRange;
  readonly role: DocumentRole;
  /** The value as the API server would decode it from this YAML (YAML 1.1 scalars); undefined when the text is too broken. */
  readonly value: Json | undefined;
  readonly gvk: GroupVersionKind | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly problems: readonly ManifestProblem[];
  readonly sourceMap: SourceMap;
}

/** A file of documents. Never throws, whatever the bytes. */
export interface ManifestFile {
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
}

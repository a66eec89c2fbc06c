import { FieldPath, isObject, type DocumentContent, type Json, type ManifestDocument, type TextRange } from '../../engine/src/index';

/** One line of the outline. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'resource' | 'object' | 'list' | 'item' | 'scalar';
  readonly range: TextRange;
  /** Inside `range`: what is selected when the entry is chosen. */
  readonly selection: TextRange;
  readonly children: readonly OutlineEntry[];
}

/** Scalars are listed down to this depth (`data.key`, `spec.replicas`), below it objects and lists only. */
const scalarDepth = 2;
/** Deeper than any API type goes: bounds hostile input. */
const maxDepth = 24;

const outlines = new WeakMap<DocumentContent, { readonly start: number; readonly entry: OutlineEntry | undefined }>();

/** The outline of one document: `Deployment/web` with its keys; undefined for an empty document. Computed once for a text and a place. */
export function outlineOf(document: ManifestDocument): OutlineEntry | undefined {
  const { content, range: { start } } = document;
  const known = outlines.get(content);
  if (known?.start === start) return known.entry;
  const entry = build(document);
  outlines.set(content, { start, entry });
  return entry;
}

/** Where a resource's name stands, or what comes nearest to it: the kind, else the document's first line. */
export function nameRange(document: ManifestDocument): TextRange {
  const path = document.name !== undefined ? FieldPath.of('metadata', 'name') : document.gvk !== undefined ? FieldPath.of('kind') : undefined;
  const range = path === undefined ? { start: document.range.start, end: document.range.start } : document.sourceMap.rangeOf(path, 'value');
  return within(range, document.range);
}

function build(document: ManifestDocument): OutlineEntry | undefined {
  if (document.role === 'empty' || !isObject(document.partial ?? null)) return undefined;
  const isResource = document.gvk !== undefined;
  const children = childrenOf(document, FieldPath.root, document.partial ?? null, 1);
  return {
    name: isResource ? `${document.gvk.kind}/${document.name ?? '?'}` : `document ${document.index + 1}`,
    ...(document.namespace === undefined ? {} : { detail: document.namespace }),
    kind: isResource ? 'resource' : 'object', range: document.range, selection: nameRange(document), children
  };
}

function childrenOf(document: ManifestDocument, path: FieldPath, value: Json, depth: number): OutlineEntry[] {
  if (depth > maxDepth) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => itemEntry(document, path.index(index), item as Json, { index, depth }));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => child === undefined ? [] : fieldEntry(document, path.child(key), child, { key, depth }));
}

function fieldEntry(document: ManifestDocument, path: FieldPath, value: Json, at: { key: string; depth: number }): OutlineEntry[] {
  const isScalar = typeof value !== 'object' || value === null;
  if (isScalar && at.depth > scalarDepth) return [];
  const key = document.sourceMap.rangeOf(path, 'key');
  const whole = document.sourceMap.rangeOf(path, 'value');
  const range = within({ start: Math.min(key.start, whole.start), end: Math.max(key.end, whole.end) }, document.range);
  return [{
    name: at.key === '' ? '""' : at.key, ...(isScalar ? { detail: short(value) } : {}),
    kind: isScalar ? 'scalar' : Array.isArray(value) ? 'list' : 'object',
    range, selection: within(key, range), children: childrenOf(document, path, value, at.depth + 1)
  }];
}

/** Items of a list of objects, by their `name` where they have one. */
function itemEntry(document: ManifestDocument, path: FieldPath, value: Json, at: { index: number; depth: number }): OutlineEntry[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = isObject(value) ? value['name'] ?? value['key'] ?? value['kind'] : undefined;
  const range = within(document.sourceMap.rangeOf(path, 'value'), document.range);
  return [{
    name: typeof name === 'string' && name !== '' ? name : `[${at.index}]`, kind: 'item', range, selection: range,
    children: childrenOf(document, path, value, at.depth + 1)
  }];
}

function within(range: TextRange, outer: TextRange): TextRange {
  const start = Math.min(Math.max(range.start, outer.start), outer.end);
  return { start, end: Math.min(Math.max(range.end, start), outer.end) };
}

function short(value: Json): string {
  const text = value === null ? 'null' : String(value);
  const line = text.split('\n', 1)[0] ?? '';
  return line.length < text.length || line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

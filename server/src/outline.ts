import { FieldPath, type DocumentContent, type ManifestDocument, type TextRange } from '../../engine/src/index';

/** One line of the outline. Offsets are relative to the document. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'resource' | 'object' | 'list' | 'item' | 'scalar';
  readonly range: TextRange;
  /** Inside `range`: what is selected when the entry is chosen. */
  readonly selection: TextRange;
  readonly children: readonly OutlineEntry[];
}

type Node = NonNullable<DocumentContent['root']>;
type MapNode = Extract<Node, { readonly kind: 'map' }>;

/** Maps whose keys people look for, although their values are texts. */
const listedKeys = new Set(['data', 'stringData', 'binaryData']);
/** What tells the items of a list apart, the first that is there. */
const itemNames = ['name', 'key', 'kind', 'host', 'path'];
/** Deeper than any API type goes: bounds hostile input. */
const maxDepth = 24;

const outlines = new WeakMap<DocumentContent, OutlineEntry | 'none'>();

/**
 * The outline of one document: `Deployment/web` with the objects and lists in it by their keys and names; texts and numbers
 * only where they are the keys of a ConfigMap or Secret. Undefined for a document without keys. Computed once for a text.
 */
export function outlineOf({ content, index }: ManifestDocument): OutlineEntry | undefined {
  const known = outlines.get(content);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const entry = build(content, index);
  outlines.set(content, entry ?? 'none');
  return entry;
}

/** Where a resource's name stands in the file, or what comes nearest to it: the kind, else the document's beginning. */
export function nameRange(document: ManifestDocument): TextRange {
  if (document.name !== undefined) return document.sourceMap.rangeOf(FieldPath.of('metadata', 'name'), 'value');
  if (document.gvk !== undefined) return document.sourceMap.rangeOf(FieldPath.of('kind'), 'value');
  return { start: document.range.start, end: document.range.start };
}

function build(content: DocumentContent, index: number): OutlineEntry | undefined {
  const { root, gvk, name, namespace } = content;
  if (root?.kind !== 'map' || root.pairs.length === 0) return undefined;
  const range = { start: root.start, end: endOf(root) };
  const metadata = valueOf(root, 'metadata');
  const named = metadata?.kind === 'map' ? valueOf(metadata, 'name') : undefined;
  return {
    name: gvk === undefined ? `document ${index + 1}` : `${gvk.kind}/${name ?? '?'}`, kind: gvk === undefined ? 'object' : 'resource',
    ...(namespace === undefined ? {} : { detail: namespace }),
    range, selection: within(named ?? valueOf(root, 'kind') ?? { start: root.start, end: root.start }, range), children: fields(root, 1)
  };
}

function fields(map: MapNode, depth: number, listed: 'all' | 'nested' = 'nested'): OutlineEntry[] {
  return map.pairs.flatMap(({ key, value }): OutlineEntry[] => {
    const name = textOf(key);
    const nested = value.kind === 'map' || value.kind === 'sequence';
    if (name === undefined || depth > maxDepth || (!nested && listed === 'nested')) return [];
    const range = { start: key.start, end: Math.max(key.end, endOf(value)) };
    const children = value.kind === 'map' ? fields(value, depth + 1, depth === 1 && listedKeys.has(name) ? 'all' : 'nested')
      : value.kind === 'sequence' ? value.items.flatMap((item, i) => itemEntry(item, i, depth + 1)) : [];
    const kind = value.kind === 'map' ? 'object' : value.kind === 'sequence' ? 'list' : 'scalar';
    return [{ name: name === '' ? '""' : name, kind, range, selection: { start: key.start, end: key.end }, children }];
  });
}

/** An object in a list, by its name; objects that nothing tells apart are of no use in an outline. */
function itemEntry(item: Node, index: number, depth: number): OutlineEntry[] {
  if (item.kind !== 'map' || depth > maxDepth) return [];
  const name = itemNames.map(key => textOf(valueOf(item, key))).find(text => text !== undefined && text !== '');
  const children = fields(item, depth);
  if (name === undefined && children.length === 0) return [];
  const range = { start: item.start, end: endOf(item) };
  return [{ name: name ?? `[${index}]`, kind: 'item', range, selection: { start: item.start, end: item.start }, children }];
}

function valueOf(map: MapNode, name: string): Node | undefined {
  return map.pairs.find(({ key }) => textOf(key) === name)?.value;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text.split('\n', 1)[0]?.slice(0, 80) : undefined;
}

/** The end of what is written: not the blank lines and comments that follow a block. */
function endOf(node: Node): number {
  let last: Node = node;
  for (let depth = 0; depth < maxDepth * 4; depth++) {
    const inner: Node | undefined = last.kind === 'map' ? last.flow ? undefined : last.pairs.at(-1)?.value : last.kind === 'sequence' && !last.flow ? last.items.at(-1) : undefined;
    if (inner === undefined || inner.start === inner.end) break;
    last = inner;
  }
  return last === node ? node.end : Math.max(node.start, last.end);
}

function within(range: TextRange, outer: TextRange): TextRange {
  const start = Math.min(Math.max(range.start, outer.start), outer.end);
  return { start, end: Math.min(Math.max(range.end, start), outer.end) };
}

import { FieldPath, type PathSegment } from '../core/fieldPath';
import type { SourceMap, TextRange } from './document';
import { keyText } from './key';
import { isMerge, resolveAlias, type MapNode, type Pair, type YamlNode } from './node';

/** A step into the tree: the node and, where it is the value of a field, the field's key. */
export interface Located { readonly node: YamlNode; readonly key: YamlNode | undefined }

/** The nodes along a path, from the root to the deepest that exists; `missing` counts the steps that lead nowhere. */
export function locate(root: YamlNode, path: FieldPath): { readonly trail: readonly Located[]; readonly missing: number } {
  const segments = path.segments();
  const trail: Located[] = [{ node: root, key: undefined }];
  for (const [i, segment] of segments.entries()) {
    const last = trail[trail.length - 1];
    const next = last === undefined ? undefined : step(last.node, segment, 0);
    if (next === undefined) return { trail, missing: segments.length - i };
    trail.push(next);
  }
  return { trail, missing: 0 };
}

function step(from: YamlNode, segment: PathSegment, depth: number): Located | undefined {
  const node = resolveAlias(from);
  if (node === undefined || depth > 50) return undefined;
  if (segment.type === 'index') {
    const item = node.kind === 'sequence' ? node.items[segment.index] : undefined;
    return item === undefined ? undefined : { node: item, key: undefined };
  }
  if (node.kind !== 'map') return undefined;
  const name = segment.type === 'child' ? segment.name : segment.key;
  return field(node, name, depth) ?? (segment.type === 'child' ? fieldOfAnyCase(node, name) : undefined);
}

/** The pair that wins: the last of that name, merges included in their place. */
function field(map: MapNode, name: string, depth: number): Located | undefined {
  for (let i = map.pairs.length - 1; i >= 0; i--) {
    const pair = map.pairs[i];
    if (pair === undefined) continue;
    if (isMerge(pair.key)) {
      const merged = mergedField(pair.value, name, depth);
      if (merged !== undefined) return merged;
    } else if (keyText(pair.key) === name) return { node: pair.value, key: pair.key };
  }
  return undefined;
}

function mergedField(value: YamlNode, name: string, depth: number): Located | undefined {
  const target = resolveAlias(value);
  if (target === undefined || depth > 50) return undefined;
  if (target.kind === 'map') return field(target, name, depth + 1);
  if (target.kind !== 'sequence') return undefined;
  for (const item of target.items) {
    const found = mergedField(item, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The server prints some fields by their Go names (`spec.LoadBalancerSourceRanges[0]`). */
function fieldOfAnyCase(map: MapNode, name: string): Located | undefined {
  const lower = name.toLowerCase();
  const pair = map.pairs.find(({ key }) => keyText(key)?.toLowerCase() === lower);
  return pair === undefined ? undefined : { node: pair.value, key: pair.key };
}

/** The source map of one document's tree; `shift` is where the document begins in the file. */
export class TreeSourceMap implements SourceMap {
  constructor(private readonly root: YamlNode | undefined, private readonly shift: number, private readonly whole: TextRange) {}

  rangeOf(path: FieldPath, prefer: 'key' | 'value' = 'value'): TextRange {
    if (this.root === undefined) return this.whole;
    const { trail, missing } = locate(this.root, path);
    const last = trail[trail.length - 1];
    if (last === undefined) return this.whole;
    const { node } = last;
    const empty = node.start === node.end;
    return this.shifted(missing === 0 && prefer === 'value' && !empty ? node : this.handle(trail));
  }

  pathAt(offset: number): { readonly path: FieldPath; readonly at: 'key' | 'value' } | undefined {
    const at = offset - this.shift;
    if (this.root === undefined || at < this.root.start || at > this.root.end) return undefined;
    let node: YamlNode = this.root;
    let path = FieldPath.root;
    for (;;) {
      const inner: { node: YamlNode; path: FieldPath } | 'key' | undefined = node.kind === 'map' ? innerField(node, at, path)
        : node.kind === 'sequence' ? innerItem(node.items, at, path) : undefined;
      if (inner === undefined) return { path, at: 'value' };
      if (inner === 'key') return { path: path.child(keyAt(node, at) ?? ''), at: 'key' };
      ({ node, path } = inner);
    }
  }

  private shifted({ start, end }: TextRange): TextRange {
    return { start: start + this.shift, end: end + this.shift };
  }

  /** What to point at for a node as a whole: its key; for a list item or the root, its first key or itself. */
  private handle(trail: readonly Located[]): TextRange {
    const last = trail[trail.length - 1];
    if (last?.key !== undefined) return last.key;
    const node = last?.node;
    if (node?.kind === 'map') return node.pairs[0]?.key ?? node;
    if (node?.kind === 'sequence' && !node.flow) return { start: node.start, end: node.start + 1 };
    if (node !== undefined && node.end > node.start) return node;
    return trail.length > 1 ? this.handle(trail.slice(0, -1)) : { start: 0, end: 0 };
  }
}

function innerField(map: MapNode, at: number, path: FieldPath): { node: YamlNode; path: FieldPath } | 'key' | undefined {
  const pair = pairAt(map.pairs, at);
  if (pair === undefined) return undefined;
  if (at <= pair.key.end) return 'key';
  if (at < pair.value.start && pair.value.start < pair.value.end && pair.value.kind !== 'scalar') return undefined;
  return { node: pair.value, path: path.child(keyText(pair.key) ?? '') };
}

function keyAt(node: YamlNode, at: number): string | undefined {
  const pair = node.kind === 'map' ? pairAt(node.pairs, at) : undefined;
  return pair === undefined ? undefined : keyText(pair.key) ?? '';
}

/** The pair whose key begins at or before the offset and whose value ends at or after it. */
function pairAt(pairs: readonly Pair[], at: number): Pair | undefined {
  let low = 0, high = pairs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pairs[middle]?.key.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const pair = pairs[low];
  return pair !== undefined && pair.key.start <= at && at <= Math.max(pair.key.end, pair.value.end) ? pair : undefined;
}

function innerItem(items: readonly YamlNode[], at: number, path: FieldPath): { node: YamlNode; path: FieldPath } | undefined {
  const index = items.findIndex(item => item.start <= at && at <= item.end);
  const item = items[index];
  return item === undefined ? undefined : { node: item, path: path.index(index) };
}

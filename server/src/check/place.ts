import type { FieldPath, ManifestResource, PathSegment, TextRange } from '../../../engine/src/index';

/** Where a field of a resource stands in the file: a resource may be the item of a List. */
export function rangeIn({ document, path: root }: ManifestResource, path: FieldPath, prefer: 'key' | 'value'): TextRange {
  return document.sourceMap.rangeOf(path.segments().reduce(append, root), prefer);
}

/** A path with one more step. */
export function append(path: FieldPath, segment: PathSegment): FieldPath {
  switch (segment.type) {
    case 'index': return path.index(segment.index);
    case 'key': return path.key(segment.key);
    case 'child': return path.child(segment.name);
  }
}

import { FieldPath, type Json, isObject, own, type ManifestResource, type PathSegment, type TextRange } from '../../../engine/src/index';

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

/** The path of these steps. */
export function pathOf(segments: readonly PathSegment[]): FieldPath {
  return segments.reduce(append, FieldPath.root);
}

/** The path that the server prints as `spec.containers[0].env`; undefined for what is none. */
export function parsePath(text: string): FieldPath | undefined {
  if (!/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+|\[[^\]]*\])*$/u.test(text)) return undefined;
  return [...text.matchAll(/\[([^\]]*)\]|[A-Za-z0-9]+/gu)].reduce((path, [step, inside]) => {
    if (inside === undefined) return path.child(step);
    return /^\d+$/u.test(inside) ? path.index(Number(inside)) : path.key(inside);
  }, FieldPath.root);
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(root: Json, path: FieldPath): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of path.segments()) {
    if (segment.type === 'index') value = Array.isArray(value) ? (value as readonly Json[])[segment.index] : undefined;
    else value = value !== undefined && isObject(value) ? own(value, segment.type === 'child' ? segment.name : segment.key) : undefined;
  }
  return value;
}

/** One step of a path: a field (`child`), a list position (`index`) or a map key (`key`). */
export type PathSegment =
  | { readonly type: 'child'; readonly name: string }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'key'; readonly key: string };

/**
 * A path to a field, printed as `field.Path` prints it (apimachinery/pkg/util/validation/field/path.go, v1.36):
 * `spec.containers[0].env[1].name`, `metadata.annotations[a.b/c]`. Immutable; the empty path prints as `<nil>`.
 */
export class FieldPath {
  static readonly root = new FieldPath(undefined, undefined);
  private constructor(private readonly parent: FieldPath | undefined, private readonly segment: PathSegment | undefined) {}

  /** The path of these fields from the object's root. */
  static of(...names: string[]): FieldPath {
    return FieldPath.root.child(...names);
  }

  child(...names: string[]): FieldPath {
    return names.reduce<FieldPath>((path, name) => new FieldPath(path, { type: 'child', name }), this);
  }

  index(index: number): FieldPath {
    return new FieldPath(this, { type: 'index', index });
  }

  key(key: string): FieldPath {
    return new FieldPath(this, { type: 'key', key });
  }

  /** The steps from the root. */
  segments(): PathSegment[] {
    const result: PathSegment[] = [];
    for (let path: FieldPath | undefined = this; path?.segment !== undefined; path = path.parent) result.push(path.segment);
    return result.reverse();
  }

  toString(): string {
    const segments = this.segments();
    if (segments.length === 0) return '<nil>';
    return segments.map((segment, i) => {
      if (segment.type === 'child') return i === 0 ? segment.name : `.${segment.name}`;
      return segment.type === 'index' ? `[${segment.index}]` : `[${segment.key}]`;
    }).join('');
  }
}

import type { FieldPath } from '../../core/fieldPath';
import { duplicate, tooMany, type FieldError } from '../fieldError';

/** Each item judged at its place; a list that is too long is not looked into (`validateSlice`, pkg/apis/resource/validation/validation.go, v1.36). */
export function validateList<T>(items: readonly T[], max: number, path: FieldPath, judge: (item: T, path: FieldPath) => readonly FieldError[]): FieldError[] {
  return items.length > max ? [tooMany(path, items.length, max)] : items.flatMap((item, i) => judge(item, path.index(i)));
}

/** Complaints about keys that come twice, at the later one. */
export function validateUnique(keys: readonly string[], max: number, path: FieldPath): FieldError[] {
  if (keys.length > max) return [];
  const seen = new Set<string>();
  return keys.flatMap((key, i) => {
    const repeated = seen.has(key);
    seen.add(key);
    return repeated ? [duplicate(path.index(i), key)] : [];
  });
}

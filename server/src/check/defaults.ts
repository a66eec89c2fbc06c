import { clone, isObject, judge, resourcesOf, type FieldPath, type Json, type ManifestDocument, type ManifestResource } from '../../../engine/src/index';
import type { Language } from '../language';
import { pathOf, valueAt } from './place';

/**
 * What the server would put at a path if the resource did not say: found by leaving the field out and letting the API server
 * fill in its defaults. Undefined when it puts nothing there.
 */
export function defaultAt(resource: ManifestResource, path: FieldPath, language: Language): Json | undefined {
  const segments = path.segments();
  const last = segments.at(-1);
  if (last === undefined || last.type === 'index') return undefined;
  const value = clone(resource.value);
  const parent = valueAt(value, pathOf(segments.slice(0, -1)));
  if (parent === undefined || !isObject(parent)) return undefined;
  Reflect.deleteProperty(parent, last.type === 'child' ? last.name : last.key);
  const { object } = judge(value, { registry: language.registry });
  return object === undefined ? undefined : valueAt(object as Json, path);
}

/** The resource of a document that a path of the document leads into, and the rest of the path in it. */
export function resourceAt(document: ManifestDocument, path: FieldPath): { readonly resource: ManifestResource; readonly path: FieldPath } | undefined {
  const segments = path.segments();
  for (const resource of resourcesOf(document)) {
    const root = resource.path.segments();
    if (root.every((segment, i) => JSON.stringify(segment) === JSON.stringify(segments[i]))) return { resource, path: pathOf(segments.slice(root.length)) };
  }
  return undefined;
}

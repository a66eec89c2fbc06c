import { isObject, own, setOwn, type Json, type JsonObject } from '../core/json';
import type { SchemaDefinition, SchemaField, SchemaStore } from '../api/schema/schema';

/** JSON merge patch (RFC 7386): null removes, objects merge, all else replaces. The result is fresh where it differs. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json | undefined> = {};
  if (isObject(target)) for (const key of Object.keys(target)) setOwn(result, key, target[key]);
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null || value === undefined) delete result[key];
    else setOwn(result, key, mergePatch(own(result, key), value));
  }
  return result;
}

/**
 * Strategic merge patch (apimachinery/pkg/util/strategicpatch, v1.36): as a merge patch, but lists with a merge key are merged
 * element by element, lists of scalars marked `merge` are united, `$patch: delete|replace`, `$deleteFromPrimitiveList/…`,
 * `$setElementOrder/…` and `$retainKeys` are obeyed.
 */
export function strategicMergePatch(target: Json | undefined, patch: Json, schemas: SchemaStore, definition: string): Json {
  return mergeObject(target, patch, { schemas, definition: schemas.definition(definition) });
}

interface Typed { readonly schemas: SchemaStore; readonly definition: SchemaDefinition | undefined }

function mergeObject(target: Json | undefined, patch: Json, typed: Typed): Json {
  if (!isObject(patch)) return patch;
  const directive = own(patch, '$patch');
  if (directive === 'replace') return without(patch, key => key.startsWith('$'));
  if (directive === 'delete') return {};
  const retain = own(patch, '$retainKeys');
  const kept = isObject(target) ? without(target, key => Array.isArray(retain) && !retain.includes(key)) : {};
  const result: Record<string, Json | undefined> = { ...kept };
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (key.startsWith('$deleteFromPrimitiveList/')) removeItems(result, key.slice('$deleteFromPrimitiveList/'.length), value);
    else if (key.startsWith('$')) continue;
    else if (value === null || value === undefined) delete result[key];
    else setOwn(result, key, mergeField(own(result, key), value, typed.definition?.field(key), typed));
  }
  return result;
}

function mergeField(target: Json | undefined, patch: Json, field: SchemaField | undefined, typed: Typed): Json {
  const schema = field?.schema;
  const strategy = field?.patchStrategy ?? [];
  if (schema?.type === 'object') return mergeObject(target, patch, { ...typed, definition: typed.schemas.definition(schema.definition) });
  if (schema?.type === 'map') return schema.values.type === 'object' ? mergeMap(target, patch, { ...typed, definition: typed.schemas.definition(schema.values.definition) }) : mergePatch(target, patch);
  if (schema?.type !== 'array' || !strategy.includes('merge') || !Array.isArray(patch) || !Array.isArray(target)) {
    return schema === undefined || schema.type === 'any' ? mergePatch(target, patch) : withoutDirectives(patch);
  }
  if (field?.patchMergeKey === undefined || schema.items.type !== 'object') return [...target, ...patch.filter(item => !target.includes(item))];
  return mergeList(target, patch, field.patchMergeKey, { ...typed, definition: typed.schemas.definition(schema.items.definition) });
}

function mergeMap(target: Json | undefined, patch: Json, typed: Typed): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json | undefined> = isObject(target) ? { ...target } : {};
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null || value === undefined) delete result[key];
    else setOwn(result, key, mergeObject(own(result, key), value, typed));
  }
  return result;
}

/** New elements go to the end; `$patch: replace` as an element replaces the whole list. */
function mergeList(target: readonly Json[], patch: readonly Json[], mergeKey: string, typed: Typed): Json {
  if (patch.some(item => isObject(item) && own(item, '$patch') === 'replace')) return patch.filter(item => !isObject(item) || own(item, '$patch') !== 'replace');
  const result = [...target];
  for (const item of patch) {
    if (!isObject(item)) continue;
    const at = result.findIndex(existing => isObject(existing) && own(existing, mergeKey) === own(item, mergeKey));
    if (own(item, '$patch') === 'delete') { if (at >= 0) result.splice(at, 1); }
    else if (at >= 0) result[at] = mergeObject(result[at], item, typed);
    else result.push(mergeObject(undefined, item, typed));
  }
  return result;
}

function removeItems(result: Record<string, Json | undefined>, key: string, items: Json | undefined): void {
  const present = own(result, key);
  if (Array.isArray(present) && Array.isArray(items)) setOwn(result, key, present.filter(item => !items.includes(item)));
}

function withoutDirectives(patch: Json): Json {
  if (!Array.isArray(patch)) return patch;
  return patch.filter(item => !isObject(item) || own(item, '$patch') === undefined);
}

function without(object: JsonObject, drop: (key: string) => boolean): JsonObject {
  const result: Record<string, Json | undefined> = {};
  for (const key of Object.keys(object)) if (!drop(key)) setOwn(result, key, object[key]);
  return result;
}

import type { FieldPath } from '../../core/fieldPath';
import { isList, isObject, own, type Json, type JsonObject } from '../../core/json';

/** One step of rewriting an object for another API version. Steps are taken in order; one whose field is not there any more is left out. */
export type FieldChange =
  /** Gives a field this value, which it may have already. */
  | { readonly change: 'set'; readonly path: FieldPath; readonly value: Json }
  /** Gives another name to a field of the same object. */
  | { readonly change: 'rename'; readonly path: FieldPath; readonly to: string }
  /** Puts a field's value, or another one in its stead, somewhere else. */
  | { readonly change: 'move'; readonly path: FieldPath; readonly to: FieldPath; readonly value?: Json }
  | { readonly change: 'remove'; readonly path: FieldPath };

/** What an object of one API version needs to be one of another; the apiVersion itself aside. Whatever has a wrong type is left as it is. */
export type Conversion = (object: JsonObject) => readonly FieldChange[];

/** The object under a path of names; an empty one where there is none. */
export function objectIn(object: JsonObject, ...names: readonly string[]): JsonObject {
  return names.reduce<JsonObject>((parent, name) => {
    const child = own(parent, name);
    return isObject(child) ? child : {};
  }, object);
}

/** The objects of a list with their paths; what is no object is passed over. */
export function itemsIn(object: JsonObject, name: string, path: FieldPath): { readonly item: JsonObject; readonly path: FieldPath }[] {
  const list = own(object, name);
  return isList(list) ? list.flatMap((item, i) => isObject(item) ? [{ item, path: path.child(name).index(i) }] : []) : [];
}

/** Whether an object has a field that is more than null. */
export function has(object: JsonObject, name: string): boolean {
  return (own(object, name) ?? null) !== null;
}

/** Sets a field that the object does not have. */
export function missing(object: JsonObject, path: FieldPath, values: Readonly<Record<string, Json>>): FieldChange[] {
  return Object.entries(values).flatMap(([name, value]) => has(object, name) ? [] : [{ change: 'set', path: path.child(name), value }]);
}

/** Moves the fields that the object has. */
export function moved(object: JsonObject, path: FieldPath, places: Readonly<Record<string, FieldPath>>): FieldChange[] {
  return Object.entries(places).flatMap(([name, to]) => own(object, name) === undefined ? [] : [{ change: 'move', path: path.child(name), to }]);
}

/** Removes a field that the object has. */
export function removed(object: JsonObject, path: FieldPath, ...names: readonly string[]): FieldChange[] {
  return names.flatMap(name => own(object, name) === undefined ? [] : [{ change: 'remove', path: path.child(name) }]);
}

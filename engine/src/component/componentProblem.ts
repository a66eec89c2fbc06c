import type { FieldPath } from '../core/fieldPath';
import { isList, isObject, own, type Json, type JsonObject } from '../core/json';

/** Something in a configuration file that its reader refuses (`error`), or reads and still does not do as written (`warning`). */
export interface ComponentProblem {
  /** `UnknownField`, `TypeMismatch`, a field error's type, or a short name of the rule. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly path: FieldPath;
  /** The reader's own words, where it has any. */
  readonly message: string;
}

/** What a file must fulfil beyond its types. The value may still have any shape. */
export type ComponentRule = (value: JsonObject) => readonly ComponentProblem[];

/** The objects of a list of an object, with their positions. */
export function entries(object: JsonObject, name: string): { readonly item: JsonObject; readonly index: number }[] {
  const list = own(object, name);
  return isList(list) ? list.flatMap((item, index) => isObject(item) ? [{ item, index }] : []) : [];
}

/** A string field; '' when it is missing or something else. */
export function stringOf(object: JsonObject, name: string): string {
  const value = own(object, name);
  return typeof value === 'string' ? value : '';
}

/** An object field; empty when it is missing or something else. */
export function objectOf(object: JsonObject, name: string): JsonObject {
  const value: Json | undefined = own(object, name);
  return isObject(value) ? value : {};
}

export function refused(code: string, path: FieldPath, message: string): ComponentProblem {
  return { code, severity: 'error', path, message };
}

export function warned(code: string, path: FieldPath, message: string): ComponentProblem {
  return { code, severity: 'warning', path, message };
}

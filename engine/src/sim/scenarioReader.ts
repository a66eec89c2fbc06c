import { invalid, notSupported, required, typeInvalid, type FieldError } from '../api/fieldError';
import type { FieldPath } from '../core/fieldPath';
import { isObject, type Json, type JsonObject } from '../core/json';
import { sortedKeys } from '../core/order';
import type { Millis } from '../core/time';
import { parseDuration } from '../kubelet/duration';

/** Reads the fields of one object of a scenario and notes what is wrong with them, each at its path. */
export class Fields {
  private readonly known = new Set<string>();

  constructor(private readonly object: JsonObject, readonly path: FieldPath, readonly errors: FieldError[]) {}

  /** The object at a place, or an empty one after an error. */
  static at(value: Json | undefined, path: FieldPath, errors: FieldError[]): Fields {
    if (value !== undefined && !isObject(value)) errors.push(typeInvalid(path, value, 'must be an object'));
    return new Fields(isObject(value) ? value : {}, path, errors);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get(name: string): Json | undefined {
    this.known.add(name);
    return Object.prototype.hasOwnProperty.call(this.object, name) ? this.object[name] : undefined;
  }

  text(name: string, need: 'required' | 'optional' = 'optional'): string | undefined {
    const value = this.get(name);
    if (typeof value === 'string' && value !== '') return value;
    if (value !== undefined && value !== '') this.errors.push(typeInvalid(this.path.child(name), value, 'must be a string'));
    else if (need === 'required') this.errors.push(required(this.path.child(name)));
    return undefined;
  }

  /** A whole number ≥ 0. */
  count(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0)) return value;
    this.errors.push(invalid(this.path.child(name), value, 'must be a whole number of 0 or more'));
    return undefined;
  }

  duration(name: string, need: 'required' | 'optional' = 'optional'): Millis | undefined {
    const value = this.get(name);
    const ms = typeof value === 'number' || typeof value === 'string' ? parseDuration(String(value)) : undefined;
    if (ms === undefined && value !== undefined) this.errors.push(invalid(this.path.child(name), value, 'must be a duration, for example 90s or 1m30s'));
    if (value === undefined && need === 'required') this.errors.push(required(this.path.child(name), 'a duration, for example 90s'));
    return ms;
  }

  list(name: string): readonly { readonly value: Json; readonly path: FieldPath }[] {
    const value = this.get(name);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.errors.push(typeInvalid(this.path.child(name), value, 'must be a list'));
      return [];
    }
    return value.map((item: Json, i) => ({ value: item, path: this.path.child(name).index(i) }));
  }

  nested(name: string): Fields {
    return Fields.at(this.get(name) ?? undefined, this.path.child(name), this.errors);
  }

  /** The names that nobody has asked for. */
  rest(): string[] {
    return sortedKeys(this.object).filter(name => !this.known.has(name));
  }

  /** Whatever was not asked for is unknown. */
  finish(): void {
    for (const name of this.rest()) this.errors.push(notSupported(this.path, name, [...this.known].sort()));
  }
}

import type { FieldPath } from '../../core/fieldPath';
import type { SchemaDefinition, SchemaField, SchemaStore, SchemaType } from './schema';

/** What stands at a path of an object. */
export interface FieldAt {
  /** The type of the value there. */
  readonly schema: SchemaType;
  /** The last field passed: for `spec.containers[0]` it is `containers`. Absent at the root. */
  readonly field?: SchemaField;
  /** The definition that has that field, or the root's. */
  readonly owner: SchemaDefinition;
}

/**
 * Walks a path from a definition: fields of structs, positions of lists, keys of maps (`child` and `key` alike).
 * Below free JSON everything is free JSON. Undefined where the schema has no such place.
 */
export function fieldAt(store: SchemaStore, definition: string, path: FieldPath): FieldAt | undefined {
  const root = store.definition(definition);
  if (root === undefined) return undefined;
  let place: FieldAt = { schema: { type: 'object', definition }, owner: root };
  for (const segment of path.segments()) {
    const { schema } = place;
    if (schema.type === 'any') continue;
    if (segment.type === 'index') {
      if (schema.type !== 'array') return undefined;
      place = { ...place, schema: schema.items };
    } else if (schema.type === 'map') {
      place = { ...place, schema: schema.values };
    } else {
      const owner = schema.type === 'object' ? store.definition(schema.definition) : undefined;
      const field = segment.type === 'child' ? owner?.field(segment.name) : undefined;
      if (owner === undefined || field === undefined) return undefined;
      place = { schema: field.schema, field, owner };
    }
  }
  return place;
}

import { apiVersionOf, type FieldPath, type GroupVersionKind, type PathSegment, type SchemaField, type SchemaStore, type SchemaType, type ServedKind } from '../../engine/src/index';

/** What the schema says of a place in a resource: its type, and the field it is (or is an item or value of). */
export interface SchemaPlace {
  readonly type: SchemaType;
  /** The definition that has `field`; undefined at the root. */
  readonly owner?: string;
  readonly field?: SchemaField;
}

/** The served kind of a resource, if this Kubernetes version serves it. */
export function servedKind(schemas: SchemaStore, gvk: GroupVersionKind): ServedKind | undefined {
  return schemas.kind(apiVersionOf(gvk), gvk.kind);
}

/** The place that a path leads to from the root of a kind; undefined when the schema does not know it. */
export function schemaAt(schemas: SchemaStore, definition: string, path: FieldPath): SchemaPlace | undefined {
  let place: SchemaPlace | undefined = { type: { type: 'object', definition } };
  for (const segment of path.segments()) {
    place = place === undefined ? undefined : stepInto(schemas, place, segment);
  }
  return place;
}

/** The fields that may stand in a place: those of its definition; none for maps, lists and scalars. */
export function fieldsOf(schemas: SchemaStore, type: SchemaType): readonly SchemaField[] {
  return type.type === 'object' ? schemas.definition(type.definition)?.fields ?? [] : [];
}

function stepInto(schemas: SchemaStore, place: SchemaPlace, segment: PathSegment): SchemaPlace | undefined {
  const { type } = place;
  if (segment.type === 'index') return type.type === 'array' ? { ...place, type: type.items } : undefined;
  const name = segment.type === 'child' ? segment.name : segment.key;
  if (type.type === 'map') return { ...place, type: type.values };
  if (type.type !== 'object') return undefined;
  const field = schemas.definition(type.definition)?.field(name);
  return field === undefined ? undefined : { type: field.schema, owner: type.definition, field };
}

/** A type in the words of the reference: `string`, `[]Container`, `map[string]string`, `integer or string`. */
export function typeName(type: SchemaType): string {
  switch (type.type) {
    case 'object': return shortName(type.definition);
    case 'map': return `map[string]${typeName(type.values)}`;
    case 'array': return `[]${typeName(type.items)}`;
    case 'string': return type.format ?? 'string';
    case 'integer': return `integer (${type.format})`;
    case 'intOrString': return 'integer or string';
    case 'number': case 'boolean': return type.type;
    case 'any': return 'any';
  }
}

/** A type in a sentence: `an integer`, `a list of Container`. */
export function typePhrase(type: SchemaType): string {
  switch (type.type) {
    case 'object': return `an object (${shortName(type.definition)})`;
    case 'map': return 'a map';
    case 'array': return `a list of ${type.items.type === 'object' ? shortName(type.items.definition) : typeName(type.items)}`;
    case 'string': return type.format === undefined ? 'a string' : type.format === 'byte' ? 'base64 text' : `a ${type.format}`;
    case 'integer': return 'an integer';
    case 'intOrString': return 'an integer or a string';
    case 'number': case 'boolean': return `a ${type.type}`;
    case 'any': return 'any value';
  }
}

/** `PodSpec` of `io.k8s.api.core.v1.PodSpec`. */
export function shortName(definition: string): string {
  return definition.slice(definition.lastIndexOf('.') + 1);
}

import { apiVersionOf, typeName, type GroupVersionKind, type SchemaStore, type SchemaType, type ServedKind } from '../../engine/src/index';

/** The served kind of a resource, if this Kubernetes version serves it. */
export function servedKind(schemas: SchemaStore, gvk: GroupVersionKind): ServedKind | undefined {
  return schemas.kind(apiVersionOf(gvk), gvk.kind);
}

/** A type in a sentence: `an integer`, `a list of Container`. */
export function typePhrase(type: SchemaType): string {
  switch (type.type) {
    case 'object': return `an object (${shortName(type.definition)})`;
    case 'map': return 'a map';
    case 'array': return `a list of ${typeName(type.items)}`;
    case 'string': return type.format === undefined ? 'a string' : type.format === 'byte' ? 'base64 text' : `a ${type.format}`;
    case 'integer': return 'an integer';
    case 'intOrString': return 'an integer or a string';
    case 'number': case 'boolean': return `a ${type.type}`;
    case 'any': return 'any value';
  }
}

/** The values that a field may have, where they can be listed: enums, also of the items of a list. */
export function allowedValues(type: SchemaType): readonly string[] {
  if (type.type === 'string') return type.enum ?? [];
  return type.type === 'array' ? allowedValues(type.items) : [];
}

/** `PodSpec` of `io.k8s.api.core.v1.PodSpec`. */
export function shortName(definition: string): string {
  return definition.slice(definition.lastIndexOf('.') + 1);
}

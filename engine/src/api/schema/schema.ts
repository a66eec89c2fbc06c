/** A type of the API: what a field's value may be. Named definitions are looked up with `SchemaStore.definition`. */
export type SchemaType =
  | { readonly type: 'object'; readonly definition: string }
  | { readonly type: 'map'; readonly values: SchemaType }
  | { readonly type: 'array'; readonly items: SchemaType; readonly listType?: 'atomic' | 'set' | 'map'; readonly listMapKeys?: readonly string[] }
  | { readonly type: 'string'; readonly format?: 'byte' | 'date-time' | 'micro-time' | 'duration' | 'quantity'; readonly enum?: readonly string[] }
  | { readonly type: 'intOrString' }
  | { readonly type: 'integer'; readonly format: 'int32' | 'int64' }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  /** Free JSON (RawExtension, CRD schemas' defaults …). */
  | { readonly type: 'any' };

export interface SchemaField {
  readonly name: string;
  readonly schema: SchemaType;
  readonly required: boolean;
}

/** A named struct of the API, for example `io.k8s.api.core.v1.PodSpec`. */
export interface SchemaDefinition {
  readonly name: string;
  readonly fields: readonly SchemaField[];
  field(name: string): SchemaField | undefined;
}

/** One kind that a version of Kubernetes serves. */
export interface ServedKind {
  readonly group: string; readonly version: string; readonly kind: string;
  readonly plural: string; readonly scope: 'Namespaced' | 'Cluster';
  readonly definition: string;
}

/** All types of one Kubernetes version. Asking costs nothing until a definition is first used. */
export interface SchemaStore {
  /** `1.36` */
  readonly kubernetesVersion: string;
  readonly kinds: readonly ServedKind[];
  kind(apiVersion: string, kind: string): ServedKind | undefined;
  definition(name: string): SchemaDefinition | undefined;
}

/** The descriptions of definitions and fields, loaded when first wanted (hover, completion details, explain). */
export interface SchemaDocs {
  definition(name: string): string | undefined;
  field(definition: string, field: string): string | undefined;
}

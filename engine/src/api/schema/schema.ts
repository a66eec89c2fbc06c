/** A type of the API: what a field's value may be. Named definitions are looked up with `SchemaStore.definition`. */
export type SchemaType =
  | { readonly type: 'object'; readonly definition: string }
  | { readonly type: 'map'; readonly values: SchemaType }
  /** Without a list type the whole list is one value to server-side apply (`atomic`). */
  | { readonly type: 'array'; readonly items: SchemaType; readonly listType?: 'atomic' | 'set' | 'map'; readonly listMapKeys?: readonly string[] }
  | { readonly type: 'string'; readonly format?: 'byte' | 'date-time' | 'micro-time' | 'duration' | 'quantity'; readonly enum?: readonly string[] }
  | { readonly type: 'intOrString' }
  | { readonly type: 'integer'; readonly format: 'int32' | 'int64' }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  /** Free JSON (RawExtension, CRD schemas' defaults …), by the name of its Go type where that is known. */
  | { readonly type: 'any'; readonly definition?: string };

/** One field of a struct. */
export interface SchemaField {
  readonly name: string;
  readonly schema: SchemaType;
  readonly required: boolean;
  /** How a strategic merge patch treats the field; absent means `replace` for lists, merge for objects. */
  readonly patchStrategy?: readonly ('merge' | 'retainKeys' | 'replace')[];
  /** The field of the elements by which a strategic merge patch matches them. */
  readonly patchMergeKey?: string;
  /** How server-side apply treats this map or struct, where it differs from its definition. */
  readonly mapType?: 'atomic' | 'granular';
}

/** A named struct of the API, for example `io.k8s.api.core.v1.PodSpec`. Fields stand in alphabetical order. */
export interface SchemaDefinition {
  readonly name: string;
  readonly fields: readonly SchemaField[];
  field(name: string): SchemaField | undefined;
  /** Such a struct is one value to server-side apply: its fields have one owner together. */
  readonly mapType?: 'atomic';
}

/** One kind that a version of Kubernetes serves. */
export interface ServedKind {
  readonly group: string; readonly version: string; readonly kind: string;
  /** The resource name in URLs (`deployments`). */
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly definition: string;
  /** What may be done to it: `create`, `delete`, `deletecollection`, `get`, `list`, `patch`, `update`; sorted. */
  readonly verbs: readonly string[];
  /** `status`, `scale`, `log` …; sorted. */
  readonly subresources: readonly string[];
}

/** All types of one Kubernetes version. Asking costs nothing until a definition is first used. */
export interface SchemaStore {
  /** `1.36` */
  readonly kubernetesVersion: string;
  /** Sorted by group, version and kind. */
  readonly kinds: readonly ServedKind[];
  kind(apiVersion: string, kind: string): ServedKind | undefined;
  definition(name: string): SchemaDefinition | undefined;
}

/** The descriptions of definitions and fields, loaded when first wanted (hover, completion details, explain). */
export interface SchemaDocs {
  definition(name: string): string | undefined;
  field(definition: string, field: string): string | undefined;
}

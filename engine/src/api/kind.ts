import type { JsonObject, Mutable } from '../core/json';
import type { FieldError } from './fieldError';
import type { GroupVersionKind, KubeObject } from './object';

/** What the server knows of the request while it judges an object. */
export interface ValidationContext {
  /** Kubernetes minor version judged for, for example 36. */
  readonly minor: number;
}

/** Who writes, and when. */
export interface WriteRequest {
  readonly user: { readonly name: string; readonly uid?: string; readonly groups: readonly string[] };
  /** RFC 3339, in seconds. */
  readonly now: string;
}

/** A custom resource as read: without the fields that its schema does not know, with its defaults. */
export interface CustomDecoded { readonly object: Mutable<KubeObject>; readonly unknownFields: readonly string[] }

/** What a cluster hands out to services. Claims answer with the server's complaint, or nothing when it is granted. */
export interface ServiceAllocator {
  readonly families: readonly ('IPv4' | 'IPv6')[];
  nextIp(family: 'IPv4' | 'IPv6'): string;
  claimIp(ip: string): string | undefined;
  nextNodePort(): number;
  claimNodePort(port: number): string | undefined;
}

/**
 * One kind of object at one version: what the API server's strategy for it does. A kind is one file under `kinds/` and
 * one line in `kinds.ts`. All functions are pure; `setDefaults`, `prepareForCreate` and `prepareForUpdate` change the fresh
 * copy that they are given. Absent functions mean: nothing to do.
 */
export interface ResourceKind {
  readonly gvk: GroupVersionKind;
  /** The resource name in URLs (`deployments`). */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  /** The OpenAPI definition of the root object (`io.k8s.api.apps.v1.Deployment`). */
  readonly definition: string;
  /** `status`, `scale`, `eviction`, `binding` … as the server serves them. */
  readonly subresources: readonly string[];
  /** Updates must name the resource version they build on (`AllowUnconditionalUpdate` is false upstream). */
  readonly versionedUpdates?: true;
  /** Reads a body where no Go struct stands behind the kind: custom resources. */
  decode?(body: JsonObject): CustomDecoded;
  setDefaults?(object: Mutable<KubeObject>): void;
  /** What the strategy drops or sets before a create (status cleared, generation 1 …). */
  prepareForCreate?(object: Mutable<KubeObject>, request: WriteRequest): void;
  prepareForUpdate?(object: Mutable<KubeObject>, old: KubeObject): void;
  /** What the storage hands out before the strategy looks at the object (`BeginCreate`, `BeginUpdate`). */
  allocate?(object: Mutable<KubeObject>, old: KubeObject | undefined, allocator: ServiceAllocator): FieldError[];
  validate?(object: KubeObject, ctx: ValidationContext): FieldError[];
  validateUpdate?(object: KubeObject, old: KubeObject, ctx: ValidationContext): FieldError[];
  /** The `Warning:` headers of a create or update. */
  warnings?(object: KubeObject, old?: KubeObject): string[];
  readonly status?: SubresourceStrategy<KubeObject>;
  readonly approval?: SubresourceStrategy<KubeObject>;
}

/** What an update of the status, or of a part of it, does beside taking over the new status and no other field of the object. */
export interface SubresourceStrategy<T> {
  prepareForUpdate?(object: Mutable<T>, old: T, request: WriteRequest): void;
  validateUpdate?(object: T, old: T, ctx: ValidationContext): FieldError[];
  warnings?(object: T, old: T): string[];
}

/** A kind written against its generated type. */
export interface KindDefinition<T> extends Omit<ResourceKind, 'decode' | 'setDefaults' | 'prepareForCreate' | 'prepareForUpdate' | 'allocate' | 'validate' | 'validateUpdate' | 'warnings' | 'status' | 'approval'> {
  setDefaults?(object: Mutable<T>): void;
  prepareForCreate?(object: Mutable<T>, request: WriteRequest): void;
  prepareForUpdate?(object: Mutable<T>, old: T): void;
  allocate?(object: Mutable<T>, old: T | undefined, allocator: ServiceAllocator): FieldError[];
  validate?(object: T, ctx: ValidationContext): FieldError[];
  validateUpdate?(object: T, old: T, ctx: ValidationContext): FieldError[];
  warnings?(object: T, old?: T): string[];
  readonly status?: SubresourceStrategy<T>;
  readonly approval?: SubresourceStrategy<T>;
}

/** Forgets the type parameter: safe, because decoding against `definition` has made the object a `T` before any of these is called. */
export function defineKind<T>(definition: KindDefinition<T>): ResourceKind {
  return definition as unknown as ResourceKind;
}

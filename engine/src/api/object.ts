import type { JsonObject } from '../core/json';

/** What an object is: `group` is empty for the core group. */
export interface GroupVersionKind { readonly group: string; readonly version: string; readonly kind: string }

/** Any Kubernetes object after decoding: frozen once it is in the store. Kinds narrow it with the generated types. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly [field: string]: unknown;
}

/** `metadata` of every object; any part may be missing in what a person wrote. */
export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly object[];
  readonly selfLink?: string;
}

/** One entry of `metadata.ownerReferences`: when the owner goes, the object follows. */
export interface OwnerReference {
  readonly apiVersion?: string; readonly kind?: string; readonly name?: string; readonly uid?: string;
  readonly controller?: boolean; readonly blockOwnerDeletion?: boolean;
}

/** `group/version`, or the bare version for the core group. */
export function apiVersionOf(gvk: GroupVersionKind): string {
  return gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
}

/** The group, version and kind that an apiVersion and a kind name; undefined when either is no string or the apiVersion has two slashes. */
export function gvkOf(apiVersion: unknown, kind: unknown): GroupVersionKind | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || kind === '' || apiVersion === '') return undefined;
  const parts = apiVersion.split('/');
  if (parts.length > 2) return undefined;
  return parts.length === 1 ? { group: '', version: apiVersion, kind } : { group: parts[0] ?? '', version: parts[1] ?? '', kind };
}

/** The labels of an object, never undefined. */
export function labelsOf(object: { readonly metadata?: ObjectMeta | undefined }): Readonly<Record<string, string>> {
  return object.metadata?.labels ?? {};
}

/** The owner that controls the object (`controller: true`), if any. */
export function controllerOf(object: { readonly metadata?: ObjectMeta | undefined }): OwnerReference | undefined {
  const references = object.metadata?.ownerReferences;
  if (references === undefined) return undefined;
  for (const reference of references) if (reference.controller === true) return reference;
  return undefined;
}

export type { JsonObject };

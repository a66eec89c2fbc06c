import type { Mutable } from '../core/json';
import type { KubeObject, ObjectMeta } from '../api/object';

/** The metadata of an object that is ours to change. */
export function metaOf(object: Mutable<KubeObject>): Mutable<ObjectMeta> {
  return (object.metadata ??= {});
}

/** What a client may not bring along to a create (`WipeObjectMetaSystemFields`, apiserver/pkg/registry/rest/meta.go, v1.36). */
export function wipeSystemFields(object: Mutable<KubeObject>): void {
  const meta = metaOf(object);
  for (const field of ['uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'selfLink', 'managedFields'] as const) delete meta[field];
}

const nameSuffixLetters = 'bcdfghjklmnpqrstvwxz2456789';
const suffixLength = 5;
const maxGeneratedNameLength = 63;

/** The five letters behind a `generateName`, from a source of numbers in [0, 1) (apimachinery/pkg/util/rand, v1.36). */
export function nameSuffix(random: () => number): string {
  let suffix = '';
  for (let i = 0; i < suffixLength; i++) suffix += nameSuffixLetters[Math.floor(random() * nameSuffixLetters.length)] ?? 'b';
  return suffix;
}

/** A name from a `generateName`, cut so that the suffix fits (apiserver/pkg/storage/names/generate.go). */
export function generatedName(base: string, suffix: string): string {
  return `${base.slice(0, maxGeneratedNameLength - suffixLength)}${suffix}`;
}

/** Where `ensureNamespace` finds the namespaces of the object and of the URL at odds. */
export const namespaceMismatch = 'the namespace of the provided object does not match the namespace sent on the request';

/** Gives the object the request's namespace; false when it names another (`EnsureObjectNamespaceMatchesRequestNamespace`). */
export function ensureNamespace(object: Mutable<KubeObject>, requestNamespace: string): boolean {
  const meta = metaOf(object);
  const own = meta.namespace ?? '';
  if (own === requestNamespace) return true;
  if (own === '') { meta.namespace = requestNamespace; return true; }
  if (requestNamespace === '') { delete meta.namespace; return true; }
  return false;
}

/** A uid in the shape of a random UUID. */
export function randomUid(random: () => number): string {
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = '89ab'[Math.floor(random() * 4)] ?? '8';
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}

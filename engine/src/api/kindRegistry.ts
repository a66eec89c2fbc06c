import { kinds } from './kinds';
import { comparePriority, resourceNames } from './discovery';
import type { ResourceKind } from './kind';
import { apiVersionOf, type GroupVersionKind } from './object';
import type { SchemaStore, ServedKind } from './schema/schema';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from './validation/objectMeta';
import { nameIsPathSegment } from './validation/names';

/** The kinds of one Kubernetes version, by their names in manifests and in URLs. */
export interface KindRegistry {
  readonly schemas: SchemaStore;
  readonly minor: number;
  readonly kinds: readonly ResourceKind[];
  kind(apiVersion: string, kind: string): ResourceKind | undefined;
  /** The kind behind `pods` or `apps/deployments`: the preferred version of the group. */
  resource(resource: string): ResourceKind | undefined;
  /** The kinds of that name in any group or version: for "did you mean". */
  named(kind: string): readonly ResourceKind[];
}

/** `apps/deployments`, or `pods` for the core group: how the store and the clients name a resource. */
export function resourceOf(kind: { readonly gvk: GroupVersionKind; readonly plural: string }): string {
  return kind.gvk.group === '' ? kind.plural : `${kind.gvk.group}/${kind.plural}`;
}

const registries = new WeakMap<SchemaStore, KindRegistry>();

/** The registry of a version's schemas: the kinds with rules of their own, and a plain entry for every other kind it serves. */
export function kindRegistry(schemas: SchemaStore): KindRegistry {
  const known = registries.get(schemas);
  if (known !== undefined) return known;
  const written = new Map(kinds.map(kind => [keyOf(apiVersionOf(kind.gvk), kind.gvk.kind), kind]));
  const served = schemas.kinds.map(kind => written.get(keyOf(apiVersionOf(kind), kind.kind)) ?? plainKind(kind));
  const byKind = new Map(served.map(kind => [keyOf(apiVersionOf(kind.gvk), kind.gvk.kind), kind]));
  const byResource = new Map<string, ResourceKind>();
  for (const kind of served) {
    const present = byResource.get(resourceOf(kind));
    if (present === undefined || comparePriority(kind.gvk.version, present.gvk.version) < 0) byResource.set(resourceOf(kind), kind);
  }
  const registry: KindRegistry = {
    schemas, kinds: served, minor: Number(schemas.kubernetesVersion.split('.')[1] ?? 0),
    kind: (apiVersion, kind) => byKind.get(keyOf(apiVersion, kind)),
    resource: resource => byResource.get(resource),
    named: kind => served.filter(entry => entry.gvk.kind === kind)
  };
  registries.set(schemas, registry);
  return registry;
}

/** A registry with the kinds of custom resources beside its own; a name that it has already stays what it is. */
export function withKinds(registry: KindRegistry, custom: readonly ResourceKind[]): KindRegistry {
  if (custom.length === 0) return registry;
  const byKind = new Map(custom.map(kind => [keyOf(apiVersionOf(kind.gvk), kind.gvk.kind), kind]));
  const byResource = new Map<string, ResourceKind>();
  for (const kind of custom) {
    const present = byResource.get(resourceOf(kind));
    if (present === undefined || comparePriority(kind.gvk.version, present.gvk.version) < 0) byResource.set(resourceOf(kind), kind);
  }
  return {
    ...registry, kinds: [...registry.kinds, ...custom],
    kind: (apiVersion, kind) => registry.kind(apiVersion, kind) ?? byKind.get(keyOf(apiVersion, kind)),
    resource: resource => registry.resource(resource) ?? byResource.get(resource),
    named: kind => [...registry.named(kind), ...custom.filter(entry => entry.gvk.kind === kind)]
  };
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

/** A kind without rules of its own: its shape and its metadata are checked. */
function plainKind(served: ServedKind): ResourceKind {
  const { group, version, kind, plural, scope, definition } = served;
  return {
    gvk: { group, version, kind }, plural, ...resourceNames(served), scope, definition,
    subresources: served.subresources,
    validate: object => validateObjectMeta(object.metadata, scope, nameIsPathSegment, metadataPath),
    validateUpdate: (object, old) => validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
  };
}

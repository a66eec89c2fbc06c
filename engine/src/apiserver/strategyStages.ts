import type { Mutable } from '../core/json';
import type { FieldError } from '../api/fieldError';
import type { ResourceKind, ValidationContext, WriteRequest } from '../api/kind';
import type { KindRegistry } from '../api/kindRegistry';
import type { KubeObject } from '../api/object';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../api/validation/objectMeta';
import { nameIsPathSegment } from '../api/validation/names';
import { complete, leaveOutEmptyMaps } from './decode/complete';
import { structPlan } from './decode/plan';
import { metaOf } from './metadata';

/** What the registry's store does around a kind's strategy (apiserver/pkg/registry/rest/create.go and update.go, v1.36). */

/** Fills in defaults as decoding into the internal version does. */
export function applyDefaults(registry: KindRegistry, kind: ResourceKind, object: Mutable<KubeObject>): void {
  kind.setDefaults?.(object);
  completeObject(registry, kind, object);
}

/** Adds the empty structs and zero scalars that Go always has. */
export function completeObject(registry: KindRegistry, kind: ResourceKind, object: Mutable<KubeObject>): void {
  const plan = structPlan(registry.schemas, kind.definition);
  if (plan !== undefined) complete(object, plan);
}

/** `BeforeCreate`: the strategy's preparation, its validation, then the metadata rules that every kind shares. */
export function beforeCreate(registry: KindRegistry, kind: ResourceKind, object: Mutable<KubeObject>, request: WriteRequest): FieldError[] {
  kind.prepareForCreate?.(object, request);
  completeObject(registry, kind, object);
  const errors = kind.validate?.(object, validationContext(registry)) ?? [];
  if (errors.length === 0) errors.push(...validateObjectMeta(object.metadata, kind.scope, nameIsPathSegment, metadataPath));
  // What is answered was read back from etcd, and reading fills in defaults again: a Job takes its template's new labels then.
  if (errors.length > 0) return errors;
  leaveOutEmpty(registry, kind, object);
  applyDefaults(registry, kind, object);
  return errors;
}

function leaveOutEmpty(registry: KindRegistry, kind: ResourceKind, object: Mutable<KubeObject>): void {
  const plan = structPlan(registry.schemas, kind.definition);
  if (plan !== undefined) leaveOutEmptyMaps(object, plan);
}

/** `BeforeUpdate`: what cannot be changed is put back, then the shared metadata rules and the strategy's own, all together. */
export function beforeUpdate(registry: KindRegistry, kind: ResourceKind, object: Mutable<KubeObject>, old: KubeObject): FieldError[] {
  restoreSystemFields(object, old, 'beforeStrategy');
  kind.prepareForUpdate?.(object, old);
  restoreSystemFields(object, old, 'afterStrategy');
  completeObject(registry, kind, object);
  const errors = [
    ...validateObjectMeta(object.metadata, kind.scope, nameIsPathSegment, metadataPath),
    ...validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...kind.validateUpdate?.(object, old, validationContext(registry)) ?? []
  ];
  if (errors.length === 0) leaveOutEmpty(registry, kind, object);
  return errors;
}

function restoreSystemFields(object: Mutable<KubeObject>, old: KubeObject, when: 'beforeStrategy' | 'afterStrategy'): void {
  const meta = metaOf(object), before = old.metadata ?? {};
  if (when === 'beforeStrategy') {
    if (before.generation === undefined) delete meta.generation;
    else meta.generation = before.generation;
    return;
  }
  if ((meta.uid ?? '') === '' && before.uid !== undefined) meta.uid = before.uid;
  if (before.creationTimestamp !== undefined) meta.creationTimestamp = before.creationTimestamp;
  if (before.deletionTimestamp !== undefined) meta.deletionTimestamp = before.deletionTimestamp;
  if (before.deletionGracePeriodSeconds !== undefined) meta.deletionGracePeriodSeconds ??= before.deletionGracePeriodSeconds;
  delete meta.managedFields;
  delete meta.selfLink;
}

export function validationContext(registry: KindRegistry): ValidationContext {
  return { minor: registry.minor };
}

import { controllerOf, type KubeObject, type OwnerReference } from '../api/object';
import type { Context } from '../sim/context';

/** What an owner may claim: its own controlled objects and orphans. */
export interface ClaimRules<T> {
  readonly resource: string;
  readonly owner: KubeObject;
  readonly reference: OwnerReference;
  /** What an adopted object gets beside its owner. */
  readonly finalizer?: string;
  matches(object: T): boolean;
}

/**
 * The objects that the owner controls after adopting the orphans that match and releasing what matches no more.
 * Mirrors pkg/controller/controller_ref_manager.go (ClaimObject), v1.36: an owner that is being deleted only keeps what it has.
 */
export function claim<T extends KubeObject>(ctx: Context, candidates: readonly T[], rules: ClaimRules<T>): { readonly claimed: readonly T[]; readonly failed?: string } {
  const claimed: T[] = [];
  let failed: string | undefined;
  const deleting = rules.owner.metadata?.deletionTimestamp !== undefined;
  for (const object of candidates) {
    const controller = controllerOf(object);
    if (controller !== undefined && controller.uid !== rules.owner.metadata?.uid) continue;
    const matches = rules.matches(object);
    if (controller !== undefined && matches) claimed.push(object);
    else if (deleting || (controller === undefined && (!matches || object.metadata?.deletionTimestamp !== undefined))) continue;
    else {
      const result = ctx.api.update(rules.resource, controller === undefined ? adopted(object, rules) : released(object, rules.owner));
      if (result.ok && controller === undefined) claimed.push(result.value);
      if (!result.ok && result.error.code !== 404) failed = result.error.message;
    }
  }
  return failed === undefined ? { claimed } : { claimed, failed };
}

/** What the owner controls, and the orphans of its namespace, in order of name. */
export function claimCandidates<T extends KubeObject>(ctx: Context, resource: string, owner: KubeObject): readonly T[] {
  const own = ctx.api.indexed<T>(resource, 'controller', owner.metadata?.uid ?? '');
  const orphans = ctx.api.indexed<T>(resource, 'controller', '').filter(object => object.metadata?.namespace === owner.metadata?.namespace);
  return orphans.length === 0 ? own : [...own, ...orphans];
}

function adopted<T extends KubeObject>(object: T, { reference, finalizer }: ClaimRules<T>): T {
  const finalizers = object.metadata?.finalizers ?? [];
  const held = finalizer === undefined || finalizers.includes(finalizer) ? {} : { finalizers: [...finalizers, finalizer] };
  return { ...object, metadata: { ...object.metadata, ...held, ownerReferences: [...object.metadata?.ownerReferences ?? [], reference] } };
}

function released<T extends KubeObject>(object: T, owner: KubeObject): T {
  const references = (object.metadata?.ownerReferences ?? []).filter(reference => reference.uid !== owner.metadata?.uid);
  const { ownerReferences: _, ...metadata } = object.metadata ?? {};
  return { ...object, metadata: references.length === 0 ? metadata : { ...metadata, ownerReferences: references } };
}

import type { LabelSelector } from '../../generated/types';
import { selectorMatches } from '../api/labelSelector';
import { controllerOf, labelsOf, type KubeObject } from '../api/object';
import type { Context } from '../sim/context';
import type { Change } from '../store/store';
import { keyOf, type Watch } from './controller';

/** An object that selects its pods. */
export interface Selecting extends KubeObject { readonly spec?: { readonly selector?: LabelSelector } }

/**
 * The pods as work of their controllers of a kind: a pod concerns its controller, the one it had before, and, while it is an
 * orphan, every object of the kind whose selector it matches.
 */
export function watchPods(kind: string, resource: string): Watch {
  return { resource: 'pods', keysFor: (ctx, change) => keysForDependent(ctx, change, { kind, resource }) };
}

/** The keys of the owners of a kind that a dependent's change concerns. */
export function keysForDependent(ctx: Context, change: Change, owner: { readonly kind: string; readonly resource: string }): readonly string[] {
  const keys = new Set<string>();
  for (const object of [change.object, change.old]) {
    const controller = object === undefined ? undefined : controllerOf(object);
    if (controller?.kind === owner.kind) keys.add(`${change.key.namespace}/${controller.name ?? ''}`);
  }
  if (controllerOf(change.object) === undefined && change.type !== 'DELETED') {
    for (const candidate of ctx.api.list<Selecting>(owner.resource, change.key.namespace)) {
      if (selectorMatches(candidate.spec?.selector, labelsOf(change.object))) keys.add(keyOf(candidate));
    }
  }
  return [...keys];
}

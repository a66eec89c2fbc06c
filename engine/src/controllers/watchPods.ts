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

const none: readonly string[] = Object.freeze([]);

/** The keys of the owners of a kind that a dependent's change concerns. */
export function keysForDependent(ctx: Context, change: Change, owner: { readonly kind: string; readonly resource: string }): readonly string[] {
  const now = controllerOf(change.object), before = change.old === undefined ? undefined : controllerOf(change.old);
  const mine = now?.kind === owner.kind, wasMine = before?.kind === owner.kind;
  if (now !== undefined && !wasMine) return mine ? [`${change.key.namespace}/${now.name ?? ''}`] : none;
  if (mine && now.name === before?.name) return [`${change.key.namespace}/${now.name ?? ''}`];
  const keys = new Set<string>();
  if (mine) keys.add(`${change.key.namespace}/${now.name ?? ''}`);
  if (wasMine) keys.add(`${change.key.namespace}/${before.name ?? ''}`);
  if (now === undefined && change.type !== 'DELETED') {
    for (const candidate of ctx.api.list<Selecting>(owner.resource, change.key.namespace)) {
      if (selectorMatches(candidate.spec?.selector, labelsOf(change.object))) keys.add(keyOf(candidate));
    }
  }
  return [...keys];
}

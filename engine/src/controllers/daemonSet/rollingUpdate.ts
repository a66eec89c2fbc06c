import type { Node, Pod } from '../../../generated/types';
import { scaledValue } from '../../api/intOrPercent';
import { surgeCount, type Manager } from './manager';
import { isUpdated } from './placement';

/** One node's living pods: at most one of the present template and one of an old one; `undefined` where there are more. */
interface Pair { readonly node: string; readonly now?: Pod; readonly old?: Pod }

/** Replaces pods of old templates within what the strategy allows; the first refusal, if any (rollingUpdate, pkg/controller/daemon/update.go, v1.36). */
export function rollingUpdate(manager: Manager, pods: ReadonlyMap<string, readonly Pod[]>): string | undefined {
  const { work: { daemonSet, nodes } } = manager;
  const wanted = nodes.filter(node => manager.placementOf(node) === 'run').map(node => node.metadata?.name ?? '');
  const names = [...new Set([...pods.keys(), ...wanted])].sort();
  const pairs = names.map(node => ({ node, pair: pairOf(manager, node, pods.get(node) ?? []) }));
  const maxSurge = surgeCount(daemonSet, wanted.length);
  const unavailable = scaledValue(daemonSet.spec?.updateStrategy?.rollingUpdate?.maxUnavailable, wanted.length, 'up');
  if (maxSurge > 0) return surge(manager, pairs.map(({ pair }) => pair), { maxSurge, desired: wanted.length });
  return replace(manager, pairs.map(({ pair }) => pair), wanted.length > 0 && unavailable === 0 ? 1 : unavailable);
}

function pairOf(manager: Manager, node: string, pods: readonly Pod[]): Pair | undefined {
  const { daemonSet, hash } = manager.work;
  const living = pods.filter(pod => pod.metadata?.deletionTimestamp === undefined);
  const [now, ...moreNow] = living.filter(pod => isUpdated(pod, daemonSet, hash));
  const [old, ...moreOld] = living.filter(pod => !isUpdated(pod, daemonSet, hash));
  if (moreNow.length + moreOld.length > 0) return undefined;
  return { node, ...(now === undefined ? {} : { now }), ...(old === undefined ? {} : { old }) };
}

/** Deletes old pods: unavailable ones at once, others as long as few enough are unavailable. */
function replace(manager: Manager, pairs: readonly (Pair | undefined)[], maxUnavailable: number): string | undefined {
  let unavailable = 0;
  const allowed: Pod[] = [];
  const candidates: Pod[] = [];
  for (const pair of pairs) {
    const { now, old } = pair ?? {};
    if ((now === undefined) === (old === undefined)) unavailable++;
    else if (now !== undefined) unavailable += Number(!manager.isAvailable(now));
    else if (old !== undefined && !manager.isAvailable(old)) {
      allowed.push(old);
      unavailable++;
    } else if (old !== undefined && unavailable < maxUnavailable) candidates.push(old);
  }
  return manager.apply([...allowed, ...candidates.slice(0, Math.max(0, maxUnavailable - unavailable))], []);
}

/** Creates new pods beside old ones, and deletes an old one when its successor is available. */
function surge(manager: Manager, pairs: readonly (Pair | undefined)[], limits: { readonly maxSurge: number; readonly desired: number }): string | undefined {
  const nodes = new Map<string, Node>(manager.work.nodes.map(node => [node.metadata?.name ?? '', node]));
  const runsOn = (name: string): boolean => { const node = nodes.get(name); return node !== undefined && manager.placementOf(node) === 'run'; };
  const remove: Pod[] = [], misplaced: Pod[] = [], candidates: string[] = [], allowed: string[] = [];
  let surging = 0, available = 0;
  for (const pair of pairs) {
    if (pair === undefined) {
      surging++;
      continue;
    }
    const { node, now, old } = pair;
    const first = old ?? now;
    if (first !== undefined && manager.isAvailable(first)) available++;
    if (old === undefined) continue;
    if (now !== undefined) {
      if (manager.isAvailable(now)) remove.push(old);
      else surging++;
    } else if (!manager.isAvailable(old)) {
      if (runsOn(node)) allowed.push(node);
      else remove.push(old);
    } else if (!runsOn(node)) misplaced.push(old);
    else if (surging < limits.maxSurge) candidates.push(node);
  }
  const spare = Math.max(0, available - limits.desired);
  return manager.apply([...remove, ...misplaced.slice(0, spare)], [...allowed, ...candidates.slice(0, Math.max(0, limits.maxSurge - surging))]);
}

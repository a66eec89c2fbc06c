import type { Pod, PodDisruptionBudget } from '../../generated/types';
import { clone } from '../core/json';
import { timestamp } from '../core/timestamp';
import { disruptionAllowedCondition, withAllowedCondition } from '../api/disruption/conditions';
import { selectorMatches } from '../api/labelSelector';
import { labelsOf, type KubeObject } from '../api/object';
import type { StatusError } from './client';
import type { ServerContext } from './pendingWrite';
import { badRequest, forbiddenError, tooManyRequests } from './statusErrors';

/**
 * Whether the budgets let a pod be evicted; takes one disruption from the budget that does (pkg/registry/core/pod/storage/eviction.go,
 * v1.36). The caller deletes the pod when there is no refusal.
 */
export function admitEviction(ctx: ServerContext, object: KubeObject, dryRun: 'none' | 'All'): StatusError | undefined {
  const pod: Pod = object;
  if (!isGuarded(pod)) return undefined;
  const namespace = pod.metadata?.namespace ?? '';
  const budgets = ctx.store.list('policy/poddisruptionbudgets', namespace).filter(budget => isSelected(budget, pod));
  const [budget] = budgets;
  if (budget === undefined) return undefined;
  if (budgets.length > 1) {
    return { ...badRequest('This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'), code: 500, reason: '' };
  }
  return mayIgnoreBudget(budget, pod) ? undefined : takeDisruption(ctx, budget, { pod, dryRun });
}

/** A pod that has ended, waits or is going already needs no budget. */
function isGuarded(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase !== 'Succeeded' && phase !== 'Failed' && phase !== 'Pending' && pod.metadata?.deletionTimestamp === undefined;
}

function isSelected(budget: PodDisruptionBudget, pod: Pod): boolean {
  return selectorMatches(budget.spec?.selector, labelsOf(pod));
}

function mayIgnoreBudget(budget: PodDisruptionBudget, pod: Pod): boolean {
  const ready = (pod.status?.conditions ?? []).some(condition => condition.type === 'Ready' && condition.status === 'True');
  if (ready) return false;
  if (budget.spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  const desired = budget.status?.desiredHealthy ?? 0;
  return (budget.status?.currentHealthy ?? 0) >= desired && desired > 0;
}

/** Budgets that have let that many pods go, none of them gone, let no more go. */
const maxDisruptedPods = 2000;

function takeDisruption(ctx: ServerContext, budget: PodDisruptionBudget, eviction: { pod: Pod; dryRun: 'none' | 'All' }): StatusError | undefined {
  const { name = '', namespace = '', generation = 0 } = budget.metadata ?? {};
  const { disruptionsAllowed = 0, disruptedPods = {}, observedGeneration = 0 } = budget.status ?? {};
  if (observedGeneration < generation) return tooMany(`The disruption budget ${name} is still being processed by the server.`);
  if (disruptionsAllowed < 0) return forbiddenError(names, name, 'pdb disruptions allowed is negative');
  if (Object.keys(disruptedPods).length > maxDisruptedPods) return forbiddenError(names, name, 'DisruptedPods map too big - too many evictions not confirmed by PDB controller');
  if (disruptionsAllowed === 0) return tooMany(whyNone(budget));
  if (eviction.dryRun === 'All') return undefined;
  const now = timestamp(ctx.environment.nowMs), left = { ...budget.status, disruptionsAllowed: disruptionsAllowed - 1 };
  const status = { ...left.disruptionsAllowed === 0 ? withAllowedCondition(left, now) : left, disruptedPods: { ...disruptedPods, [eviction.pod.metadata?.name ?? '']: now } };
  ctx.store.update({ resource: 'policy/poddisruptionbudgets', namespace, name }, clone<KubeObject>({ ...budget, status }));
  return undefined;
}

const names = { gvk: { group: 'policy', version: 'v1', kind: 'PodDisruptionBudget' }, plural: 'poddisruptionbudget' };

function whyNone({ metadata, status }: PodDisruptionBudget): string {
  const condition = status?.conditions?.find(({ type }) => type === disruptionAllowedCondition);
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {}, text = condition?.status === 'False' ? condition.message ?? '' : '';
  const budget = `The disruption budget ${metadata?.name ?? ''}`;
  if (text !== '' && condition?.reason === 'SyncFailed') return `${budget} does not allow evicting pods currently because it failed sync: ${text}`;
  if (currentHealthy <= desiredHealthy) return `${budget} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  return text === '' ? `${budget} does not allow evicting pods currently` : `${budget} does not allow evicting pods currently (${condition?.reason ?? ''}): ${text}`;
}

function tooMany(message: string): StatusError {
  return { ...tooManyRequests('Cannot evict pod as it would violate the pod\'s disruption budget.'), causes: [{ reason: 'DisruptionBudget', field: '', message }] };
}

/** The pod says why it goes, before it goes. */
export function markEvicted(ctx: ServerContext, object: KubeObject): void {
  const pod: Pod = object, conditions = pod.status?.conditions ?? [];
  const old = conditions.find(({ type }) => type === 'DisruptionTarget');
  const lastTransitionTime = old?.status === 'True' && old.lastTransitionTime !== undefined ? old.lastTransitionTime : timestamp(ctx.environment.nowMs);
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting', lastTransitionTime };
  const marked = { ...pod, status: { ...pod.status, conditions: [...conditions.filter(other => other !== old), condition] } };
  ctx.store.update({ resource: 'pods', namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '' }, clone<KubeObject>(marked));
}

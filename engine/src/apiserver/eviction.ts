import type { Pod, PodDisruptionBudget } from '../../generated/types';
import { clone } from '../core/json';
import { timestamp } from '../core/timestamp';
import { selectorMatches } from '../api/labelSelector';
import { labelsOf, type KubeObject } from '../api/object';
import type { StatusError } from './client';
import type { ServerContext } from './pendingWrite';
import { badRequest, tooManyRequests } from './statusErrors';

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
    return { ...badRequest('This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'), code: 500, reason: 'InternalError' };
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

function takeDisruption(ctx: ServerContext, budget: PodDisruptionBudget, eviction: { pod: Pod; dryRun: 'none' | 'All' }): StatusError | undefined {
  const name = budget.metadata?.name ?? '', namespace = budget.metadata?.namespace ?? '';
  const { generation = 0 } = budget.metadata ?? {};
  const status = budget.status ?? {};
  if ((status.observedGeneration ?? 0) < generation) {
    return withCause(tooManyRequests('Cannot evict pod as it would violate the pod\'s disruption budget.'), `The disruption budget ${name} is still being processed by the server.`);
  }
  if ((status.disruptionsAllowed ?? 0) <= 0) {
    return withCause(tooManyRequests('Cannot evict pod as it would violate the pod\'s disruption budget.'), `The disruption budget ${name} needs ${status.desiredHealthy ?? 0} healthy pods and has ${status.currentHealthy ?? 0} currently`);
  }
  if (eviction.dryRun === 'All') return undefined;
  const changed = clone(budget);
  const podName = eviction.pod.metadata?.name ?? '';
  changed.status = {
    ...changed.status, disruptionsAllowed: (status.disruptionsAllowed ?? 0) - 1,
    disruptedPods: { ...status.disruptedPods, [podName]: timestamp(ctx.environment.nowMs) }
  };
  ctx.store.update({ resource: 'policy/poddisruptionbudgets', namespace, name }, changed);
  return undefined;
}

function withCause(status: StatusError, message: string): StatusError {
  return { ...status, causes: [{ reason: 'DisruptionBudget', field: '', message }] };
}

import type { Condition, PodDisruptionBudgetStatus } from '../../../generated/types';

export const disruptionAllowedCondition = 'DisruptionAllowed';

/** The condition as the number of allowed disruptions wants it (component-helpers/apps/poddisruptionbudget, v1.36). */
export function withAllowedCondition(status: PodDisruptionBudgetStatus, now: string): PodDisruptionBudgetStatus {
  const allowed = (status.disruptionsAllowed ?? 0) > 0;
  return withCondition(status, { type: disruptionAllowedCondition, status: allowed ? 'True' : 'False', reason: allowed ? 'SufficientPods' : 'InsufficientPods', message: '' }, now);
}

/** Sets a condition; its time changes only with its status (`apimeta.SetStatusCondition`). */
export function withCondition(status: PodDisruptionBudgetStatus, wanted: Condition & { readonly type: string }, now: string): PodDisruptionBudgetStatus {
  const old = status.conditions?.find(({ type }) => type === wanted.type);
  const lastTransitionTime = old?.status === wanted.status ? old?.lastTransitionTime ?? now : now;
  const condition = { ...wanted, lastTransitionTime, ...(status.observedGeneration === undefined ? {} : { observedGeneration: status.observedGeneration }) };
  const conditions = old === undefined ? [...status.conditions ?? [], condition] : (status.conditions ?? []).map(other => other === old ? condition : other);
  return { ...status, conditions };
}

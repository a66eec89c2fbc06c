import type { Pod, PodCondition } from '../../generated/types';
import { timestamp } from '../core/timestamp';
import type { Context } from '../sim/context';

/** What the scheduler has to say of a pod in its status; an absent field stays as it is, an empty node takes the nomination back. */
export interface PodStatusUpdate {
  readonly condition?: PodCondition;
  readonly nominatedNodeName?: string;
}

/** Writes condition and nomination where they differ from what is there (updatePod, schedule_one.go, v1.36). */
export function updatePodStatus(ctx: Context, pod: Pod, { condition, nominatedNodeName }: PodStatusUpdate): void {
  const current = ctx.api.get<Pod>('pods', pod.metadata?.namespace ?? '', pod.metadata?.name ?? '');
  if (current === undefined || current.metadata?.uid !== pod.metadata?.uid) return;
  const conditions = condition === undefined ? undefined : mergedConditions(ctx, current, condition);
  const renominates = nominatedNodeName !== undefined && (current.status?.nominatedNodeName ?? '') !== nominatedNodeName;
  if (conditions === undefined && !renominates) return;
  const { nominatedNodeName: before, ...status } = current.status ?? {};
  const nomination = renominates ? nominatedNodeName : before ?? '';
  ctx.api.updateStatus<Pod>('pods', { ...current, status: { ...status, ...(conditions === undefined ? {} : { conditions }), ...(nomination === '' ? {} : { nominatedNodeName: nomination }) } });
}

/** The conditions with this one put in; undefined when it says nothing new. */
function mergedConditions(ctx: Context, pod: Pod, condition: PodCondition): readonly PodCondition[] | undefined {
  const conditions = pod.status?.conditions ?? [];
  const before = conditions.find(one => one.type === condition.type);
  if (before !== undefined && before.status === condition.status && before.reason === condition.reason && before.message === condition.message) return undefined;
  const lastTransitionTime = before?.status === condition.status ? before?.lastTransitionTime ?? timestamp(ctx.nowMs) : timestamp(ctx.nowMs);
  const generation = pod.metadata?.generation;
  const next = { ...condition, lastTransitionTime, ...(generation === undefined ? {} : { observedGeneration: generation }) };
  return before === undefined ? [...conditions, next] : conditions.map(one => one === before ? next : one);
}

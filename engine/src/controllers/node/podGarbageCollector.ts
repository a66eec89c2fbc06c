import type { Node, Pod } from '../../../generated/types';
import { timestamp } from '../../core/timestamp';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import { splitKey, type Controller } from '../controller';

/** How long a node has to be missing before its pods go, looked at every 20 s (quarantineTime and gcCheckPeriod). */
const quarantineMs = 40_000;

/** Removes pods whose node does not exist any more, and unscheduled ones that were deleted (pkg/controller/podgc, v1.36). */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector-controller',
  watches: [{ resource: 'nodes', afterMs: quarantineMs, keysFor: (_ctx, change) => change.type === 'DELETED' ? [`/${change.key.name}`] : [] }],
  sync: (ctx, key) => {
    const { name } = splitKey(key);
    if (ctx.api.get<Node>('nodes', '', name) !== undefined) return undefined;
    for (const pod of ctx.api.indexed<Pod>('pods', 'node', name)) remove(ctx, pod);
    return undefined;
  }
};

function remove(ctx: Context, pod: Pod): void {
  const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (!ended) {
    const target = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', lastTransitionTime: timestamp(ctx.nowMs) };
    const conditions = [...(pod.status?.conditions ?? []).filter(condition => condition.type !== target.type), target];
    ctx.api.updateStatus<Pod & KubeObject>('pods', { ...pod, status: { ...pod.status, phase: 'Failed', conditions } });
  }
  ctx.api.delete('pods', pod.metadata?.namespace ?? '', pod.metadata?.name ?? '', { gracePeriodSeconds: 0 });
}

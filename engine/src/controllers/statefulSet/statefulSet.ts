import type { Pod, StatefulSet, StatefulSetStatus } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { selectorMatches } from '../../api/labelSelector';
import { labelsOf } from '../../api/object';
import type { Context } from '../../sim/context';
import { claim, claimCandidates } from '../claim';
import { splitKey, watchOwn, type Controller, type SyncResult } from '../controller';
import { controllerRef } from '../podControl';
import { nextAvailabilityMs } from '../podState';
import { watchPods } from '../watchPods';
import { adoptedRevisions, revisionsOf, truncateHistory } from './history';
import { parentAndOrdinal, replicasOf } from './identity';
import { Rollout } from './rollout';

const resource = 'apps/statefulsets';

/** Keeps pods with names and storage of their own (pkg/controller/statefulset/stateful_set.go, v1.36). */
export const statefulSetController: Controller = {
  name: 'statefulset-controller',
  watches: [watchOwn(resource), watchPods('StatefulSet', resource)],
  sync
};

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const set = ctx.api.get<StatefulSet>(resource, namespace, name);
  if (set === undefined) return undefined;
  const history = adoptedRevisions(ctx, set);
  if (typeof history === 'string') return { retry: history };
  const matches = (pod: Pod): boolean => selectorMatches(set.spec?.selector, labelsOf(pod)) && parentAndOrdinal(pod).parent === name;
  const { claimed, failed } = claim(ctx, claimCandidates<Pod>(ctx, 'pods', set), { resource: 'pods', owner: set, reference: controllerRef(set, 'apps/v1', 'StatefulSet'), matches });
  if (failed !== undefined) return { retry: failed };
  const revisions = revisionsOf(ctx, set, history);
  if (typeof revisions === 'string') return { retry: revisions };
  const { status, error } = new Rollout(ctx, set, revisions, claimed).run();
  const refused = writeStatus(ctx, set, status);
  const truncated = truncateHistory(ctx, set, history, { pods: claimed, revisions: [revisions.current, revisions.update] });
  const retry = error ?? refused ?? truncated;
  if (retry !== undefined) return { retry };
  const minReadySeconds = set.spec?.minReadySeconds ?? 0;
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return undefined;
  return { requeueAfterMs: nextAvailabilityMs(claimed, minReadySeconds, ctx.nowMs) ?? minReadySeconds * 1000 };
}

const compared = ['replicas', 'currentReplicas', 'readyReplicas', 'updatedReplicas', 'currentRevision', 'availableReplicas', 'updateRevision'] as const;

/** Ends a finished rolling update, and writes what has changed (updateStatefulSetStatus). */
function writeStatus(ctx: Context, set: StatefulSet, status: Mutable<StatefulSetStatus>): string | undefined {
  const complete = [status.updatedReplicas, status.readyReplicas, status.replicas].every(count => count === replicasOf(set));
  if (set.spec?.updateStrategy?.type === 'RollingUpdate' && complete) {
    status.currentReplicas = status.updatedReplicas ?? 0;
    status.currentRevision = status.updateRevision ?? '';
  }
  const old = set.status ?? {};
  const same = compared.every(field => (old[field] ?? (typeof status[field] === 'number' ? 0 : '')) === status[field]);
  if (same && (status.observedGeneration ?? 0) <= (old.observedGeneration ?? 0)) return undefined;
  const result = ctx.api.updateStatus(resource, { ...set, status: withoutZeros(status) });
  return result.ok ? undefined : result.error.message;
}

/** Go leaves empty numbers out of the answer, but for these. */
const always: ReadonlySet<string> = new Set(['replicas', 'availableReplicas', 'collisionCount']);

function withoutZeros(status: StatefulSetStatus): StatefulSetStatus {
  return Object.fromEntries(Object.entries(status).filter(([name, value]) => always.has(name) || (value !== 0 && value !== '')));
}

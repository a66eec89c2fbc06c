import type { Job } from '../../../generated/types';
import { parseTimestamp } from '../../core/timestamp';
import type { Context } from '../../sim/context';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';
import { isJobFinished } from './podsOfJob';

const resource = 'batch/jobs';

/** Deletes finished Jobs after their `ttlSecondsAfterFinished` (pkg/controller/ttlafterfinished, v1.36). */
export const ttlAfterFinishedController: Controller = {
  name: 'ttl-after-finished-controller',
  watches: [{ resource, keysFor: (_ctx, change) => change.type !== 'DELETED' && needsCleanup(change.object as Job) ? [keyOf(change.object)] : [] }],
  sync
};

function needsCleanup(job: Job): boolean {
  return job.spec?.ttlSecondsAfterFinished !== undefined && job.metadata?.deletionTimestamp === undefined && isJobFinished(job);
}

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const job = ctx.api.get<Job>(resource, namespace, name);
  if (job === undefined || !needsCleanup(job)) return undefined;
  const end = job.status?.conditions?.find(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
  const expiresMs = (parseTimestamp(end?.lastTransitionTime) ?? ctx.nowMs) + (job.spec?.ttlSecondsAfterFinished ?? 0) * 1000;
  if (expiresMs > ctx.nowMs) return { requeueAfterMs: expiresMs - ctx.nowMs };
  const result = ctx.api.delete(resource, namespace, name, { propagationPolicy: 'Foreground', uid: job.metadata?.uid ?? '' });
  return result.ok || result.error.code === 404 ? undefined : { retry: result.error.message };
}

import type { Job, Pod } from '../../../generated/types';
import { controllerOf } from '../../api/object';
import type { Context } from '../../sim/context';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';
import { isJobFinished, isTracked, release } from './podsOfJob';

/** Takes the tracking finalizer off pods that no unfinished Job will count (syncOrphanPod, pkg/controller/job/job_controller.go, v1.36). */
export const jobOrphanPodController: Controller = {
  name: 'job-orphan-pod-controller',
  watches: [
    { resource: 'pods', keysFor: (ctx, change) => change.type !== 'DELETED' && isTracked(change.object) && isOrphan(ctx, change.object as Pod) ? [keyOf(change.object)] : [] },
    { resource: 'batch/jobs', keysFor: (ctx, change) => change.type === 'DELETED' || isJobFinished(change.object as Job) ? ctx.api.indexed<Pod>('pods', 'controller', change.object.metadata?.uid ?? '').filter(isTracked).map(keyOf) : [] }
  ],
  sync
};

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const pod = ctx.api.get<Pod>('pods', namespace, name);
  if (pod === undefined || !isTracked(pod) || !isOrphan(ctx, pod)) return undefined;
  const refused = release(ctx, pod);
  return refused === undefined ? undefined : { retry: refused };
}

function isOrphan(ctx: Context, pod: Pod): boolean {
  const owner = controllerOf(pod);
  if (owner === undefined) return true;
  if (owner.kind !== 'Job' || owner.apiVersion !== 'batch/v1') return false;
  const job = ctx.api.get<Job>('batch/jobs', pod.metadata?.namespace ?? '', owner.name ?? '');
  if (job === undefined || job.metadata?.uid !== owner.uid) return true;
  return isJobFinished(job) && (job.spec?.managedBy === undefined || job.spec.managedBy === 'kubernetes.io/job-controller');
}

import type { Pod } from '../../../generated/types';
import type { Millis } from '../../core/time';
import { parseTimestamp } from '../../core/timestamp';

const firstMs = 10_000;
const mostMs = 600_000;

/** How often pods of a Job have failed since one succeeded, and when last. */
export interface Backoff { readonly failures: number; readonly lastMs?: Millis }

/** The record after these pods have ended (newBackoffRecord, pkg/controller/job/backoff_utils.go, v1.36). */
export function backoffAfter(old: Backoff, succeeded: readonly Pod[], failed: readonly Pod[]): Backoff {
  if (succeeded.length === 0) {
    return failed.length === 0 ? old : { failures: old.failures + failed.length, lastMs: Math.max(...failed.map(finishedAtMs)) };
  }
  const successMs = Math.max(...succeeded.map(finishedAtMs));
  const later = failed.map(finishedAtMs).filter(atMs => atMs > successMs);
  return later.length === 0 ? { failures: 0 } : { failures: later.length, lastMs: Math.max(...later) };
}

/** How long no pod is to be created: 10 s after the first failure, doubling up to 10 minutes. */
export function remainingMs({ failures, lastMs }: Backoff, nowMs: Millis): Millis {
  if (failures === 0 || lastMs === undefined) return 0;
  const delayMs = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.max(0, lastMs + delayMs - nowMs);
}

/** When a pod ended, by its containers, else by when it was not ready any more, else by its deletion (getFinishedTime). */
export function finishedAtMs(pod: Pod): Millis {
  const containers = fromContainers(pod);
  if (containers !== undefined) return containers;
  const ready = pod.status?.conditions?.find(condition => condition.type === 'Ready' && condition.status === 'False');
  const unready = parseTimestamp(ready?.lastTransitionTime);
  if (unready !== undefined) return unready;
  const deleted = parseTimestamp(pod.metadata?.deletionTimestamp);
  if (deleted !== undefined) return deleted - (pod.metadata?.deletionGracePeriodSeconds ?? 0) * 1000;
  return parseTimestamp(pod.metadata?.creationTimestamp) ?? 0;
}

function fromContainers(pod: Pod): Millis | undefined {
  const sidecars = new Set((pod.spec?.initContainers ?? []).filter(container => container.restartPolicy === 'Always').map(container => container.name));
  const statuses = [...pod.status?.containerStatuses ?? [], ...(pod.status?.initContainerStatuses ?? []).filter(status => sidecars.has(status.name))];
  const times = statuses.map(status => parseTimestamp(status.state?.terminated?.finishedAt));
  const known = times.filter(time => time !== undefined);
  return known.length === 0 || known.length < times.length ? undefined : Math.max(...known);
}

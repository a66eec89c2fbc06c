import type { LabelSelector, Pod, PodCondition } from '../../generated/types';
import type { Millis } from '../core/time';
import { parseTimestamp } from '../core/timestamp';
import { labelsMatch, selectorMatches } from '../api/labelSelector';
import { labelsOf } from '../api/object';

/** Neither finished nor on its way out: what controllers count as a replica (IsPodActive, pkg/controller/controller_utils.go, v1.36). */
export function isPodActive(pod: Pod): boolean {
  return !isPodFinished(pod) && pod.metadata?.deletionTimestamp === undefined;
}

/** Being deleted, and not yet finished (IsPodTerminating). */
export function isPodTerminating(pod: Pod): boolean {
  return !isPodFinished(pod) && pod.metadata?.deletionTimestamp !== undefined;
}

export function isPodFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

export function podCondition(pod: Pod, type: string): PodCondition | undefined {
  for (const condition of pod.status?.conditions ?? []) if (condition.type === type) return condition;
  return undefined;
}

/** The Ready conditions that were looked for; pods are never changed, so what was found stays true. */
const readyConditions = new WeakMap<Pod, PodCondition | typeof none>();
const none: unique symbol = Symbol('no condition');

/** The pod's Ready condition, found once for each state of a pod. */
export function readyCondition(pod: Pod): PodCondition | undefined {
  let found = readyConditions.get(pod);
  if (found === undefined) readyConditions.set(pod, found = podCondition(pod, 'Ready') ?? none);
  return found === none ? undefined : found;
}

export function isPodReady(pod: Pod): boolean {
  return readyCondition(pod)?.status === 'True';
}

/** When the pod became ready; undefined while it is not, or when the condition has no time. */
export function readySinceMs(pod: Pod): Millis | undefined {
  const ready = readyCondition(pod);
  return ready?.status === 'True' ? parseTimestamp(ready.lastTransitionTime) : undefined;
}

/** Ready for at least `minReadySeconds` (podutil.IsPodAvailable). */
export function isPodAvailable(pod: Pod, minReadySeconds: number, nowMs: Millis): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = readySinceMs(pod);
  return since !== undefined && since + minReadySeconds * 1000 <= nowMs;
}

/** How long until the next of these pods becomes available; undefined when none is on its way. */
export function nextAvailabilityMs(pods: readonly Pod[], minReadySeconds: number, nowMs: Millis): Millis | undefined {
  let next: Millis | undefined;
  for (const pod of pods) {
    const since = readySinceMs(pod);
    if (since === undefined || minReadySeconds <= 0) continue;
    const remaining = since + minReadySeconds * 1000 - nowMs;
    if (remaining > 0 && (next === undefined || remaining < next)) next = remaining;
  }
  return next;
}

/** Whether the pod's labels match a selector; found once for each state of a pod, as long as it is one and the same selector that is asked for. */
export const podMatches = perPodState((pod: Pod, selector: LabelSelector) => selectorMatches(selector, labelsOf(pod)));

/** Whether the pod has all these labels, found once as well. */
export const podHasLabels = perPodState((pod: Pod, wanted: Readonly<Record<string, string>>) => labelsMatch(wanted, labelsOf(pod)));

/** Pods and what they are compared with are never changed, so an answer holds for both as they are. */
function perPodState<K extends object>(compute: (pod: Pod, key: K) => boolean): (pod: Pod, key: K) => boolean {
  const known = new WeakMap<Pod, { readonly key: K; readonly value: boolean }>();
  return (pod, key) => {
    const last = known.get(pod);
    if (last?.key === key) return last.value;
    const value = compute(pod, key);
    known.set(pod, { key, value });
    return value;
  };
}

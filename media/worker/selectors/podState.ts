import type { KubeObject } from '../../../engine/src/index';
import type { PodState } from '../../src/model/moment';
import { listAt, numberAt, textAt } from '../read';
import { conditionIsTrue } from './podStatus';

/** Waiting for one of these is part of a good start; waiting for any other reason is a failure. */
const startingReasons = new Set(['', 'ContainerCreating', 'PodInitializing']);

/** Which of the few states that the eye tells apart a pod is in. */
export function podState(pod: KubeObject): PodState {
  const phase = textAt(pod, 'status', 'phase');
  if (phase === 'Succeeded') return 'succeeded';
  if (phase === 'Failed') return 'failing';
  if (pod.metadata?.deletionTimestamp !== undefined) return 'terminating';
  if (textAt(pod, 'spec', 'nodeName') === '') return 'pending';
  if (conditionIsTrue(pod, 'Ready')) return 'ready';
  return containerStatuses(pod).some(isFailing) ? 'failing' : 'starting';
}

/** Why a pod is not ready, in Kubernetes' own words where it has some; undefined when there is nothing to say. */
export function notReadyReason(pod: KubeObject): string | undefined {
  for (const container of containerStatuses(pod)) {
    if (!isFailing(container)) continue;
    const waiting = textAt(container, 'state', 'waiting', 'message') || textAt(container, 'state', 'waiting', 'reason');
    const reason = textAt(container, 'state', 'terminated', 'reason') || 'Error';
    return waiting || `${reason}: exit code ${numberAt(container, 'state', 'terminated', 'exitCode') ?? 0}`;
  }
  const condition = (type: string): unknown => listAt(pod, 'status', 'conditions').find(c => textAt(c, 'type') === type && textAt(c, 'status') === 'False');
  const unmet = condition('PodScheduled') ?? condition('Initialized') ?? condition('ContainersReady') ?? condition('Ready');
  return textAt(unmet, 'message') || textAt(unmet, 'reason') || textAt(pod, 'status', 'message') || undefined;
}

function containerStatuses(pod: KubeObject): readonly unknown[] {
  return [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')];
}

function isFailing(container: unknown): boolean {
  if (!startingReasons.has(textAt(container, 'state', 'waiting', 'reason'))) return true;
  return (numberAt(container, 'state', 'terminated', 'exitCode') ?? 0) !== 0;
}

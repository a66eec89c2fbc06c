import type { KubeObject } from '../api/object';
import type { PodInfo } from './podInfo';

/** Kinds of changes that plugins tell apart (kube-scheduler/framework/types.go, v1.36). */
export type EventAction =
  | 'Add' | 'Delete' | 'Update' | 'UpdateNodeAllocatable' | 'UpdateNodeLabel' | 'UpdateNodeTaint' | 'UpdateNodeDeclaredFeature'
  | 'UpdatePodLabel' | 'UpdatePodScaleDown' | 'UpdatePodToleration' | 'UpdatePodSchedulingGatesEliminated' | 'UpdatePodGeneratedResourceClaim';

/** A change of the cluster as the queue sees it. */
export interface ClusterEvent {
  readonly resource: string;
  readonly actions: readonly EventAction[];
  readonly object: KubeObject | undefined;
  readonly old: KubeObject | undefined;
}

/** A plugin's interest: on these changes a pod that it refused may be tried again, when the hint (if any) agrees. */
export interface EventRegistration {
  readonly resource: string;
  readonly actions: readonly EventAction[];
  /** Whether the change may help this pod; absent means yes. */
  hint?(pod: PodInfo, event: ClusterEvent): boolean;
}

/** Whether a plugin that registered asked for this event; `Update` takes in all specific updates. */
export function isInterested(registration: EventRegistration, event: ClusterEvent): boolean {
  return registration.resource === event.resource && event.actions.some(action =>
    registration.actions.includes(action) || (action.startsWith('Update') && registration.actions.includes('Update')));
}

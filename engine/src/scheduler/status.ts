import type { StatusCode } from './attempt';

/** What a plugin answers when it does not simply agree; agreement is undefined (fwk.Status, kube-scheduler/framework/interface.go, v1.36). */
export interface Status {
  readonly code: Exclude<StatusCode, 'Success'>;
  readonly reasons: readonly string[];
}

/** Not now; a change of other pods may help. */
export function unschedulable(...reasons: readonly string[]): Status {
  return { code: 'Unschedulable', reasons };
}

/** Not as the node and the pod are: no preemption helps. */
export function unresolvable(...reasons: readonly string[]): Status {
  return { code: 'UnschedulableAndUnresolvable', reasons };
}

/** The attempt broke off: tried again after a back-off. */
export function failed(reason: string): Status {
  return { code: 'Error', reasons: [reason] };
}

/** The plugin has nothing to do with this pod. */
export const skip: Status = { code: 'Skip', reasons: [] };

/** Rejections leave a pod unschedulable; the other codes are errors or waiting. */
export function isRejected(status: Status): boolean {
  return status.code === 'Unschedulable' || status.code === 'UnschedulableAndUnresolvable' || status.code === 'Pending';
}

/** `Status.Message()`. */
export function statusMessage(status: Status): string {
  return status.reasons.join(', ');
}

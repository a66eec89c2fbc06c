import type { PodSpec, PodStatus } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { qosClassOf } from './qosClass';

/** The status every new pod begins with, gated or not (pkg/registry/core/pod/strategy.go, v1.36). */
export function newPodStatus(spec: PodSpec): Mutable<PodStatus> {
  const status = { phase: 'Pending', qosClass: qosClassOf(spec) };
  if ((spec.schedulingGates ?? []).length === 0) return status;
  const gated = { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' };
  return { ...status, conditions: [gated] };
}

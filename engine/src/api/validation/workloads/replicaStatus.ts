import { FieldPath } from '../../../core/fieldPath';
import { invalid, type FieldError } from '../../fieldError';
import { validateNonnegative } from '../objectMeta';

type Counts = Readonly<Record<string, unknown>>;

/** The counts of a workload's status: in which order they are judged, and which of them cannot exceed another. */
export interface StatusRules {
  readonly counts: readonly string[];
  readonly limits: readonly (readonly [field: string, limit: string, message: string])[];
}

const replicas = 'cannot be greater than status.replicas';

/** `ValidateReplicaSetStatus`, and `ValidateReplicationControllerStatus` alike (pkg/apis/{apps,core}/validation, v1.36). */
export const replicaSetStatus: StatusRules = {
  counts: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration', 'terminatingReplicas'],
  limits: [['fullyLabeledReplicas', 'replicas', replicas], ['readyReplicas', 'replicas', replicas], ['availableReplicas', 'replicas', replicas], ['availableReplicas', 'readyReplicas', 'cannot be greater than readyReplicas']]
};

/** `ValidateDeploymentStatus`. */
export const deploymentStatus: StatusRules = {
  counts: ['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas', 'terminatingReplicas', 'collisionCount'],
  limits: [['updatedReplicas', 'replicas', replicas], ['readyReplicas', 'replicas', replicas], ['availableReplicas', 'replicas', replicas], ['availableReplicas', 'readyReplicas', 'cannot be greater than readyReplicas']]
};

/** `ValidateStatefulSetStatus`. */
export const statefulSetStatus: StatusRules = {
  counts: ['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas', 'observedGeneration', 'collisionCount'],
  limits: [
    ['readyReplicas', 'replicas', replicas], ['currentReplicas', 'replicas', replicas], ['updatedReplicas', 'replicas', replicas], ['availableReplicas', 'replicas', replicas],
    ['availableReplicas', 'readyReplicas', 'cannot be greater than status.readyReplicas']
  ]
};

/** `validateDaemonSetStatus`. */
export const daemonSetStatus: StatusRules = {
  counts: [
    'currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady', 'observedGeneration', 'updatedNumberScheduled', 'numberAvailable', 'numberUnavailable',
    'collisionCount'
  ],
  limits: []
};

/** A status update: no count is negative or greater than what it is a part of, and the count of hash collisions never falls. */
export function validateStatusUpdate(status: object | undefined, old: object | undefined, rules: StatusRules): FieldError[] {
  const now: Counts = { ...status }, before: Counts = { ...old }, path = FieldPath.of('status');
  const count = (counts: Counts, field: string): number => typeof counts[field] === 'number' ? counts[field] : 0;
  const errors = rules.counts.flatMap(field => validateNonnegative(count(now, field), path.child(field)));
  for (const [field, limit, message] of rules.limits) if (count(now, field) > count(now, limit)) errors.push(invalid(path.child(field), count(now, field), message));
  if (before['collisionCount'] === undefined || count(now, 'collisionCount') >= count(before, 'collisionCount')) return errors;
  return [...errors, invalid(path.child('collisionCount'), count(now, 'collisionCount'), 'cannot be decremented')];
}

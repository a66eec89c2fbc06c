import type { ManifestDocument } from '../../../engine/src/index';

/** The kinds that a dry-run has something to say about. */
const workloads = new Set(['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController']);

/** Whether a document holds something that makes pods. */
export function isWorkload({ role, gvk }: ManifestDocument): boolean {
  return role === 'resource' && workloads.has(gvk?.kind ?? '');
}

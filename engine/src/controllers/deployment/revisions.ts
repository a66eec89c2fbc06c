import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../../generated/types';
import { equal, own, type Mutable } from '../../core/json';
import { annotation, oldestFirst, setReplicasAnnotations } from './replicas';

const hashLabel = 'pod-template-hash';
const maxHistoryLength = 2000;
const notCopied: ReadonlySet<string> = new Set(Object.values(annotation));

/** The oldest ReplicaSet whose template is the Deployment's (FindNewReplicaSet, v1.36). */
export function findNewReplicaSet(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const wanted = withoutHash(deployment.spec?.template);
  return [...replicaSets].sort(oldestFirst).find(replicaSet => equal(withoutHash(replicaSet.spec?.template), wanted));
}

/** The template without the label that tells ReplicaSets apart; without labels at all where that was the only one. */
export function withoutHash(template: PodTemplateSpec | undefined): PodTemplateSpec {
  const { [hashLabel]: _, ...labels } = template?.metadata?.labels ?? {};
  const { labels: __, ...metadata } = template?.metadata ?? {};
  return { ...template, metadata: Object.keys(labels).length === 0 ? metadata : { ...metadata, labels } };
}

/** A ReplicaSet's revision, 0 when it has none. */
export function revisionOf(replicaSet: ReplicaSet): number {
  const text = own(replicaSet.metadata?.annotations ?? {}, annotation.revision);
  return typeof text === 'string' && /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}

export function maxRevision(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((max, replicaSet) => Math.max(max, revisionOf(replicaSet)), 0);
}

/** The second highest revision: what an undo without a number goes back to; 0 when there is none. */
export function lastRevision(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.map(revisionOf).sort((a, b) => b - a)[1] ?? 0;
}

/**
 * Brings the new ReplicaSet's annotations up to date: the Deployment's own are copied, the revision raised, the one before
 * kept as history (SetNewReplicaSetAnnotations, v1.36). Says whether anything changed.
 */
export function setNewAnnotations(deployment: Deployment, replicaSet: Mutable<ReplicaSet>, revision: number, state: 'new' | 'existing'): boolean {
  const annotations = (replicaSet.metadata ??= {}).annotations ??= {};
  let changed = false;
  for (const [key, value] of Object.entries(deployment.metadata?.annotations ?? {})) {
    if (notCopied.has(key) || own(annotations, key) === value) continue;
    annotations[key] = value;
    changed = true;
  }
  const old = annotations[annotation.revision];
  if (old !== undefined && !/^[+-]?\d+$/.test(old)) return false;
  if (Number(old ?? 0) < revision) {
    if (old !== undefined) appendHistory(annotations, old);
    annotations[annotation.revision] = String(revision);
    changed = true;
  }
  return (state === 'new' && setReplicasAnnotations(replicaSet, deployment)) || changed;
}

function appendHistory(annotations: Record<string, string>, old: string): void {
  const history = annotations[annotation.revisionHistory] ?? '';
  if (history === '') {
    annotations[annotation.revisionHistory] = old;
    return;
  }
  const revisions = history.split(',');
  let length = history.length + old.length + 1;
  while (length > maxHistoryLength && revisions.length > 0) length -= (revisions.shift() ?? '').length + 1;
  if (length <= maxHistoryLength) annotations[annotation.revisionHistory] = [...revisions, old].join(',');
}

/** Makes the Deployment's annotations those of the ReplicaSet that it goes back to, but for the controller's own. */
export function setAnnotationsFrom(deployment: Mutable<Deployment>, replicaSet: ReplicaSet): void {
  const own = Object.entries(deployment.metadata?.annotations ?? {}).filter(([key]) => notCopied.has(key));
  const copied = Object.entries(replicaSet.metadata?.annotations ?? {}).filter(([key]) => !notCopied.has(key));
  (deployment.metadata ??= {}).annotations = Object.fromEntries([...own, ...copied]);
}

export { hashLabel };

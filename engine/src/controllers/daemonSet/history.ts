import type { ControllerRevision, DaemonSet, Pod } from '../../../generated/types';
import { selectorMatches } from '../../api/labelSelector';
import { labelsOf } from '../../api/object';
import type { Context } from '../../sim/context';
import { claim, claimCandidates } from '../claim';
import { controllerRef } from '../podControl';
import { inRevisionOrder, revisionData, revisionLabel, revisionResource, sameRevision } from '../revisions';
import { templateHash } from '../templateHash';

/** The set's present revision, its old ones, and the hash that its pods are labelled with. */
export interface History { readonly hash: string; readonly old: readonly ControllerRevision[] }

/**
 * Finds or makes the revision of the present template, with the highest number; a text: what was refused
 * (constructHistory, pkg/controller/daemon/update.go, v1.36).
 */
export function historyOf(ctx: Context, daemonSet: DaemonSet, pods: () => readonly Pod[]): History | string {
  const matches = (revision: ControllerRevision): boolean => selectorMatches(daemonSet.spec?.selector, labelsOf(revision));
  const rules = { resource: revisionResource, owner: daemonSet, reference: controllerRef(daemonSet, 'apps/v1', 'DaemonSet'), matches };
  const { claimed, failed } = claim(ctx, claimCandidates<ControllerRevision>(ctx, revisionResource, daemonSet), rules);
  if (failed !== undefined) return failed;
  const data = revisionData(daemonSet.spec?.template);
  const histories = claimed.map(revision => labelled(ctx, revision));
  const current = histories.filter(revision => sameRevision(revision, { data }));
  const old = histories.filter(revision => !sameRevision(revision, { data }));
  const number = old.reduce((most, revision) => Math.max(most, revision.revision ?? 0), 0) + 1;
  if (current.length === 0) {
    const made = create(ctx, daemonSet, { data, revision: number });
    return typeof made === 'string' ? made : { hash: hashOf(made), old };
  }
  const kept = withoutDuplicates(ctx, current, pods);
  if ((kept.revision ?? 0) < number) {
    const result = ctx.api.update(revisionResource, { ...kept, revision: number });
    if (!result.ok) return result.error.message;
  }
  return { hash: hashOf(kept), old };
}

function hashOf(revision: ControllerRevision): string {
  return revision.metadata?.labels?.[revisionLabel] ?? '';
}

/** Somebody took the label off: the name serves as the hash. */
function labelled(ctx: Context, revision: ControllerRevision): ControllerRevision {
  if (revision.metadata?.labels?.[revisionLabel] !== undefined) return revision;
  const result = ctx.api.update(revisionResource, { ...revision, metadata: { ...revision.metadata, labels: { ...labelsOf(revision), [revisionLabel]: revision.metadata?.name ?? '' } } });
  return result.ok ? result.value : revision;
}

/** Of several revisions that keep the same the last stays, and pods are relabelled (dedupCurHistories). */
function withoutDuplicates(ctx: Context, current: readonly ControllerRevision[], pods: () => readonly Pod[]): ControllerRevision {
  const kept = inRevisionOrder(current).at(-1) ?? {};
  if (current.length === 1) return kept;
  const hash = hashOf(kept);
  for (const pod of pods()) {
    if (pod.metadata?.labels?.[revisionLabel] !== hash) ctx.api.patch('pods', pod.metadata?.namespace ?? '', pod.metadata?.name ?? '', { metadata: { labels: { [revisionLabel]: hash } } });
  }
  for (const { metadata } of current) if (metadata?.name !== kept.metadata?.name) ctx.api.delete(revisionResource, metadata?.namespace ?? '', metadata?.name ?? '');
  return kept;
}

function create(ctx: Context, daemonSet: DaemonSet, wanted: Pick<ControllerRevision, 'data' | 'revision'>): ControllerRevision | string {
  const { name: owner = '', namespace = '', annotations } = daemonSet.metadata ?? {};
  const hash = templateHash(daemonSet.spec?.template, daemonSet.status?.collisionCount);
  const name = `${owner}-${hash}`;
  const labels = { ...daemonSet.spec?.template?.metadata?.labels, [revisionLabel]: hash };
  const revision: ControllerRevision = {
    apiVersion: 'apps/v1', kind: 'ControllerRevision', ...wanted,
    metadata: { name, namespace, labels, ...(annotations === undefined ? {} : { annotations }), ownerReferences: [controllerRef(daemonSet, 'apps/v1', 'DaemonSet')] }
  };
  const result = ctx.api.create(revisionResource, revision);
  if (result.ok) return result.value;
  const existing = result.error.reason === 'AlreadyExists' ? ctx.api.get<ControllerRevision>(revisionResource, namespace, name) : undefined;
  if (existing === undefined) return result.error.message;
  if (sameRevision(existing, revision)) return existing;
  ctx.api.updateStatus('apps/daemonsets', { ...daemonSet, status: { ...daemonSet.status, collisionCount: (daemonSet.status?.collisionCount ?? 0) + 1 } });
  return result.error.message;
}

/** Deletes the oldest revisions that no pod has, beyond the history limit (cleanupHistory); what was refused, if anything. */
export function cleanUpHistory(ctx: Context, daemonSet: DaemonSet, old: readonly ControllerRevision[], pods: readonly Pod[]): string | undefined {
  let surplus = old.length - (daemonSet.spec?.revisionHistoryLimit ?? 10);
  const live = new Set(pods.map(pod => pod.metadata?.labels?.[revisionLabel]));
  for (const revision of inRevisionOrder(old)) {
    if (surplus <= 0) return undefined;
    if (live.has(hashOf(revision))) continue;
    const result = ctx.api.delete(revisionResource, revision.metadata?.namespace ?? '', revision.metadata?.name ?? '');
    if (!result.ok) return result.error.message;
    surplus--;
  }
  return undefined;
}

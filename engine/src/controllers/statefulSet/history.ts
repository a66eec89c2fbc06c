import type { ControllerRevision, Pod, StatefulSet } from '../../../generated/types';
import { own } from '../../core/json';
import { selectorMatches } from '../../api/labelSelector';
import { controllerOf, labelsOf } from '../../api/object';
import type { Context } from '../../sim/context';
import { claimCandidates } from '../claim';
import { controllerRef } from '../podControl';
import { inRevisionOrder, revisionData, revisionLabel, revisionResource, sameRevision } from '../revisions';
import { templateHash } from '../templateHash';

/** The set's revisions in order: those that match its selector and are its own or nobody's, which it adopts. */
export function adoptedRevisions(ctx: Context, set: StatefulSet): ControllerRevision[] | string {
  const revisions: ControllerRevision[] = [];
  for (const revision of claimCandidates<ControllerRevision>(ctx, revisionResource, set)) {
    if (!selectorMatches(set.spec?.selector, labelsOf(revision))) continue;
    const mine = controllerOf(revision) !== undefined;
    if (!mine && set.metadata?.deletionTimestamp !== undefined) return `can't adopt ControllerRevisions: ${set.metadata.namespace ?? ''}/${set.metadata.name ?? ''} has just been deleted at ${set.metadata.deletionTimestamp}`;
    const reference = controllerRef(set, 'apps/v1', 'StatefulSet');
    const result = mine ? undefined : ctx.api.update(revisionResource, { ...revision, metadata: { ...revision.metadata, ownerReferences: [...revision.metadata?.ownerReferences ?? [], reference] } });
    if (result?.ok === false) return result.error.message;
    revisions.push(result?.value ?? revision);
  }
  return inRevisionOrder(revisions);
}

/** The revisions that a sync works with. */
export interface Revisions { readonly current: ControllerRevision; readonly update: ControllerRevision; readonly collisionCount: number }

/**
 * The revision that pods have had and the one that they shall have, created where the template is new; going back to an
 * old template gives its revision the highest number (getStatefulSetRevisions, v1.36). A text: what was refused.
 */
export function revisionsOf(ctx: Context, set: StatefulSet, revisions: readonly ControllerRevision[]): Revisions | string {
  const latest = revisions.at(-1);
  const next = (latest?.revision ?? 0) + 1;
  const data = revisionData(set.spec?.template);
  const equal = revisions.filter(revision => sameRevision(revision, { data })).at(-1);
  let collisionCount = set.status?.collisionCount ?? 0;
  let update: ControllerRevision;
  if (equal !== undefined && latest !== undefined && sameRevision(latest, equal)) update = latest;
  else if (equal !== undefined) {
    const result = ctx.api.update(revisionResource, { ...equal, revision: next });
    if (!result.ok) return result.error.message;
    update = result.value;
  } else {
    const created = create(ctx, set, { data, revision: next, collisionCount });
    if (typeof created === 'string') return created;
    ({ revision: update, collisionCount } = created);
  }
  const current = revisions.find(revision => revision.metadata?.name === set.status?.currentRevision) ?? update;
  return { current, update, collisionCount };
}

function create(ctx: Context, set: StatefulSet, wanted: { data: ControllerRevision['data']; revision: number; collisionCount: number }): { revision: ControllerRevision; collisionCount: number } | string {
  const { name: owner = '', namespace = '', annotations } = set.metadata ?? {};
  for (let collisionCount = wanted.collisionCount; ; collisionCount++) {
    const hash = templateHash(wanted.data, collisionCount);
    const name = `${owner.slice(0, 223)}-${hash}`;
    const revision: ControllerRevision = {
      apiVersion: 'apps/v1', kind: 'ControllerRevision',
      metadata: {
        name, namespace, labels: { ...set.spec?.template?.metadata?.labels, [revisionLabel]: hash }, ...(annotations === undefined ? {} : { annotations }),
        ownerReferences: [controllerRef(set, 'apps/v1', 'StatefulSet')]
      },
      ...(wanted.data === undefined ? {} : { data: wanted.data }), revision: wanted.revision
    };
    const result = ctx.api.create(revisionResource, revision);
    if (result.ok) return { revision: result.value, collisionCount };
    if (result.error.reason !== 'AlreadyExists') return result.error.message;
    const existing = ctx.api.get<ControllerRevision>(revisionResource, namespace, name);
    if (existing !== undefined && sameRevision(existing, revision)) return { revision: existing, collisionCount };
  }
}

/** Deletes the oldest revisions that no pod has, beyond the history limit (truncateHistory); what was refused, if anything. */
export function truncateHistory(ctx: Context, set: StatefulSet, revisions: readonly ControllerRevision[], live: { readonly pods: readonly Pod[]; readonly revisions: readonly ControllerRevision[] }): string | undefined {
  const kept = new Set([...live.revisions.map(revision => revision.metadata?.name), ...live.pods.map(pod => own(labelsOf(pod), revisionLabel))]);
  const history = revisions.filter(revision => !kept.has(revision.metadata?.name));
  const limit = set.spec?.revisionHistoryLimit ?? 10;
  if (limit < 0) return undefined;
  for (const revision of history.slice(0, Math.max(0, history.length - limit))) {
    const result = ctx.api.delete(revisionResource, revision.metadata?.namespace ?? '', revision.metadata?.name ?? '');
    if (!result.ok) return result.error.message;
  }
  return undefined;
}

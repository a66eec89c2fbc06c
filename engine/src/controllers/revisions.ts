import type { ControllerRevision, PodTemplateSpec } from '../../generated/types';
import { equal, isObject, own, type Json } from '../core/json';
import { compareText } from '../core/order';
import { parseTimestamp } from '../core/timestamp';

export const revisionResource = 'apps/controllerrevisions';

/** The label that tells which revision of the template a pod was made from; on revisions, their hash. */
export const revisionLabel = 'controller-revision-hash';

/** What a revision keeps of its owner: a patch that brings the template back (getPatch, statefulset and daemon, v1.36). */
export function revisionData(template: PodTemplateSpec | undefined): Json {
  return { spec: { template: { ...(template as unknown as Record<string, Json>), $patch: 'replace' } } };
}

/** The template that a revision keeps; undefined when somebody has written another thing there. */
export function templateOfRevision(revision: ControllerRevision): PodTemplateSpec | undefined {
  const spec = isObject(revision.data) ? own(revision.data, 'spec') : undefined;
  const template = isObject(spec) ? own(spec, 'template') : undefined;
  if (!isObject(template)) return undefined;
  const { $patch: _, ...rest } = template;
  return rest as unknown as PodTemplateSpec;
}

/** Whether two revisions keep the same. */
export function sameRevision(a: ControllerRevision, b: ControllerRevision): boolean {
  return equal(a.data, b.data);
}

/** By number, then age, then name (SortControllerRevisions, pkg/controller/history, v1.36). */
export function inRevisionOrder(revisions: readonly ControllerRevision[]): ControllerRevision[] {
  return [...revisions].sort((a, b) => (a.revision ?? 0) - (b.revision ?? 0) || createdAt(a) - createdAt(b) || compareText(a.metadata?.name ?? '', b.metadata?.name ?? ''));
}

function createdAt(revision: ControllerRevision): number {
  return parseTimestamp(revision.metadata?.creationTimestamp) ?? 0;
}

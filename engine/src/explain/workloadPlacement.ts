import type { Pod, PodTemplateSpec } from '../../generated/types';
import type { KubeObject } from '../api/object';
import { isObject, own, type Json } from '../core/json';
import { podsOf, workloadResource } from '../sim/verdicts';
import type { WorkloadVerdict, WorldView } from '../sim/timeline';
import type { Explanation } from './explanation';
import { matchingNodes, type FieldMatch } from './matchingNodes';
import { templatePath } from './podOrigin';
import { whyPending } from './whyPending';

/** Pods of a workload that wait for one and the same reason. */
export interface PendingPods { readonly pods: readonly string[]; readonly why: Explanation }

/** What scheduling makes of a workload at this moment. */
export interface WorkloadPlacement { readonly pending: readonly PendingPods[]; readonly matches: readonly FieldMatch[] }

/** Why pods of a workload wait, those that wait for the same once, and which nodes its scheduling fields match. */
export function workloadPlacement(view: WorldView, { kind, namespace, name }: Pick<WorkloadVerdict, 'kind' | 'namespace' | 'name'>): WorkloadPlacement {
  const resource = workloadResource(kind);
  const object = resource === undefined ? undefined : view.get(resource, namespace, name);
  if (object === undefined) return { pending: [], matches: [] };
  const pods = podsOf(object, view);
  const waiting = pods.filter(pod => pod.spec?.nodeName === undefined && pod.metadata?.deletionTimestamp === undefined);
  const like = waiting[0] ?? pods[0] ?? templatePod(object);
  return { pending: pendingPods(view, waiting), matches: like === undefined ? [] : matchingNodes(view, like) };
}

function pendingPods(view: WorldView, waiting: readonly Pod[]): PendingPods[] {
  const groups = new Map<string, Pod[]>();
  for (const pod of waiting) {
    const key = pod.status?.conditions?.find(condition => condition.type === 'PodScheduled')?.message ?? '';
    groups.set(key, [...groups.get(key) ?? [], pod]);
  }
  return [...groups.values()].flatMap(pods => {
    const why = pods[0] === undefined ? undefined : whyPending.explain(view, pods[0]);
    return why === undefined ? [] : [{ pods: pods.map(pod => pod.metadata?.name ?? ''), why }];
  });
}

/** The pod that a workload without pods would make. */
function templatePod(object: KubeObject): Pod | undefined {
  let at: Json | undefined = object as Json;
  for (const step of templatePath(object.kind ?? '')?.segments() ?? []) at = isObject(at) && step.type === 'child' ? own(at, step.name) : undefined;
  if (!isObject(at)) return undefined;
  const { metadata, spec } = at as PodTemplateSpec;
  return { metadata: { ...metadata, namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' }, ...(spec === undefined ? {} : { spec }) };
}

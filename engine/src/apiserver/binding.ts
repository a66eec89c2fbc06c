import type { Pod } from '../../generated/types';
import { clone } from '../core/json';
import { timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import { topologyLabels } from './admission/podTopologyLabels';
import type { Result } from './client';
import type { ServerContext } from './pendingWrite';
import { conflict, notFoundError } from './statusErrors';

/** Assigns a pod to a node, once (pkg/registry/core/pod/storage/storage.go, v1.36). */
export function bindPod(ctx: ServerContext, namespace: string, name: string, node: string): Result<KubeObject> {
  const key = { resource: 'pods', namespace, name };
  const found: Pod | undefined = ctx.store.get(key);
  const names = { gvk: { group: '', version: 'v1', kind: 'Pod' }, plural: 'pods' };
  if (found === undefined) return { ok: false, error: notFoundError(names, name), warnings: [] };
  const refuse = (detail: string): Result<KubeObject> => ({ ok: false, error: conflict({ ...names, plural: 'pods/binding' }, name, detail), warnings: [] });
  if (found.metadata?.deletionTimestamp !== undefined) return refuse(`pod ${name} is being deleted, cannot be assigned to a host`);
  if ((found.spec?.nodeName ?? '') !== '') return refuse(`pod ${name} is already assigned to node "${found.spec?.nodeName ?? ''}"`);
  if ((found.spec?.schedulingGates ?? []).length > 0) return refuse(`pod ${name} has non-empty .spec.schedulingGates`);
  const pod = clone(found);
  (pod.spec ??= {}).nodeName = node;
  const labels = topologyLabels(ctx.store.get({ resource: 'nodes', namespace: '', name: node }));
  if (Object.keys(labels).length > 0) (pod.metadata ??= {}).labels = { ...pod.metadata?.labels, ...labels };
  const status = pod.status ??= {};
  const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: timestamp(ctx.environment.nowMs), ...(found.metadata?.generation === undefined ? {} : { observedGeneration: found.metadata.generation }) };
  const conditions = status.conditions ??= [];
  const at = conditions.findIndex(condition => condition.type === 'PodScheduled');
  conditions.splice(at < 0 ? conditions.length : at, at < 0 ? 0 : 1, scheduled);
  const result = ctx.store.update(key, pod);
  return result.ok ? { ok: true, code: 201, value: result.object, warnings: [] } : { ok: false, error: notFoundError(names, name), warnings: [] };
}

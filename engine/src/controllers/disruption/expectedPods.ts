import type { Pod, PodDisruptionBudget } from '../../../generated/types';
import { isObject } from '../../core/json';
import { scaledValue } from '../../api/intOrPercent';
import { controllerOf, type KubeObject, type OwnerReference } from '../../api/object';
import type { Context } from '../../sim/context';

/** How many pods a budget reckons with and how many of them must stay healthy; `unmanaged` pods have no controller to ask. */
export interface Expectation { readonly expected: number; readonly healthy: number; readonly unmanaged: boolean }

/** Counts, or says why nobody can (`getExpectedPodCount`, pkg/controller/disruption/disruption.go, v1.36). */
export function expectationOf(ctx: Context, { spec }: PodDisruptionBudget, pods: readonly Pod[]): Expectation | { readonly error: string } {
  const { minAvailable, maxUnavailable } = spec ?? {};
  if (maxUnavailable === undefined && typeof minAvailable === 'number') return { expected: pods.length, healthy: minAvailable, unmanaged: false };
  if (maxUnavailable === undefined && minAvailable === undefined) return { expected: 0, healthy: 0, unmanaged: false };
  const scale = scaleOfControllers(ctx, pods);
  if ('error' in scale) return scale;
  const { expected } = scale;
  const healthy = maxUnavailable === undefined ? scaledValue(minAvailable, expected, 'up') : Math.max(0, expected - scaledValue(maxUnavailable, expected, 'up'));
  return { ...scale, healthy };
}

/** The wished-for replicas of all that control the pods, each once. */
function scaleOfControllers(ctx: Context, pods: readonly Pod[]): { readonly expected: number; readonly unmanaged: boolean } | { readonly error: string } {
  const scales = new Map<string, number>(), asked = new Set<string>();
  let unmanaged = false;
  for (const pod of pods) {
    const owner = controllerOf(pod);
    unmanaged ||= owner === undefined;
    if (owner === undefined || asked.has(owner.uid ?? '')) continue;
    const found = controllerScale(ctx, owner, pod.metadata?.namespace ?? '');
    if (found === undefined) return { error: `found no controllers for pod "${pod.metadata?.name ?? ''}"` };
    if ('error' in found) return found;
    asked.add(owner.uid ?? '');
    scales.set(found.uid, found.replicas);
  }
  return { expected: [...scales.values()].reduce((sum, replicas) => sum + replicas, 0), unmanaged };
}

type Scale = { readonly uid: string; readonly replicas: number } | { readonly error: string };

/** A ReplicaSet of a Deployment speaks for the Deployment; what is no workload of the system must have a scale of its own. */
function controllerScale(ctx: Context, owner: OwnerReference, namespace: string): Scale | undefined {
  const kind = ctx.api.discover(owner.apiVersion ?? '', owner.kind ?? '');
  if (kind === undefined) return { error: `no matches for kind "${owner.kind ?? ''}" in version "${owner.apiVersion ?? ''}"` };
  if (!kind.subresources.includes('scale')) return { error: `${dotted(kind.resource)} does not implement the scale subresource` };
  const found = ctx.api.get(kind.resource, kind.scope === 'Cluster' ? '' : namespace, owner.name ?? '');
  if (found?.metadata?.uid === undefined || found.metadata.uid !== owner.uid) return undefined;
  const deployment = kind.resource === 'apps/replicasets' ? deploymentOf(ctx, found) : undefined;
  return scaleOf(deployment ?? found);
}

function deploymentOf(ctx: Context, replicaSet: KubeObject): KubeObject | undefined {
  const owner = controllerOf(replicaSet);
  if (owner?.kind !== 'Deployment') return undefined;
  const found = ctx.api.get('apps/deployments', replicaSet.metadata?.namespace ?? '', owner.name ?? '');
  return found?.metadata?.uid === owner.uid ? found : undefined;
}

function scaleOf(object: KubeObject): { readonly uid: string; readonly replicas: number } {
  const spec = object['spec'];
  const replicas = isObject(spec) ? spec['replicas'] : undefined;
  return { uid: object.metadata?.uid ?? '', replicas: typeof replicas === 'number' ? replicas : 0 };
}

function dotted(resource: string): string {
  const [group = '', plural] = resource.split('/');
  return plural === undefined ? group : `${plural}.${group}`;
}

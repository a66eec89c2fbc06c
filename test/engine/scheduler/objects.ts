import type { Node, Pod } from '../../../engine/generated/types';
import type { KubeObject } from '../../../engine/src/api/object';
import type { SchedulingAttempt } from '../../../engine/src/scheduler/attempt';
import { ClusterScheduler } from '../../../engine/src/scheduler/clusterScheduler';
import type { Profile } from '../../../engine/src/scheduler/profile';

/** A node with 4 cores, 8Gi and room for 110 pods, and with its hostname label. */
export function node(name: string, more: { readonly labels?: Record<string, string>; readonly spec?: Node['spec']; readonly allocatable?: Record<string, string | number>; readonly images?: Record<string, number> } = {}): Node {
  const images = Object.entries(more.images ?? {}).map(([image, sizeBytes]) => ({ names: [image], sizeBytes }));
  return {
    apiVersion: 'v1', kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
    spec: more.spec ?? {},
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110', ...more.allocatable }, images }
  };
}

type PodParts = Omit<NonNullable<Pod['spec']>, 'containers'> & { readonly labels?: Record<string, string>; readonly namespace?: string; readonly requests?: Record<string, string | number>; readonly containers?: NonNullable<Pod['spec']>['containers']; readonly status?: Pod['status'] };

/** A pod of one container; everything but labels, namespace, requests and status goes into its spec. */
export function pod(name: string, { labels, namespace = 'default', requests, containers, status, ...spec }: PodParts = {}): Pod {
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, namespace, uid: `uid-${namespace}-${name}`, ...(labels === undefined ? {} : { labels }) },
    spec: { ...spec, containers: containers ?? [{ name: 'c', image: 'app:1', ...(requests === undefined ? {} : { resources: { requests } }) }] },
    ...(status === undefined ? {} : { status })
  };
}

/** An object of a kind that has only a name and some fields. */
export function object(resource: string, metadata: NonNullable<KubeObject['metadata']>, fields: Readonly<Record<string, unknown>> = {}): { readonly resource: string; readonly object: KubeObject } {
  return { resource, object: { metadata, ...fields } };
}

export type ClusterPart = Node | Pod | { readonly resource: string; readonly object: KubeObject };

/** A scheduler that knows these objects. */
export function schedulerWith(parts: readonly ClusterPart[], profiles?: readonly Profile[]): ClusterScheduler {
  const scheduler = profiles === undefined ? new ClusterScheduler() : new ClusterScheduler(profiles);
  for (const part of parts) {
    if ('resource' in part) scheduler.cluster.upsert(part.resource, part.object);
    else scheduler.cluster.upsert(part.kind === 'Node' ? 'nodes' : 'pods', part);
  }
  return scheduler;
}

/** One attempt to place the pod, ties to the first node by name. */
export function attempt(parts: readonly ClusterPart[], incoming: Pod, profiles?: readonly Profile[]): SchedulingAttempt {
  return schedulerWith(parts, profiles).schedule(incoming, { atMs: 0, attempt: 1, choose: () => 0 }).attempt;
}

/** By node: `fits`, or the reasons why not. */
export function verdicts(parts: readonly ClusterPart[], incoming: Pod): Record<string, string> {
  return Object.fromEntries(Object.entries(attempt(parts, incoming).nodes).map(([name, outcome]) => [name, outcome.fits ? 'fits' : `${outcome.plugin}: ${outcome.reasons.join(', ')}`]));
}

/** By node: one plugin's score. */
export function scores(parts: readonly ClusterPart[], incoming: Pod, plugin: string): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(attempt(parts, incoming).nodes).map(([name, outcome]) => [name, outcome.fits ? outcome.scores[plugin] : undefined]));
}

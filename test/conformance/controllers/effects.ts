import { isObject } from '../../../engine/src/core/json';
import type { KubeObject } from '../../../engine/src/api/object';
import type { Change, Store } from '../../../engine/src/store/store';
import { projections, type Projection } from './projections';
import type { Effects, ObjectEffect, ScaleEffect } from './recording';
import { resources } from './resources';
import type { Roles } from './roles';

/** What one input led to, in the words of the recordings. */
export interface Observation {
  readonly effects: Required<Effects>;
  /** Every projected object, by `Kind/name`, under the names that hold when it is called. */
  state(): ReadonlyMap<string, Projection>;
  readonly response: unknown;
  readonly roles: Roles;
}

const kindOf = new Map(Object.entries(resources).map(([kind, { resource }]) => [resource, kind]));

/** Kinds whose creation the recordings show, and those whose end they show. */
const listedWhenCreated: ReadonlySet<string> = new Set(['ConfigMap', 'ControllerRevision', 'EndpointSlice', 'Job', 'PersistentVolume', 'PersistentVolumeClaim']);
const listedWhenDeleted: ReadonlySet<string> = new Set([...listedWhenCreated, 'CronJob', 'DaemonSet', 'Deployment', 'Namespace', 'Service', 'StatefulSet']);

export function observe(changes: readonly Change[], store: Store, roles: Roles, about: { namespace: string; response: unknown }): Observation {
  const mine = changes.filter(change => change.key.namespace === about.namespace || change.key.namespace === '');
  for (const change of mine) if (change.type === 'ADDED') roles.name(named(change.object, change.key.resource));
  const pods = mine.filter(change => change.key.resource === 'pods');
  return { effects: {
    scale: mine.filter(change => change.key.resource === 'apps/replicasets').flatMap(change => scaleEffect(change, roles)),
    objects: mine.flatMap(change => objectEffect(change, roles)),
    podsCreated: ids(pods.filter(change => change.type === 'ADDED'), roles),
    podsBound: pods.filter(change => nodeOf(change.object) !== undefined && (change.old === undefined || nodeOf(change.old) === undefined)).map(change => `${idOf(change, roles)}->${nodeOf(change.object) ?? ''}`),
    podsTerminating: ids(pods.filter(change => becameTerminating(change) || removedAtOnce(change)), roles),
    podsGone: ids(pods.filter(change => change.type === 'DELETED'), roles)
  }, state: () => stateOf(store, roles, about.namespace), response: about.response, roles };
}

function stateOf(store: Store, roles: Roles, namespace: string): ReadonlyMap<string, Projection> {
  const state = new Map<string, Projection>();
  for (const [kind, project] of Object.entries(projections)) {
    const where = resources[kind];
    if (where === undefined) continue;
    for (const object of store.list(where.resource, where.cluster === true ? undefined : namespace)) {
      state.set(`${kind}/${roles.name(named(object, where.resource))}`, project(object, roles));
    }
  }
  return state;
}

function scaleEffect(change: Change, roles: Roles): ScaleEffect[] {
  const rs = idOf(change, roles);
  const replicas = replicasOf(change.object);
  const revision = change.object.metadata?.annotations?.['deployment.kubernetes.io/revision'];
  if (change.type === 'ADDED') return [{ rs, created: true, replicas, ...(revision === undefined ? {} : { revision }) }];
  if (change.type === 'DELETED') return [{ rs, deleted: true }];
  const before = change.old === undefined ? replicas : replicasOf(change.old);
  const oldRevision = change.old?.metadata?.annotations?.['deployment.kubernetes.io/revision'];
  const effect = { rs, ...(before === replicas ? {} : { from: before, replicas }), ...(revision === oldRevision || revision === undefined ? {} : { revision }) };
  return Object.keys(effect).length > 1 ? [effect] : [];
}

function objectEffect(change: Change, roles: Roles): ObjectEffect[] {
  const kind = kindOf.get(change.key.resource) ?? '';
  const id = idOf(change, roles);
  const revision = kind === 'ControllerRevision' ? { revision: change.object['revision'] } : {};
  if (change.type === 'ADDED') return listedWhenCreated.has(kind) ? [{ kind, id, op: 'created', ...revision }] : [];
  if (!listedWhenDeleted.has(kind)) return [];
  if (change.type === 'DELETED') return [{ kind, id, op: 'deleted' }];
  if (becameTerminating(change)) return [{ kind, id, op: 'terminating', ...(kind === 'Namespace' ? {} : { finalizers: change.object.metadata?.finalizers ?? [] }) }];
  return kind === 'ControllerRevision' && change.old?.['revision'] !== change.object['revision'] ? [{ kind, id, ...revision }] : [];
}

function becameTerminating(change: Change): boolean {
  return change.type === 'MODIFIED' && change.object.metadata?.deletionTimestamp !== undefined && change.old?.metadata?.deletionTimestamp === undefined;
}

/** A pod that no kubelet had to stop was seen terminating and gone at the same time. */
function removedAtOnce(change: Change): boolean {
  return change.type === 'DELETED' && change.object.metadata?.deletionTimestamp === undefined;
}

function ids(changes: readonly Change[], roles: Roles): string[] {
  return changes.map(change => idOf(change, roles)).sort();
}

function idOf(change: Change, roles: Roles): string {
  return roles.name(named(change.object, change.key.resource));
}

/** Objects may be stored without their kind. */
function named(object: KubeObject, resource: string): KubeObject {
  return object.kind === undefined ? { ...object, kind: kindOf.get(resource) ?? '' } : object;
}

function replicasOf(object: KubeObject): number {
  const spec = object['spec'];
  return isObject(spec) && typeof spec['replicas'] === 'number' ? spec['replicas'] : 1;
}

function nodeOf(object: KubeObject): string | undefined {
  const spec = object['spec'];
  return isObject(spec) && typeof spec['nodeName'] === 'string' ? spec['nodeName'] : undefined;
}

import type { Pod } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { controllerOf, type KubeObject } from '../api/object';
import { podsOf } from '../sim/verdicts';
import type { WorldView } from '../sim/timeline';
import type { Fix } from './explanation';

const scalable: Readonly<Record<string, string>> = { Deployment: 'apps/deployments', ReplicaSet: 'apps/replicasets', StatefulSet: 'apps/statefulsets', ReplicationController: 'replicationcontrollers' };

/**
 * As many replicas as have a node: scaling down takes pods without a node first (ActivePods, controller_utils.go, v1.36), and a
 * StatefulSet's last. Undefined where no replica has a node, or a lower ordinal than one with a node waits.
 */
export function replicasFix(view: WorldView, owner: KubeObject): Fix | undefined {
  const pods = podsOf(owner, view);
  const placed = pods.filter(one => one.spec?.nodeName !== undefined);
  if (placed.length === 0 || placed.length === pods.length) return undefined;
  if (owner.kind === 'StatefulSet' && placed.some(one => ordinalOf(one) >= placed.length)) return undefined;
  const title = `Run ${placed.length} ${placed.length === 1 ? 'replica' : 'replicas'} only`;
  return { title, edits: [{ kind: owner.kind ?? '', name: owner.metadata?.name ?? '', path: FieldPath.of('spec', 'replicas'), value: placed.length }] };
}

/** Who scales the pod: its controller, or that one's; undefined where nobody does. */
export function workloadOf(view: WorldView, object: KubeObject): KubeObject | undefined {
  const controller = controllerOf(object);
  const resource = scalable[controller?.kind ?? ''];
  const owner = resource === undefined ? undefined : view.get(resource, object.metadata?.namespace ?? '', controller?.name ?? '');
  return owner === undefined || owner.metadata?.uid !== controller?.uid ? undefined : workloadOf(view, owner) ?? owner;
}

function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/u.exec(pod.metadata?.name ?? '')?.[1] ?? 0);
}

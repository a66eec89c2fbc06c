import { controllerOf, type KubeObject, type OwnerReference } from '../../../engine/src/index';

/** The resources whose objects own pods, by the kind that an owner reference names. */
export const ownerResources: Readonly<Record<string, string>> = {
  ReplicaSet: 'apps/replicasets', Deployment: 'apps/deployments', StatefulSet: 'apps/statefulsets', DaemonSet: 'apps/daemonsets',
  Job: 'batch/jobs', CronJob: 'batch/cronjobs', ReplicationController: 'replicationcontrollers'
};

export interface Owner { readonly kind: string; readonly namespace: string; readonly name: string }
type Lookup = (resource: string, namespace: string, name: string) => KubeObject | undefined;

/** The topmost controller of an object: Pod → ReplicaSet → Deployment. The object itself when nobody controls it. */
export function topOwner(object: KubeObject, kind: string, get: Lookup): Owner {
  const namespace = object.metadata?.namespace ?? '';
  let owner: Owner = { kind, namespace, name: object.metadata?.name ?? '' };
  let reference: OwnerReference | undefined = controllerOf(object);
  // Real chains are three long; the bound ends a circle of owners.
  for (let depth = 0; reference !== undefined && depth < 8; depth++) {
    const { kind: ownerKind = '', name = '' }: OwnerReference = reference;
    owner = { kind: ownerKind, namespace, name };
    const resource = Object.hasOwn(ownerResources, ownerKind) ? ownerResources[ownerKind] : undefined;
    const parent: KubeObject | undefined = resource === undefined ? undefined : get(resource, namespace, name);
    reference = parent === undefined ? undefined : controllerOf(parent);
  }
  return owner;
}

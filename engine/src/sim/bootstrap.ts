import type { Node } from '../../generated/types';
import type { KubeObject } from '../api/object';
import type { ApiClient } from '../apiserver/client';
import { isObject } from '../core/json';
import { standardStorageClass } from '../controllers/storageDriver/driver';
import type { Store } from '../store/store';

const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What every cluster has before anybody has asked for anything: namespaces, system priority classes, the API's own Service. */
export function bootstrapCluster(api: ApiClient, store: Store, nodes: readonly Node[]): void {
  for (const name of namespaces) create(api, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const [name, value, description] of systemPriorities) {
    create(api, 'scheduling.k8s.io/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, description });
  }
  for (const node of nodes) addNode(api, store, node);
  create(api, 'services', kubernetesService);
}

const systemPriorities: readonly (readonly [string, number, string])[] = [
  ['system-cluster-critical', 2_000_000_000, 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.'],
  ['system-node-critical', 2_000_001_000, 'Used for system critical pods that must not be moved from their current node.']
];

const kubernetesService: KubeObject = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
  spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }], sessionAffinity: 'None', type: 'ClusterIP' }
};

/** What the presets have beside: a default storage class with a driver. Of a person's own cluster nobody knows. */
export function installStorage(api: ApiClient): void {
  create(api, 'storage.k8s.io/storageclasses', standardStorageClass);
}

/**
 * Registers a node as it is once it has settled: with its status, and without the `not-ready` taint that every new node gets
 * until its kubelet has reported. A node of that name that exists stays as it is.
 */
export function addNode(api: ApiClient, store: Store, node: Node): void {
  const name = node.metadata?.name ?? '';
  if (store.get({ resource: 'nodes', namespace: '', name }) !== undefined) return;
  const created = api.create<KubeObject>('nodes', node);
  if (!created.ok) return;
  const settled = api.update<KubeObject>('nodes', { ...created.value, spec: { ...created.value['spec'] as object, taints: node.spec?.taints ?? [] } });
  if (settled.ok && isObject(node.status)) api.updateStatus<KubeObject>('nodes', { ...settled.value, status: node.status });
}

function create(api: ApiClient, resource: string, object: KubeObject): void {
  api.create(resource, object);
}

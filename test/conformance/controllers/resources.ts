/** Where the objects of the recordings live: kind → resource and scope. */
export const resources: Readonly<Record<string, { readonly resource: string; readonly cluster?: true }>> = {
  Pod: { resource: 'pods' }, Service: { resource: 'services' }, ConfigMap: { resource: 'configmaps' }, Secret: { resource: 'secrets' },
  PersistentVolumeClaim: { resource: 'persistentvolumeclaims' }, PersistentVolume: { resource: 'persistentvolumes', cluster: true },
  ResourceQuota: { resource: 'resourcequotas' }, LimitRange: { resource: 'limitranges' }, ServiceAccount: { resource: 'serviceaccounts' },
  Namespace: { resource: 'namespaces', cluster: true }, Node: { resource: 'nodes', cluster: true },
  ReplicationController: { resource: 'replicationcontrollers' }, Endpoints: { resource: 'endpoints' },
  Deployment: { resource: 'apps/deployments' }, ReplicaSet: { resource: 'apps/replicasets' }, StatefulSet: { resource: 'apps/statefulsets' },
  DaemonSet: { resource: 'apps/daemonsets' }, ControllerRevision: { resource: 'apps/controllerrevisions' },
  Job: { resource: 'batch/jobs' }, CronJob: { resource: 'batch/cronjobs' },
  EndpointSlice: { resource: 'discovery.k8s.io/endpointslices' }, PodDisruptionBudget: { resource: 'policy/poddisruptionbudgets' },
  StorageClass: { resource: 'storage.k8s.io/storageclasses', cluster: true }, PriorityClass: { resource: 'scheduling.k8s.io/priorityclasses', cluster: true },
  CertificateSigningRequest: { resource: 'certificates.k8s.io/certificatesigningrequests', cluster: true },
  CustomResourceDefinition: { resource: 'apiextensions.k8s.io/customresourcedefinitions', cluster: true },
  ValidatingAdmissionPolicy: { resource: 'admissionregistration.k8s.io/validatingadmissionpolicies', cluster: true },
  ValidatingAdmissionPolicyBinding: { resource: 'admissionregistration.k8s.io/validatingadmissionpolicybindings', cluster: true },
  Role: { resource: 'rbac.authorization.k8s.io/roles' }, RoleBinding: { resource: 'rbac.authorization.k8s.io/rolebindings' },
  ClusterRole: { resource: 'rbac.authorization.k8s.io/clusterroles', cluster: true }, ClusterRoleBinding: { resource: 'rbac.authorization.k8s.io/clusterrolebindings', cluster: true }
};

/** The key of a kind's object in the store; undefined for kinds that the replay does not know. */
export function keyFor(kind: string, namespace: string, name: string): { readonly resource: string; readonly namespace: string; readonly name: string } | undefined {
  const found = resources[kind];
  return found === undefined ? undefined : { resource: found.resource, namespace: found.cluster === true ? '' : namespace, name };
}

/** What a URL names. */
export interface PathKey { readonly resource: string; readonly apiVersion: string; readonly namespace: string; readonly name: string; readonly subresource: string }

/** The key that a URL names: `/api/v1/namespaces/{ns}`, `/apis/apps/v1/namespaces/{ns}/deployments/web`. */
export function keyOfPath(path: string, scenario: string): PathKey | undefined {
  const [, prefix, ...rest] = path.replaceAll('{ns}', scenario).split('?')[0]?.split('/') ?? [];
  const group = prefix === 'api' ? '' : rest.shift() ?? '';
  const version = rest.shift() ?? '';
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2;
  const namespace = inNamespace ? rest[1] ?? '' : '';
  const [plural, name = '', subresource = ''] = inNamespace ? rest.slice(2) : rest;
  return plural === undefined ? undefined : { resource: group === '' ? plural : `${group}/${plural}`, apiVersion: group === '' ? version : `${group}/${version}`, namespace, name, subresource };
}

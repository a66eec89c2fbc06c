import { partsOf } from './names.mjs';

/*
 * What the packages do not tell: how server-side apply and strategic merge patch treat lists and maps. Taken from the markers
 * `+listType`, `+listMapKey`, `+structType`, `+mapType`, `patchStrategy` and `patchMergeKey` of the Go types (staging/src/k8s.io/
 * api, apimachinery, apiextensions-apiserver, kube-aggregator; v1.36). A list that stands in none of the tables is atomic.
 * Names are without the version: a type is marked alike in all versions that it is served in.
 */

/** `keys` of a list map (or `set`), then the strategic merge: strategy and key. By the type of the elements. */
const listsByElement = {
  'admissionregistration.MatchCondition': ['name', 'merge', 'name'],
  'admissionregistration.MutatingWebhook': ['name', 'merge', 'name'],
  'admissionregistration.ValidatingWebhook': ['name', 'merge', 'name'],
  'apiextensions.ValidationRule': ['rule', 'merge', 'rule'],
  'apiserverinternal.ServerStorageVersion': ['apiServerID'],
  'core.Container': ['name', 'merge', 'name'],
  'core.ContainerPort': ['containerPort,protocol', 'merge', 'containerPort'],
  'core.EnvVar': ['name', 'merge', 'name'],
  'core.EphemeralContainer': ['name', 'merge', 'name'],
  'core.HostAlias': ['ip', 'merge', 'ip'],
  'core.HostIP': ['', 'merge', 'ip'],
  'core.NodeAddress': ['type', 'merge', 'type'],
  'core.PodIP': ['ip', 'merge', 'ip'],
  'core.PodResourceClaim': ['name', 'merge,retainKeys', 'name'],
  'core.PodResourceClaimStatus': ['name', 'merge,retainKeys', 'name'],
  'core.PodSchedulingGate': ['name', 'merge', 'name'],
  'core.ResourceClaim': ['name'],
  'core.ResourceHealth': ['resourceID'],
  'core.ResourceStatus': ['name', 'merge', 'name'],
  'core.ServicePort': ['port,protocol', 'merge', 'port'],
  'core.TopologySpreadConstraint': ['topologyKey,whenUnsatisfiable', 'merge', 'topologyKey'],
  'core.Volume': ['name', 'merge,retainKeys', 'name'],
  'core.VolumeDevice': ['devicePath', 'merge', 'devicePath'],
  'core.VolumeMount': ['mountPath', 'merge', 'mountPath'],
  'core.VolumeMountStatus': ['mountPath', 'merge', 'mountPath'],
  'meta.OwnerReference': ['uid', 'merge', 'uid'],
  'resource.AllocatedDeviceStatus': ['driver,device,pool,shareID'],
  'resource.ResourceClaimConsumerReference': ['uid', 'merge', 'uid'],
  'scheduling.PodGroupResourceClaim': ['name', 'merge,retainKeys', 'name'],
  'scheduling.PodGroupResourceClaimStatus': ['name', 'merge,retainKeys', 'name'],
  'scheduling.PodGroupTemplate': ['name'],
  'storage.CSINodeDriver': ['name', 'merge', 'name']
};

/** The fields that the element's type does not decide. */
const listsByField = {
  'admissionregistration.ValidatingAdmissionPolicyBindingSpec.validationActions': ['set'],
  'admissionregistration.ValidatingAdmissionPolicySpec.variables': ['name', 'merge', 'name'],
  'admissionregistration.ValidatingAdmissionPolicyStatus.conditions': ['type'],
  'apiextensions.CustomResourceDefinitionStatus.conditions': ['type'],
  'apiserverinternal.ServerStorageVersion.decodableVersions': ['set'],
  'apiserverinternal.ServerStorageVersion.servedVersions': ['set'],
  'apiserverinternal.StorageVersionStatus.conditions': ['type'],
  'batch.JobStatus.conditions': ['', 'merge', 'type'],
  'batch.PodFailurePolicyOnExitCodesRequirement.values': ['set'],
  'batch.UncountedTerminatedPods.failed': ['set'],
  'batch.UncountedTerminatedPods.succeeded': ['set'],
  'certificates.CertificateSigningRequestStatus.conditions': ['type'],
  'core.ContainerRestartRuleOnExitCodes.values': ['set'],
  'core.NodeAllocatableResourceClaimStatus.containers': ['set'],
  'core.NodeSpec.podCIDRs': ['set', 'merge'],
  'core.PodSpec.imagePullSecrets': ['name', 'merge', 'name'],
  'core.ServiceAccount.secrets': ['name', 'merge', 'name'],
  'discovery.Endpoint.addresses': ['set'],
  'flowcontrol.NonResourcePolicyRule.nonResourceURLs': ['set'],
  'flowcontrol.NonResourcePolicyRule.verbs': ['set'],
  'flowcontrol.ResourcePolicyRule.apiGroups': ['set'],
  'flowcontrol.ResourcePolicyRule.namespaces': ['set'],
  'flowcontrol.ResourcePolicyRule.resources': ['set'],
  'flowcontrol.ResourcePolicyRule.verbs': ['set'],
  'meta.ObjectMeta.finalizers': ['set', 'merge'],
  'resource.AllocatedDeviceStatus.conditions': ['type'],
  'storage.CSIDriverSpec.volumeLifecycleModes': ['set']
};

/** Every other list of `…Condition`. */
const conditions = ['type', 'merge', 'type'];

/** Fields that are no lists. */
const fields = {
  'apps.DeploymentSpec.strategy': { patchStrategy: ['retainKeys'] },
  'policy.PodDisruptionBudgetSpec.selector': { patchStrategy: ['replace'] },
  'core.PersistentVolumeSpec.claimRef': { mapType: 'granular' },
  'core.PodSpec.nodeSelector': { mapType: 'atomic' },
  'core.ReplicationControllerSpec.selector': { mapType: 'atomic' },
  'core.ServiceSpec.selector': { mapType: 'atomic' },
  'node.Scheduling.nodeSelector': { mapType: 'atomic' }
};

/** Structs that are one value to server-side apply. */
const atomicTypes = new Set([
  'admissionregistration.MatchResources', 'admissionregistration.NamedRuleWithOperations', 'admissionregistration.ParamKind',
  'admissionregistration.ParamRef', 'admissionregistration.Variable', 'autoscaling.CrossVersionObjectReference',
  'core.ConfigMapKeySelector', 'core.EndpointAddress', 'core.EndpointPort', 'core.FileKeySelector', 'core.LocalObjectReference',
  'core.NodeSelector', 'core.NodeSelectorTerm', 'core.ObjectFieldSelector', 'core.ObjectReference', 'core.ResourceFieldSelector',
  'core.ScopeSelector', 'core.SecretKeySelector', 'core.SecretReference', 'core.TopologySelectorTerm', 'core.TypedLocalObjectReference',
  'discovery.EndpointPort', 'networking.ServiceBackendPort', 'rbac.RoleRef', 'rbac.Subject', 'meta.LabelSelector', 'meta.OwnerReference'
]);
const granularInVersions = new Set(['io.k8s.api.admissionregistration.v1alpha1.Variable', 'io.k8s.api.autoscaling.v2.CrossVersionObjectReference']);

/** A definition with its markers: `mapType` on itself, `listType` and `listMapKeys` on list types, the rest on fields. */
export function mark(name, definition) {
  const atomic = atomicTypes.has(keyOf(name)) && !granularInVersions.has(name);
  return { ...definition, ...(atomic ? { mapType: 'atomic' } : {}), fields: definition.fields.map(field => markField(keyOf(name), field)) };
}

function markField(owner, field) {
  const key = `${owner}.${field.name}`;
  if (field.type.type !== 'array') return fields[key] === undefined ? field : { ...field, markers: fields[key] };
  const row = listsByField[key] ?? listOf(field);
  if (row === undefined) return field;
  const [keys, strategy, patchMergeKey] = row;
  const list = keys === '' ? {} : keys === 'set' ? { listType: 'set' } : { listType: 'map', listMapKeys: keys.split(',') };
  const markers = strategy === undefined ? undefined : { patchStrategy: strategy.split(','), ...(patchMergeKey === undefined ? {} : { patchMergeKey }) };
  return { ...field, type: { ...field.type, ...list }, ...(markers === undefined ? {} : { markers }) };
}

function listOf({ name, type }) {
  if (type.items.type !== 'object') return undefined;
  const element = keyOf(type.items.definition);
  return listsByElement[element] ?? (name === 'conditions' && element.endsWith('Condition') ? conditions : undefined);
}

/** The last part of the package and the name: `core.Container`. */
function keyOf(definition) {
  const { pkg, name } = partsOf(definition);
  return `${pkg.split('.').at(-1)}.${name}`;
}

/*
 * What all three packages get wrong, against the OpenAPI of 1.36: structs without fields are dropped by the client's generator,
 * and some enums of alpha and beta types stand in none of them.
 */
const emptyStructs = {
  'io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec': 'StorageVersionSpec is an empty spec.',
  'io.k8s.api.scheduling.v1alpha2.BasicSchedulingPolicy': 'BasicSchedulingPolicy indicates that standard Kubernetes scheduling behavior should be used.'
};

const fieldTypes = {
  'io.k8s.api.apiserverinternal.v1alpha1.StorageVersion.spec': { type: 'object', definition: 'io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec' },
  'io.k8s.api.scheduling.v1alpha2.PodGroupSchedulingPolicy.basic': { type: 'object', definition: 'io.k8s.api.scheduling.v1alpha2.BasicSchedulingPolicy' },
  'io.k8s.api.scheduling.v1alpha2.PodGroupSpec.disruptionMode': { type: 'string', enum: ['Pod', 'PodGroup'] },
  'io.k8s.api.scheduling.v1alpha2.PodGroupTemplate.disruptionMode': { type: 'string', enum: ['Pod', 'PodGroup'] },
  'io.k8s.api.resource.v1beta1.DeviceRequest.allocationMode': { type: 'string', enum: ['All', 'ExactCount'] },
  'io.k8s.api.admissionregistration.v1alpha1.ParamRef.parameterNotFoundAction': { type: 'string', enum: ['Allow', 'Deny'] },
  'io.k8s.api.core.v1.AzureDiskVolumeSource.kind': { type: 'string', enum: ['Dedicated', 'Managed', 'Shared'] }
};

/** The definitions of one version, set right. */
export function correct(definitions) {
  const result = new Map([...definitions].map(([name, definition]) => [name, {
    ...definition, fields: definition.fields.map(field => ({ ...field, type: fieldTypes[`${name}.${field.name}`] ?? field.type }))
  }]));
  const used = new Set([...result.values()].flatMap(({ fields }) => fields.map(field => field.type.definition)));
  for (const [name, doc] of Object.entries(emptyStructs)) if (used.has(name)) result.set(name, { doc, fields: [] });
  return result;
}

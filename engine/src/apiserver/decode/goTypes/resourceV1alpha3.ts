/** How the Go structs of `io.k8s.api.resource.v1alpha3` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const resourceV1alpha3: Readonly<Record<string, string>> = {
  CELDeviceSelector: 'expression!',
  DeviceTaint: 'key! effect!=DeviceTaintEffect',
  DeviceTaintRule: 'metadata& spec!& status&',
  DeviceTaintRuleSpec: 'taint&',
  DeviceTaintSelector: 'driver* pool* device*',
  PoolStatus: 'generation! resourceSliceCount* totalDevices* allocatedDevices* availableDevices* unavailableDevices* nodeName* validationError*',
  ResourcePoolStatusRequest: 'metadata& spec!&',
  ResourcePoolStatusRequestSpec: 'driver! poolName* limit*',
  ResourcePoolStatusRequestStatus: 'poolCount*'
};

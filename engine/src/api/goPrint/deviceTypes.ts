/** The internal types of device claims, in the notation of coreTypes.ts (pkg/apis/resource/types.go, v1.36; facts only). */
export const deviceTypes: Readonly<Record<string, string>> = {
  CELDeviceSelector: 'Expression',
  CapacityRequirements: 'Requests{}',
  DeviceClaim: 'Requests[]DeviceRequest Constraints[]DeviceConstraint Config[]DeviceClaimConfiguration',
  DeviceClaimConfiguration: 'Requests* Opaque*OpaqueDeviceConfiguration',
  DeviceConstraint: 'Requests* MatchAttribute* DistinctAttribute*',
  DeviceRequest: 'Name Exactly*ExactDeviceRequest FirstAvailable[]DeviceSubRequest',
  DeviceSelector: 'CEL*CELDeviceSelector',
  DeviceSubRequest: 'Name DeviceClassName Selectors[]DeviceSelector AllocationMode Count# Tolerations[]Toleration Capacity*CapacityRequirements',
  ExactDeviceRequest: 'DeviceClassName Selectors[]DeviceSelector AllocationMode Count# AdminAccess* Tolerations[]Toleration Capacity*CapacityRequirements',
  OpaqueDeviceConfiguration: 'Driver Parameters*',
  ResourceClaimSpec: 'Devices:DeviceClaim'
};

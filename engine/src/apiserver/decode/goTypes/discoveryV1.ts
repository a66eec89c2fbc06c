/** How the Go structs of `io.k8s.api.discovery.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const discoveryV1: Readonly<Record<string, string>> = {
  Endpoint: 'addresses! conditions& hostname* nodeName* zone*',
  EndpointConditions: 'ready* serving* terminating*',
  EndpointPort: 'name* protocol*=v1.Protocol port* appProtocol*',
  EndpointSlice: 'metadata& addressType!=AddressType endpoints! ports!',
  ForNode: 'name!',
  ForZone: 'name!'
};

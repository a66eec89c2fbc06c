/** How the Go structs of `io.k8s.api.coordination.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const coordinationV1: Readonly<Record<string, string>> = {
  Lease: 'metadata& spec&',
  LeaseSpec: 'holderIdentity* leaseDurationSeconds* leaseTransitions* strategy*=CoordinatedLeaseStrategy preferredHolder*'
};

/** How the Go structs of `io.k8s.api.coordination.v1beta1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const coordinationV1beta1: Readonly<Record<string, string>> = {
  Lease: 'metadata& spec&',
  LeaseCandidate: 'metadata& spec&',
  LeaseCandidateSpec: 'leaseName! binaryVersion! strategy=v1.CoordinatedLeaseStrategy',
  LeaseSpec: 'holderIdentity* leaseDurationSeconds* leaseTransitions* strategy*=v1.CoordinatedLeaseStrategy preferredHolder*'
};

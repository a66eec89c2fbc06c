/** How the Go structs of `io.k8s.api.coordination.v1alpha2` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const coordinationV1alpha2: Readonly<Record<string, string>> = {
  LeaseCandidate: 'metadata& spec&',
  LeaseCandidateSpec: 'leaseName! binaryVersion! strategy=v1.CoordinatedLeaseStrategy'
};

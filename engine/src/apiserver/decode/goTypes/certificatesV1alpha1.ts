/** How the Go structs of `io.k8s.api.certificates.v1alpha1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const certificatesV1alpha1: Readonly<Record<string, string>> = {
  ClusterTrustBundle: 'metadata& spec!&',
  ClusterTrustBundleSpec: 'trustBundle!'
};

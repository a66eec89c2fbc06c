/** How the Go structs of `io.k8s.api.certificates.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const certificatesV1: Readonly<Record<string, string>> = {
  CertificateSigningRequest: 'metadata& spec!& status&',
  CertificateSigningRequestCondition: 'type!=RequestConditionType status!=v1.ConditionStatus lastUpdateTime& lastTransitionTime&',
  CertificateSigningRequestSpec: 'request! signerName! expirationSeconds* usages:KeyUsage extra:ExtraValue'
};

/** How the Go structs of `io.k8s.api.authentication.v1alpha1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const authenticationV1alpha1: Readonly<Record<string, string>> = {
  SelfSubjectReview: 'metadata& status&',
  SelfSubjectReviewStatus: 'userInfo&'
};

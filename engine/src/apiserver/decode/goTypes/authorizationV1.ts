/** How the Go structs of `io.k8s.api.authorization.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const authorizationV1: Readonly<Record<string, string>> = {
  LocalSubjectAccessReview: 'metadata& spec!& status&',
  NonResourceRule: 'verbs!',
  ResourceRule: 'verbs!',
  SelfSubjectAccessReview: 'metadata& spec!& status&',
  SelfSubjectRulesReview: 'metadata& spec!& status&',
  SubjectAccessReview: 'metadata& spec!& status&',
  SubjectAccessReviewSpec: 'extra:ExtraValue',
  SubjectAccessReviewStatus: 'allowed!',
  SubjectRulesReviewStatus: 'resourceRules! nonResourceRules! incomplete!'
};

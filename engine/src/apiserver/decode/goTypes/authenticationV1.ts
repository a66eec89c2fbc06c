/** How the Go structs of `io.k8s.api.authentication.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const authenticationV1: Readonly<Record<string, string>> = {
  BoundObjectReference: 'uid=types.UID',
  SelfSubjectReview: 'metadata& status&',
  SelfSubjectReviewStatus: 'userInfo&',
  TokenRequest: 'metadata& spec!& status&',
  TokenRequestSpec: 'audiences! expirationSeconds!* boundObjectRef!',
  TokenRequestStatus: 'token! expirationTimestamp!&',
  TokenReview: 'metadata& spec!& status&',
  TokenReviewStatus: 'user&',
  UserInfo: 'extra:ExtraValue'
};

/** How the Go structs of `io.k8s.api.rbac.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const rbacV1: Readonly<Record<string, string>> = {
  ClusterRole: 'metadata& rules!',
  ClusterRoleBinding: 'metadata& roleRef!&',
  PolicyRule: 'verbs!',
  Role: 'metadata& rules!',
  RoleBinding: 'metadata& roleRef!&',
  RoleRef: 'apiGroup! kind! name!',
  Subject: 'kind! name!'
};

/** How the Go structs of `io.k8s.api.policy.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const policyV1: Readonly<Record<string, string>> = {
  Eviction: 'metadata&',
  PodDisruptionBudget: 'metadata& spec& status&',
  PodDisruptionBudgetSpec: 'unhealthyPodEvictionPolicy*=UnhealthyPodEvictionPolicyType',
  PodDisruptionBudgetStatus: 'disruptionsAllowed! currentHealthy! desiredHealthy! expectedPods!'
};

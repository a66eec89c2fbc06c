/** How the Go structs of `io.k8s.api.scheduling.v1alpha2` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const schedulingV1alpha2: Readonly<Record<string, string>> = {
  GangSchedulingPolicy: 'minCount!',
  PodGroup: 'metadata& spec!& status&',
  PodGroupResourceClaim: 'name! resourceClaimName* resourceClaimTemplateName*',
  PodGroupResourceClaimStatus: 'name! resourceClaimName*',
  PodGroupSpec: 'podGroupTemplateRef! schedulingPolicy!& disruptionMode*=DisruptionMode priority*',
  PodGroupTemplate: 'name! schedulingPolicy!& schedulingConstraints! disruptionMode*=DisruptionMode priority*',
  PodGroupTemplateReference: 'workload!',
  TopologyConstraint: 'key!',
  TypedLocalObjectReference: 'kind! name!',
  Workload: 'metadata& spec!&',
  WorkloadPodGroupTemplateReference: 'workloadName! podGroupTemplateName!',
  WorkloadSpec: 'podGroupTemplates!'
};

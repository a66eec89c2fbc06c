/** How the Go structs of `io.k8s.kube-aggregator.pkg.apis.apiregistration.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const apiregistrationV1: Readonly<Record<string, string>> = {
  APIService: 'spec& status&',
  APIServiceCondition: 'type!=APIServiceConditionType status!=ConditionStatus lastTransitionTime&',
  APIServiceSpec: 'groupPriorityMinimum! versionPriority!',
  ServiceReference: 'port*'
};

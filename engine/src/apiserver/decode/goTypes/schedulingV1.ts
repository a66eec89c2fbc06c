/** How the Go structs of `io.k8s.api.scheduling.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const schedulingV1: Readonly<Record<string, string>> = {
  PriorityClass: 'metadata& value! preemptionPolicy*=v1.PreemptionPolicy'
};

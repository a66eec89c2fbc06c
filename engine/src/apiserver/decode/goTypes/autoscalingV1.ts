/** How the Go structs of `io.k8s.api.autoscaling.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const autoscalingV1: Readonly<Record<string, string>> = {
  ContainerResourceMetricSource: 'name!=v1.ResourceName targetAverageUtilization* container!',
  ContainerResourceMetricStatus: 'name!=v1.ResourceName currentAverageUtilization* currentAverageValue!& container!',
  CrossVersionObjectReference: 'kind! name!',
  ExternalMetricSource: 'metricName!',
  ExternalMetricStatus: 'metricName! currentValue!&',
  HorizontalPodAutoscaler: 'metadata& spec& status&',
  HorizontalPodAutoscalerCondition: 'type!=HorizontalPodAutoscalerConditionType status!=v1.ConditionStatus lastTransitionTime&',
  HorizontalPodAutoscalerSpec: 'scaleTargetRef!& minReplicas* maxReplicas! targetCPUUtilizationPercentage*',
  HorizontalPodAutoscalerStatus: 'observedGeneration* currentReplicas! desiredReplicas! currentCPUUtilizationPercentage*',
  MetricSpec: 'type!=MetricSourceType',
  MetricStatus: 'type!=MetricSourceType',
  ObjectMetricSource: 'target!& metricName! targetValue!&',
  ObjectMetricStatus: 'target!& metricName! currentValue!&',
  PodsMetricSource: 'metricName! targetAverageValue!&',
  PodsMetricStatus: 'metricName! currentAverageValue!&',
  ResourceMetricSource: 'name!=v1.ResourceName targetAverageUtilization*',
  ResourceMetricStatus: 'name!=v1.ResourceName currentAverageUtilization* currentAverageValue!&',
  Scale: 'metadata& spec& status&',
  ScaleStatus: 'replicas!'
};

/** How the Go structs of `io.k8s.api.batch.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const batchV1: Readonly<Record<string, string>> = {
  CronJob: 'metadata& spec& status&',
  CronJobSpec: 'schedule! timeZone* startingDeadlineSeconds* concurrencyPolicy=ConcurrencyPolicy suspend* jobTemplate!& successfulJobsHistoryLimit* failedJobsHistoryLimit*',
  Job: 'metadata& spec& status&',
  JobCondition: 'type!=JobConditionType status!=v1.ConditionStatus lastProbeTime& lastTransitionTime&',
  JobSpec: 'parallelism* completions* activeDeadlineSeconds* backoffLimit* backoffLimitPerIndex* maxFailedIndexes* manualSelector* template!& ttlSecondsAfterFinished* completionMode*=CompletionMode suspend* podReplacementPolicy*=PodReplacementPolicy managedBy*',
  JobStatus: 'terminating* failedIndexes* ready*',
  JobTemplateSpec: 'metadata& spec&',
  PodFailurePolicy: 'rules!',
  PodFailurePolicyOnExitCodesRequirement: 'containerName* operator!=PodFailurePolicyOnExitCodesOperator values!',
  PodFailurePolicyOnPodConditionsPattern: 'type!=v1.PodConditionType status!=v1.ConditionStatus',
  PodFailurePolicyRule: 'action!=PodFailurePolicyAction',
  SuccessPolicy: 'rules!',
  SuccessPolicyRule: 'succeededIndexes* succeededCount*',
  UncountedTerminatedPods: 'succeeded:types.UID failed:types.UID'
};

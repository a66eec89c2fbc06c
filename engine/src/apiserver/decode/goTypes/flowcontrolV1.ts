/** How the Go structs of `io.k8s.api.flowcontrol.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const flowcontrolV1: Readonly<Record<string, string>> = {
  ExemptPriorityLevelConfiguration: 'nominalConcurrencyShares* lendablePercent*',
  FlowDistinguisherMethod: 'type!=FlowDistinguisherMethodType',
  FlowSchema: 'metadata& spec& status&',
  FlowSchemaCondition: 'type=FlowSchemaConditionType status=ConditionStatus lastTransitionTime&',
  FlowSchemaSpec: 'priorityLevelConfiguration!& matchingPrecedence!',
  GroupSubject: 'name!',
  LimitResponse: 'type!=LimitResponseType',
  LimitedPriorityLevelConfiguration: 'nominalConcurrencyShares!* limitResponse& lendablePercent* borrowingLimitPercent*',
  NonResourcePolicyRule: 'verbs! nonResourceURLs!',
  PolicyRulesWithSubjects: 'subjects!',
  PriorityLevelConfiguration: 'metadata& spec& status&',
  PriorityLevelConfigurationCondition: 'type=PriorityLevelConfigurationConditionType status=ConditionStatus lastTransitionTime&',
  PriorityLevelConfigurationReference: 'name!',
  PriorityLevelConfigurationSpec: 'type!=PriorityLevelEnablement',
  QueuingConfiguration: 'queues! handSize! queueLengthLimit!',
  ResourcePolicyRule: 'verbs! apiGroups! resources! namespaces!',
  ServiceAccountSubject: 'namespace! name!',
  Subject: 'kind!=SubjectKind',
  UserSubject: 'name!'
};

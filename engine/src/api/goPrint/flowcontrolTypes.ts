/** The internal types of API priority and fairness, in the notation of coreTypes.ts (pkg/apis/flowcontrol/types.go, v1.36; facts only). */
export const flowcontrolTypes: Readonly<Record<string, string>> = {
  ExemptPriorityLevelConfiguration: 'NominalConcurrencyShares* LendablePercent*',
  FlowDistinguisherMethod: 'Type',
  FlowSchemaSpec: 'PriorityLevelConfiguration:PriorityLevelConfigurationReference MatchingPrecedence# DistinguisherMethod*FlowDistinguisherMethod Rules[]PolicyRulesWithSubjects',
  FlowSubject: 'Kind User*NamedSubject Group*NamedSubject ServiceAccount*ServiceAccountSubject',
  LimitResponse: 'Type Queuing*QueuingConfiguration',
  LimitedPriorityLevelConfiguration: 'NominalConcurrencyShares# LimitResponse:LimitResponse LendablePercent* BorrowingLimitPercent*',
  NamedSubject: 'Name',
  NonResourcePolicyRule: 'Verbs* NonResourceURLs=nonResourceURLs*',
  PolicyRulesWithSubjects: 'Subjects[]FlowSubject ResourceRules[]ResourcePolicyRule NonResourceRules[]NonResourcePolicyRule',
  PriorityLevelConfigurationReference: 'Name',
  PriorityLevelConfigurationSpec: 'Type Limited*LimitedPriorityLevelConfiguration Exempt*ExemptPriorityLevelConfiguration',
  QueuingConfiguration: 'Queues# HandSize# QueueLengthLimit#',
  ResourcePolicyRule: 'Verbs* APIGroups=apiGroups* Resources* ClusterScope! Namespaces*',
  ServiceAccountSubject: 'Namespace Name'
};

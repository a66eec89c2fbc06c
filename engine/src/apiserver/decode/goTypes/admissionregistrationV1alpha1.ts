/** How the Go structs of `io.k8s.api.admissionregistration.v1alpha1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const admissionregistrationV1alpha1: Readonly<Record<string, string>> = {
  AuditAnnotation: 'key! valueExpression!',
  ExpressionWarning: 'fieldRef! warning!',
  MatchResources: 'matchPolicy*=MatchPolicyType',
  MutatingAdmissionPolicy: 'metadata& spec&',
  MutatingAdmissionPolicyBinding: 'metadata& spec&',
  MutatingAdmissionPolicySpec: 'failurePolicy*=FailurePolicyType matchConditions:MatchCondition reinvocationPolicy=v1.ReinvocationPolicyType',
  Mutation: 'patchType!=PatchType',
  NamedRuleWithOperations: '@RuleWithOperations(operations:OperationType @Rule(apiGroups apiVersions resources scope*=ScopeType))',
  ParamRef: 'parameterNotFoundAction*=ParameterNotFoundActionType',
  ValidatingAdmissionPolicy: 'metadata& spec& status&',
  ValidatingAdmissionPolicyBinding: 'metadata& spec&',
  ValidatingAdmissionPolicyBindingSpec: 'validationActions:ValidationAction',
  ValidatingAdmissionPolicySpec: 'failurePolicy*=FailurePolicyType matchConditions:MatchCondition',
  Validation: 'expression! reason*=v1.StatusReason',
  Variable: 'name! expression!'
};

/** How the Go structs of `io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const apiextensionsV1: Readonly<Record<string, string>> = {
  ConversionRequest: 'uid!=types.UID desiredAPIVersion! objects!',
  ConversionResponse: 'uid!=types.UID convertedObjects! result!&',
  CustomResourceColumnDefinition: 'name! type! jsonPath!',
  CustomResourceConversion: 'strategy!=ConversionStrategyType',
  CustomResourceDefinition: 'metadata& spec!& status&',
  CustomResourceDefinitionCondition: 'type!=CustomResourceDefinitionConditionType status!=ConditionStatus lastTransitionTime&',
  CustomResourceDefinitionNames: 'plural! kind!',
  CustomResourceDefinitionSpec: 'group! names!& scope!=ResourceScope versions!',
  CustomResourceDefinitionStatus: 'conditions! acceptedNames!& storedVersions!',
  CustomResourceDefinitionVersion: 'name! served! storage! deprecationWarning*',
  CustomResourceSubresourceScale: 'specReplicasPath! statusReplicasPath! labelSelectorPath*',
  JSONSchemaProps: '$schema=JSONSchemaURL $ref* maximum* minimum* maxLength* minLength* maxItems* minItems* multipleOf* maxProperties* minProperties* dependencies=JSONSchemaDependencies definitions=JSONSchemaDefinitions x-kubernetes-preserve-unknown-fields* x-kubernetes-list-type* x-kubernetes-map-type* x-kubernetes-validations=ValidationRules',
  SelectableField: 'jsonPath!',
  ServiceReference: 'namespace! name! path* port*',
  ValidationRule: 'rule! reason*=FieldValueErrorReason optionalOldSelf*',
  WebhookClientConfig: 'url*',
  WebhookConversion: 'conversionReviewVersions!'
};

import type { IngressClass, IngressClassParametersReference } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, notSupported, required, tooLong, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { validateDomainPrefixedPath } from '../validation/domainPrefixedPath';
import { byteLength, isDns1123Label, isDns1123Subdomain, isPathSegmentName, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';

const controllerPath = FieldPath.of('spec', 'controller'), parametersPath = FieldPath.of('spec', 'parameters');
const maxControllerBytes = 250;

/** `networking.k8s.io/v1/IngressClass`, mirrors pkg/registry/networking/ingressclass and pkg/apis/networking of v1.36. */
export const ingressClass = defineKind<IngressClass>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'IngressClass' },
  plural: 'ingressclasses', singular: 'ingressclass', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.networking.v1.IngressClass',
  subresources: [],
  setDefaults(object) {
    if (object.spec?.parameters !== undefined) object.spec.parameters.scope ??= 'Cluster';
  },
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate,
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateImmutable(object.spec?.controller ?? '', old.spec?.controller ?? '', controllerPath),
    ...validate(object)
  ]
});

function validate(object: IngressClass): FieldError[] {
  const controller = object.spec?.controller ?? '', parameters = object.spec?.parameters;
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...(byteLength(controller) > maxControllerBytes ? [tooLong(controllerPath, maxControllerBytes)] : []),
    ...validateDomainPrefixedPath(controller, controllerPath),
    ...(parameters === undefined ? [] : validateParameters(parameters))
  ];
}

function validateParameters(parameters: IngressClassParametersReference): FieldError[] {
  const { apiGroup, kind = '', name = '' } = parameters;
  const segment = (field: string, value: string): FieldError[] => {
    const path = parametersPath.child(field);
    return value === '' ? [required(path)] : isPathSegmentName(value).map(detail => invalid(path, value, detail));
  };
  return [
    ...(apiGroup === undefined ? [] : isDns1123Subdomain(apiGroup).map(detail => invalid(parametersPath.child('apiGroup'), apiGroup, detail))),
    ...segment('kind', kind),
    ...segment('name', name),
    ...validateScope(parameters)
  ];
}

/** A namespaced parameter object needs its namespace, a cluster-scoped one has none. */
function validateScope({ scope, namespace }: IngressClassParametersReference): FieldError[] {
  const path = parametersPath.child('namespace');
  switch (scope) {
    case undefined: return [required(parametersPath.child('scope'))];
    case 'Cluster': return namespace === undefined ? [] : [forbidden(path, "`parameters.scope` is set to 'Cluster'")];
    case 'Namespace': return namespace === undefined ? [required(path, "`parameters.scope` is set to 'Namespace'")]
      : isDns1123Label(namespace).map(detail => invalid(path, namespace, detail));
    default: return [notSupported(parametersPath.child('scope'), scope, ['Cluster', 'Namespace'])];
  }
}

import type { Ingress } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import { ingressOptions, validateIngressSpec, validateLoadBalancerStatus } from '../ingress/validation';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { ipWarnings } from '../validation/addresses';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const classAnnotation = 'kubernetes.io/ingress.class';

/** `networking.k8s.io/v1/Ingress`, mirrors pkg/registry/networking/ingress and pkg/apis/networking of v1.36. */
export const ingress = defineKind<Ingress>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
  plural: 'ingresses', singular: 'ingress', shortNames: ['ing'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.networking.v1.Ingress',
  subresources: ['status'],
  // An empty list of rules is told from none only where it is printed in a refusal.
  setDefaults({ spec }) {
    if (spec?.defaultBackend !== undefined && spec.rules?.length === 0) delete spec.rules;
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateIngressSpec(object.spec ?? {}, ingressOptions(undefined, ctx)),
    ...validateClassAnnotation(object)
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateIngressSpec(object.spec ?? {}, ingressOptions(old, ctx))
  ],
  warnings(object, old) {
    if (old !== undefined || object.metadata?.annotations?.[classAnnotation] === undefined || object.spec?.ingressClassName !== undefined) return [];
    return [`annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`];
  },
  status: {
    validateUpdate: (object, old, ctx) => [
      ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
      ...validateLoadBalancerStatus(object.status?.loadBalancer ?? {}, old.status?.loadBalancer ?? {}, ctx)
    ],
    warnings: object => (object.status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }, i) => ip === '' ? [] : ipWarnings(ip, FieldPath.of('status', 'loadBalancer', 'ingress').index(i)))
  }
});

/** The annotation is what the class was before it had a field: a create may not say both and differ. */
function validateClassAnnotation(object: Ingress): FieldError[] {
  const annotation = object.metadata?.annotations?.[classAnnotation], name = object.spec?.ingressClassName;
  if (annotation === undefined || name === undefined || annotation === name) return [];
  return [invalid(FieldPath.of('annotations', classAnnotation), annotation, 'must match `ingressClassName` when both are specified')];
}

import type { ValidatingAdmissionPolicy } from '../../../generated/types';
import { setMatchResourcesDefaults } from '../admissionregistration/matchResources';
import { validatePolicySpec } from '../admissionregistration/policySpec';
import { staticNameWarnings } from '../admissionregistration/staticName';
import type { FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy`, mirrors pkg/registry/admissionregistration/validatingadmissionpolicy and pkg/apis/admissionregistration of v1.36. */
export const validatingAdmissionPolicy = defineKind<ValidatingAdmissionPolicy>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingAdmissionPolicy' },
  plural: 'validatingadmissionpolicies', singular: 'validatingadmissionpolicy', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicy',
  subresources: ['status'],
  versionedUpdates: true,
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.failurePolicy ??= 'Fail';
    if (spec.matchConstraints !== undefined) setMatchResourcesDefaults(spec.matchConstraints);
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validate(object, undefined),
  validateUpdate: (object, old) => validate(object, old),
  warnings: object => staticNameWarnings(object.metadata?.name ?? '')
});

function validate(object: ValidatingAdmissionPolicy, old: ValidatingAdmissionPolicy | undefined): FieldError[] {
  return [
    ...validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validatePolicySpec(object.spec ?? {}, old?.spec, object.metadata ?? {})
  ];
}

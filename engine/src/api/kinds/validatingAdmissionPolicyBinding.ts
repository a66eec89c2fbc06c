import type { ValidatingAdmissionPolicyBinding } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { setMatchResourcesDefaults, validateMatchResources, validateParamRef } from '../admissionregistration/matchResources';
import { staticNameWarnings } from '../admissionregistration/staticName';
import { duplicate, invalid, notSupported, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const specPath = FieldPath.of('spec'), actions = ['Audit', 'Deny', 'Warn'];

/** `admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding`, mirrors pkg/registry/admissionregistration/validatingadmissionpolicybinding and pkg/apis/admissionregistration of v1.36. */
export const validatingAdmissionPolicyBinding = defineKind<ValidatingAdmissionPolicyBinding>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingAdmissionPolicyBinding' },
  plural: 'validatingadmissionpolicybindings', singular: 'validatingadmissionpolicybinding', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding',
  subresources: [],
  versionedUpdates: true,
  setDefaults(object) {
    if (object.spec?.matchResources !== undefined) setMatchResourcesDefaults(object.spec.matchResources);
  },
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate,
  validateUpdate: validate,
  warnings: object => staticNameWarnings(object.metadata?.name ?? '')
});

function validate(object: ValidatingAdmissionPolicyBinding): FieldError[] {
  const { policyName = '', paramRef, matchResources, validationActions = [] } = object.spec ?? {}, at = specPath.child('policyName');
  const errors = validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath);
  if (policyName === '') errors.push(required(at));
  else errors.push(...nameIsDnsSubdomain(policyName, 'name').map(detail => invalid(at, policyName, detail)));
  if (paramRef !== undefined) errors.push(...validateParamRef(paramRef, specPath.child('paramRef')));
  if (matchResources !== undefined) errors.push(...validateMatchResources(matchResources, specPath.child('matchResources')));
  return [...errors, ...validateActions(validationActions, specPath.child('validationActions'))];
}

function validateActions(named: readonly string[], path: FieldPath): FieldError[] {
  const errors = named.flatMap((action, i) => [
    ...(actions.includes(action) ? [] : [notSupported(path.index(i), action, actions)]),
    ...(named.indexOf(action) < i ? [duplicate(path.index(i), action)] : [])
  ]);
  if (named.includes('Deny') && named.includes('Warn')) {
    errors.push(invalid(path, named, 'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)'));
  }
  return named.length > 0 ? errors : [...errors, required(path, 'at least one validation action is required')];
}

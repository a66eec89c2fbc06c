import type { ValidatingAdmissionPolicyBinding } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding`, mirrors pkg/registry and pkg/apis of v1.36. */
export const validatingAdmissionPolicyBinding = defineKind<ValidatingAdmissionPolicyBinding>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingAdmissionPolicyBinding' },
  plural: 'validatingadmissionpolicybindings', singular: 'validatingadmissionpolicybinding', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding',
  subresources: [],
  versionedUpdates: true,
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate: object => validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

import type { ValidatingAdmissionPolicy } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy`, mirrors pkg/registry and pkg/apis of v1.36. */
export const validatingAdmissionPolicy = defineKind<ValidatingAdmissionPolicy>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingAdmissionPolicy' },
  plural: 'validatingadmissionpolicies', singular: 'validatingadmissionpolicy', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicy',
  subresources: ['status'],
  versionedUpdates: true,
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

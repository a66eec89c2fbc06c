import type { ServiceAccount } from '../../../generated/types';
import type { FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';

/** `v1/ServiceAccount`, mirrors pkg/registry/core/serviceaccount and pkg/apis/core/validation of v1.36. */
export const serviceAccount = defineKind<ServiceAccount>({
  gvk: { group: '', version: 'v1', kind: 'ServiceAccount' },
  plural: 'serviceaccounts', singular: 'serviceaccount', shortNames: ['sa'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ServiceAccount',
  subresources: ['token'],
  prepareForCreate(object) {
    for (const secret of object.secrets ?? []) keepNameOnly(secret);
  },
  prepareForUpdate(object) {
    for (const secret of object.secrets ?? []) keepNameOnly(secret);
  },
  validate,
  validateUpdate: (object, old) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validate(object)]
});

/** Of the references to secrets only the names are kept (`cleanSecretReferences`). */
function keepNameOnly(reference: { [field: string]: unknown }): void {
  for (const field of Object.keys(reference)) if (field !== 'name') delete reference[field];
}

function validate(object: ServiceAccount): FieldError[] {
  return validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath);
}

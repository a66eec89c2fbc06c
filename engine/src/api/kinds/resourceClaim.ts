import type { ResourceClaim } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { setClaimSpecDefaults, validateClaimSpec } from '../device/claimSpec';
import { forbidden, invalid, required, type FieldError } from '../fieldError';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { validateList, validateUnique } from '../validation/itemLists';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const specPath = FieldPath.of('spec'), statusPath = FieldPath.of('status');
const maxConsumers = 256;

/** `resource.k8s.io/v1/ResourceClaim`, mirrors pkg/registry/resource/resourceclaim and pkg/apis/resource of v1.36. Of the status, who has reserved the claim is judged. */
export const resourceClaim = defineKind<ResourceClaim>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceClaim' },
  plural: 'resourceclaims', singular: 'resourceclaim', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.resource.v1.ResourceClaim',
  subresources: ['status'],
  setDefaults(object) {
    setClaimSpecDefaults(object.spec);
  },
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => [...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath), ...validateClaimSpec(object.spec ?? {}, specPath)],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...(equal(object.spec, old.spec) ? [] : [invalid(specPath, goStruct('ResourceClaimSpec', object.spec), fieldImmutable)])
  ],
  status: {
    validateUpdate: (object, old) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateStatus(object, old)]
  }
});

/** Only an allocated claim is reserved, and an allocation stays as it is until it goes. */
function validateStatus({ status = {} }: ResourceClaim, { status: old = {} }: ResourceClaim): FieldError[] {
  const { reservedFor = [], allocation } = status, path = statusPath.child('reservedFor');
  return [
    ...validateList(reservedFor, maxConsumers, path, (consumer, at) => (['resource', 'name', 'uid'] as const).flatMap(field => (consumer[field] ?? '') === '' ? [required(at.child(field))] : [])),
    ...validateUnique(reservedFor.map(({ uid = '' }) => uid), maxConsumers, path),
    ...(reservedFor.length > 0 && allocation === undefined ? [forbidden(path, 'may not be specified when `allocated` is not set')] : []),
    ...(allocation === undefined || old.allocation === undefined ? [] : validateImmutable(allocation, old.allocation, statusPath.child('allocation')))
  ];
}

import type { ServiceCIDR } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { parsePrefix } from '../../core/ipAddress';
import { invalid, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { validateCidr } from '../validation/addresses';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const cidrsPath = FieldPath.of('spec', 'cidrs');

/** `networking.k8s.io/v1/ServiceCIDR`, mirrors pkg/registry/networking/servicecidr and pkg/apis/networking of v1.36. */
export const serviceCidr = defineKind<ServiceCIDR>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'ServiceCIDR' },
  plural: 'servicecidrs', singular: 'servicecidr', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.networking.v1.ServiceCIDR',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => [...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath), ...validateCidrs(object.spec?.cidrs ?? [])],
  validateUpdate: (object, old) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateCidrsKept(object.spec?.cidrs ?? [], old.spec?.cidrs ?? [])],
  status: { validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath) }
});

/** One range, or one of each family. */
function validateCidrs(cidrs: readonly string[]): FieldError[] {
  if (cidrs.length === 0) return [required(cidrsPath, 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalid(cidrsPath, { CIDRs: cidrs }, 'may only hold up to 2 values')];
  const errors = cidrs.flatMap((cidr, i) => validateCidr(cidr, cidrsPath.index(i)));
  const [first, second] = cidrs.map(cidr => parsePrefix(cidr)?.address.family);
  if (first === undefined || first !== second) return errors;
  return [...errors, invalid(cidrsPath, cidrs, 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64')];
}

/** A second family may be added; nothing else changes. */
function validateCidrsKept(cidrs: readonly string[], old: readonly string[]): FieldError[] {
  const changed = (count: number): FieldError[] => cidrs.slice(0, count).flatMap((cidr, i) => cidr === old[i] ? [] : [invalid(cidrsPath.index(i), cidr, fieldImmutable)]);
  if (cidrs.length === old.length) return changed(old.length);
  return old.length === 1 && cidrs.length === 2 ? [...changed(1), ...validateCidrs(cidrs)] : [invalid(cidrsPath, cidrs, fieldImmutable)];
}

import type { Node } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { parsePrefix } from '../../core/ipAddress';
import { clone, equal, type Mutable } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { duplicate, forbidden, invalid, type FieldError } from '../fieldError';
import { defineKind, type ValidationContext } from '../kind';
import { keepStatus } from '../strategy';
import { validateLegacyCidr } from '../validation/addresses';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { validateResourceQuantity } from '../validation/resourceNames';
import { validateTaints } from '../validation/taints';

const specPath = FieldPath.of('spec'), statusPath = FieldPath.of('status');
const podCidrsPath = specPath.child('podCIDRs');

/** `v1/Node`, mirrors pkg/registry/core/node and pkg/apis/core/validation of v1.36. */
export const node = defineKind<Node>({
  gvk: { group: '', version: 'v1', kind: 'Node' },
  plural: 'nodes', singular: 'node', shortNames: ['no'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.core.v1.Node',
  subresources: ['proxy', 'status'],
  setDefaults(object) {
    syncPodCidrs(object);
    const { status } = object;
    if (status?.capacity !== undefined && status.allocatable === undefined) status.allocatable = clone(status.capacity);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate,
  validateUpdate: (object, old, ctx) => [
    ...validate(object, ctx),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateResources(object),
    ...validateAddresses(object),
    ...validateKept(object, old),
    ...validateTaints(object.spec?.taints ?? [], metadataPath.child('taints')),
    ...((object.spec?.externalID ?? '') === (old.spec?.externalID ?? '') ? [] : [forbidden(specPath.child('externalID'), 'may not be updated')])
  ]
});

function validate(object: Node, ctx: ValidationContext): FieldError[] {
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateTaints(object.spec?.taints ?? [], metadataPath.child('taints')),
    ...validateResources(object),
    ...validatePodCidrs(object, ctx)
  ];
}

/** The internal version knows the list only; the single field is its first, and wins where they differ. */
function syncPodCidrs(object: Mutable<Node>): void {
  const spec = object.spec;
  if (spec === undefined) return;
  const { podCIDR = '', podCIDRs = [] } = spec;
  if (podCIDR !== '' && podCIDRs[0] !== podCIDR) spec.podCIDRs = [podCIDR];
  const first = spec.podCIDRs?.[0];
  if (first !== undefined && first !== '') spec.podCIDR = first;
}

function validateResources({ status = {} }: Node): FieldError[] {
  return (['capacity', 'allocatable'] as const).flatMap(list => {
    const resources = status[list] ?? {};
    return sortedKeys(resources).flatMap(name => validateResourceQuantity(name, resources[name] ?? '0', statusPath.child(list, name)));
  });
}

function validatePodCidrs({ spec = {} }: Node, ctx: ValidationContext): FieldError[] {
  const cidrs = spec.podCIDRs ?? [];
  const errors = cidrs.flatMap((cidr, i) => validateLegacyCidr(cidr, podCidrsPath.index(i), ctx));
  if (cidrs.length < 2) return errors;
  const families = new Set(cidrs.map(cidr => parsePrefix(cidr)?.address.family));
  return families.size === 2 && cidrs.length === 2 ? errors : [...errors, invalid(podCidrsPath, cidrs, 'may specify no more than one CIDR for each IP family')];
}

function validateAddresses({ status = {} }: Node): FieldError[] {
  const addresses = status.addresses ?? [];
  return addresses.flatMap((address, i) => addresses.findIndex(other => equal(other, address)) < i
    ? [duplicate(statusPath.child('addresses').index(i), { Type: address.type ?? '', Address: address.address ?? '' })] : []);
}

/** What a node was given once stays: its ranges of pod addresses and its provider's name for it. */
function validateKept(object: Node, old: Node): FieldError[] {
  const before = old.spec?.podCIDRs ?? [], after = object.spec?.podCIDRs ?? [];
  const errors: FieldError[] = [];
  const changed = forbidden(podCidrsPath, 'node updates may not change podCIDR except from "" to valid');
  if (before.length > 0 && before.length !== after.length) errors.push(changed);
  else before.forEach((cidr, i) => { if (cidr !== after[i]) errors.push(changed); });
  const provider = old.spec?.providerID ?? '';
  if (provider !== '' && provider !== object.spec?.providerID) errors.push(forbidden(specPath.child('providerID'), 'node updates may not change providerID except from "" to valid'));
  return errors;
}

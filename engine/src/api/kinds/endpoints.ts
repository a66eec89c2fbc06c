import type { EndpointAddress, EndpointPort, Endpoints } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { invalid, notSupported, required, type FieldError } from '../fieldError';
import { defineKind, type ValidationContext } from '../kind';
import { ipWarnings, validateEndpointIp, validateLegacyIp } from '../validation/addresses';
import { isDns1123Label, isDns1123Subdomain, isQualifiedName, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { validatePortNumber } from '../validation/ports';

const subsetsPath = FieldPath.of('subsets');
const protocols = ['SCTP', 'TCP', 'UDP'];

/** `v1/Endpoints`, mirrors pkg/registry/core/endpoint and pkg/apis/core/validation of v1.36. */
export const endpoints = defineKind<Endpoints>({
  gvk: { group: '', version: 'v1', kind: 'Endpoints' },
  plural: 'endpoints', singular: 'endpoints', shortNames: ['ep'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Endpoints',
  subresources: [],
  setDefaults(object) {
    for (const subset of object.subsets ?? []) for (const port of subset.ports ?? []) if ((port.protocol ?? '') === '') port.protocol = 'TCP';
  },
  validate: (object, ctx) => validate(object, undefined, ctx),
  validateUpdate: (object, old, ctx) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validate(object, old, ctx)],
  warnings: object => (object.subsets ?? []).flatMap(({ addresses = [], notReadyAddresses = [] }, i) => [
    ...addresses.flatMap((address, n) => ipWarnings(address.ip ?? '', subsetsPath.index(i).child('addresses').index(n).child('ip'))),
    ...notReadyAddresses.flatMap((address, n) => ipWarnings(address.ip ?? '', subsetsPath.index(i).child('notReadyAddresses').index(n).child('ip')))
  ])
});

/** Subsets that have not changed may stay wrong. */
function validate(object: Endpoints, old: Endpoints | undefined, ctx: ValidationContext): FieldError[] {
  const meta = validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath);
  const errors = validateSubsets(object, ctx);
  return errors.length > 0 && old !== undefined && equal(old.subsets, object.subsets) ? meta : [...meta, ...errors];
}

function validateSubsets({ subsets = [] }: Endpoints, ctx: ValidationContext): FieldError[] {
  return subsets.flatMap(({ addresses = [], notReadyAddresses = [], ports = [] }, i) => {
    const path = subsetsPath.index(i);
    return [
      ...(addresses.length + notReadyAddresses.length === 0 ? [required(path, 'must specify `addresses` or `notReadyAddresses`')] : []),
      ...addresses.flatMap((address, n) => validateAddress(address, path.child('addresses').index(n), ctx)),
      ...notReadyAddresses.flatMap((address, n) => validateAddress(address, path.child('notReadyAddresses').index(n), ctx)),
      ...ports.flatMap((port, n) => validatePort(port, ports.length > 1 ? 'named' : 'anonymous', path.child('ports').index(n)))
    ];
  });
}

function validateAddress({ ip = '', hostname = '', nodeName }: EndpointAddress, path: FieldPath, ctx: ValidationContext): FieldError[] {
  return [
    ...validateLegacyIp(ip, path.child('ip'), ctx),
    ...(hostname === '' ? [] : isDns1123Label(hostname).map(detail => invalid(path.child('hostname'), hostname, detail))),
    ...(nodeName === undefined ? [] : isDns1123Subdomain(nodeName).map(detail => invalid(path.child('nodeName'), nodeName, detail))),
    ...validateEndpointIp(ip, path.child('ip'))
  ];
}

function validatePort({ name = '', port, protocol = '', appProtocol }: EndpointPort, naming: 'named' | 'anonymous', path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (name !== '') errors.push(...isDns1123Label(name).map(detail => invalid(path.child('name'), name, detail)));
  else if (naming === 'named') errors.push(required(path.child('name')));
  errors.push(...validatePortNumber(port, path.child('port')));
  if (protocol === '') errors.push(required(path.child('protocol')));
  else if (!protocols.includes(protocol)) errors.push(notSupported(path.child('protocol'), protocol, protocols));
  return appProtocol === undefined ? errors : [...errors, ...isQualifiedName(appProtocol).map(detail => invalid(path.child('appProtocol'), appProtocol, detail))];
}

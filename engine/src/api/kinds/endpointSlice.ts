import type { DiscoveryV1EndpointPort, EndpointSlice } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { validateEndpoints } from '../endpointSlice/endpoints';
import { duplicate, invalid, NamedText, notSupportedName, required, tooMany, type FieldError } from '../fieldError';
import { defineKind, type ValidationContext } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { ipWarnings } from '../validation/addresses';
import { metadataPath, validateCoreObjectMeta, validateImmutable } from '../validation/objectMeta';
import { isDns1123Label, isQualifiedName, nameIsDnsSubdomain } from '../validation/names';

const typePath = FieldPath.of('addressType'), portsPath = FieldPath.of('ports'), endpointsPath = FieldPath.of('endpoints');
const addressTypes = ['FQDN', 'IPv4', 'IPv6'], protocols = ['SCTP', 'TCP', 'UDP'];
const maxPorts = 20_000;
/** Who writes canonical addresses anyway. */
const managers: readonly (string | undefined)[] = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

/** `discovery.k8s.io/v1/EndpointSlice`, mirrors pkg/registry/discovery/endpointslice and pkg/apis/discovery of v1.36. */
export const endpointSlice = defineKind<EndpointSlice>({
  gvk: { group: 'discovery.k8s.io', version: 'v1', kind: 'EndpointSlice' },
  plural: 'endpointslices', singular: 'endpointslice', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.discovery.v1.EndpointSlice',
  subresources: [],
  setDefaults(object) {
    for (const port of object.ports ?? []) {
      port.name ??= '';
      port.protocol ??= 'TCP';
    }
  },
  prepareForCreate(object) {
    startGeneration(object);
    for (const endpoint of object.endpoints ?? []) delete endpoint.deprecatedTopology;
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old, ['endpoints', 'ports', 'addressType']);
    if (!equal(object.metadata?.labels ?? {}, old.metadata?.labels ?? {})) (object.metadata ??= {}).generation = (old.metadata?.generation ?? 0) + 1;
    if (!equal(object.endpoints, old.endpoints)) for (const endpoint of object.endpoints ?? []) delete endpoint.deprecatedTopology;
  },
  validate: (object, ctx) => validate(object, undefined, ctx),
  validateUpdate: (object, old, ctx) => [...validate(object, old, ctx), ...validateImmutable(object.addressType ?? '', old.addressType ?? '', typePath)],
  warnings: (object, old) => [
    ...(old === undefined && object.addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
    ...(managers.includes(object.metadata?.labels?.['endpointslice.kubernetes.io/managed-by']) ? []
      : (object.endpoints ?? []).flatMap(({ addresses = [] }, i) => addresses.flatMap((address, n) => ipWarnings(address, endpointsPath.index(i).child('addresses').index(n)))))
  ]
});

/** Endpoints that have not changed may stay wrong. */
function validate(object: EndpointSlice, old: EndpointSlice | undefined, ctx: ValidationContext): FieldError[] {
  const { addressType = '', endpoints = [], ports = [] } = object;
  const errors = validateEndpoints(endpoints, addressType, ctx);
  return [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...(addressType === '' ? [required(typePath)] : notSupportedName(typePath, addressType, addressTypes)),
    ...validatePorts(ports),
    ...(errors.length > 0 && old !== undefined && equal(old.endpoints ?? [], endpoints) ? [] : errors)
  ];
}

function validatePorts(ports: readonly DiscoveryV1EndpointPort[]): FieldError[] {
  if (ports.length > maxPorts) return [tooMany(portsPath, ports.length, maxPorts)];
  const names = new Set<string>();
  return ports.flatMap(({ name = '', protocol, appProtocol }, i) => {
    const path = portsPath.index(i), at = path.child('name');
    const errors = name === '' ? [] : isDns1123Label(name).map(detail => invalid(at, name, detail));
    if (names.has(name)) errors.push(duplicate(at, new NamedText(name)));
    names.add(name);
    if (protocol === undefined) errors.push(required(path.child('protocol')));
    else errors.push(...notSupportedName(path.child('protocol'), protocol, protocols));
    if (appProtocol !== undefined) errors.push(...isQualifiedName(appProtocol).map(detail => invalid(path.child('appProtocol'), appProtocol, detail)));
    return errors;
  });
}

import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { maskedIp, parsePrefix, prefixContains, type IpPrefix } from '../../core/ipAddress';
import { forbidden, invalid, notSupportedName, required, type FieldError } from '../fieldError';
import { defineKind, type ValidationContext } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { cidrWarnings, validateLegacyCidr } from '../validation/addresses';
import { validateLabelSelector, type LabelSelectorOptions } from '../validation/labels';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';
import { isPortName, isPortNumber } from '../validation/ports';

const specPath = FieldPath.of('spec'), policyTypesPath = specPath.child('policyTypes');
const protocols = ['TCP', 'UDP', 'SCTP'], policyTypes = ['Ingress', 'Egress'];

/** `networking.k8s.io/v1/NetworkPolicy`, mirrors pkg/registry/networking/networkpolicy and pkg/apis/networking of v1.36. */
export const networkPolicy = defineKind<NetworkPolicy>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' },
  plural: 'networkpolicies', singular: 'networkpolicy', shortNames: ['netpol'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.networking.v1.NetworkPolicy',
  subresources: [],
  setDefaults(object) {
    const spec = object.spec ??= {};
    for (const rule of [...spec.ingress ?? [], ...spec.egress ?? []]) for (const port of rule.ports ?? []) port.protocol ??= 'TCP';
    if ((spec.policyTypes ?? []).length === 0) spec.policyTypes = (spec.egress ?? []).length === 0 ? ['Ingress'] : ['Ingress', 'Egress'];
  },
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateSpec(object.spec ?? {}, { selectors: {}, cidrs: [], ctx })
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateSpec(object.spec ?? {}, { selectors: { allowInvalidValues: validateLabelSelector(old.spec?.podSelector, specPath).length > 0 }, cidrs: blocksOf(old).flatMap(({ block }) => [block.cidr ?? '', ...block.except ?? []]), ctx })
  ],
  warnings: object => blocksOf(object).flatMap(({ block, path }) => [
    ...cidrWarnings(block.cidr ?? '', path.child('cidr')),
    ...(block.except ?? []).flatMap((range, i) => cidrWarnings(range, path.child('except').index(i)))
  ])
});

/** What an update lets stand: label values, and the ranges that the old object named anywhere. */
interface Options { readonly selectors: LabelSelectorOptions; readonly cidrs: readonly string[]; readonly ctx: ValidationContext }

interface Direction { readonly path: FieldPath; readonly ports: readonly NetworkPolicyPort[]; readonly peers: readonly NetworkPolicyPeer[]; readonly peersPath: FieldPath }

/** The rules of both directions, ingress first. */
function directions({ ingress = [], egress = [] }: NetworkPolicySpec): Direction[] {
  return [
    ...ingress.map(({ ports = [], from = [] }, i) => direction(specPath.child('ingress').index(i), 'from', ports, from)),
    ...egress.map(({ ports = [], to = [] }, i) => direction(specPath.child('egress').index(i), 'to', ports, to))
  ];
}

function direction(path: FieldPath, field: 'from' | 'to', ports: readonly NetworkPolicyPort[], peers: readonly NetworkPolicyPeer[]): Direction {
  return { path, ports, peers, peersPath: path.child(field) };
}

function blocksOf(policy: NetworkPolicy): { readonly block: IPBlock; readonly path: FieldPath }[] {
  return directions(policy.spec ?? {}).flatMap(({ peers, peersPath }) => peers.flatMap(({ ipBlock }, i) => ipBlock === undefined ? [] : [{ block: ipBlock, path: peersPath.index(i).child('ipBlock') }]));
}

function validateSpec(spec: NetworkPolicySpec, options: Options): FieldError[] {
  return [
    ...validateLabelSelector(spec.podSelector ?? {}, specPath.child('podSelector'), options.selectors),
    ...directions(spec).flatMap(({ path, ports, peers, peersPath }) => [
      ...ports.flatMap((port, i) => validatePort(port, path.child('ports').index(i))),
      ...peers.flatMap((peer, i) => validatePeer(peer, peersPath.index(i), options))
    ]),
    ...validatePolicyTypes(spec.policyTypes ?? [])
  ];
}

function validatePolicyTypes(types: readonly string[]): FieldError[] {
  if (types.length > policyTypes.length) return [invalid(policyTypesPath, types, 'may not specify more than two policyTypes')];
  return types.flatMap((type, i) => notSupportedName(policyTypesPath.index(i), type, policyTypes));
}

function validatePort({ protocol, port, endPort }: NetworkPolicyPort, path: FieldPath): FieldError[] {
  const at = path.child('port'), end = path.child('endPort');
  const errors = protocol === undefined ? [] : notSupportedName(path.child('protocol'), protocol, protocols);
  if (typeof port === 'number') {
    errors.push(...isPortNumber(port).map(detail => invalid(at, port, detail)));
    if (endPort === undefined) return errors;
    if (endPort < port) errors.push(invalid(end, port, 'must be greater than or equal to `port`'));
    return [...errors, ...isPortNumber(endPort).map(detail => invalid(end, endPort, detail))];
  }
  if (endPort !== undefined) errors.push(invalid(end, endPort, `may not be specified when \`port\` is ${port === undefined ? 'not specified' : 'non-numeric'}`));
  return port === undefined ? errors : [...errors, ...isPortName(port).map(detail => invalid(at, port, detail))];
}

function validatePeer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, path: FieldPath, options: Options): FieldError[] {
  const peers = [podSelector, namespaceSelector, ipBlock].filter(peer => peer !== undefined).length;
  return [
    ...validateLabelSelector(podSelector, path.child('podSelector'), options.selectors),
    ...validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), options.selectors),
    ...(ipBlock === undefined ? [] : validateIpBlock(ipBlock, path.child('ipBlock'), options)),
    ...(peers === 0 ? [required(path, 'must specify a peer')] : []),
    ...(peers > 1 && ipBlock !== undefined ? [forbidden(path, 'may not specify both ipBlock and another peer')] : [])
  ];
}

/** The range, and holes in it: each smaller than the range and inside it. */
function validateIpBlock({ cidr = '', except = [] }: IPBlock, path: FieldPath, { cidrs, ctx }: Options): FieldError[] {
  if (cidr === '') return [required(path.child('cidr'))];
  const errors = validateLegacyCidr(cidr, path.child('cidr'), ctx, cidrs), outer = parsePrefix(cidr);
  if (outer === undefined) return errors;
  except.forEach((range, i) => {
    const at = path.child('except').index(i), inner = parsePrefix(range);
    errors.push(...validateLegacyCidr(range, at, ctx, cidrs));
    if (inner !== undefined && !isStrictlyWithin(inner, outer)) errors.push(invalid(at, range, 'must be a strict subset of `cidr`'));
  });
  return errors;
}

function isStrictlyWithin(inner: IpPrefix, outer: IpPrefix): boolean {
  return prefixContains(outer, maskedIp(inner)) && outer.bits < inner.bits;
}

import type { Endpoint, EndpointHints } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { own } from '../../core/json';
import { parseIp } from '../../core/ipAddress';
import { duplicate, internalError, invalid, required, tooMany, type FieldError } from '../fieldError';
import type { ValidationContext } from '../kind';
import { validateEndpointIp, validateIp, validateLegacyIp } from '../validation/addresses';
import { validateLabels } from '../validation/labels';
import { isDns1123Label, isDns1123Subdomain, isLabelValue } from '../validation/names';

/** The endpoints of an EndpointSlice (pkg/apis/discovery/validation/validation.go, v1.36). */

const maxEndpoints = 1000, maxAddresses = 100, maxTopologyLabels = 16, maxHints = 8;
const zoneLabel = 'topology.kubernetes.io/zone';

export function validateEndpoints(endpoints: readonly Endpoint[], addressType: string, ctx: ValidationContext): FieldError[] {
  const path = FieldPath.of('endpoints');
  if (endpoints.length > maxEndpoints) return [tooMany(path, endpoints.length, maxEndpoints)];
  return endpoints.flatMap((endpoint, i) => validateOnce(endpoint, addressType, path.index(i), ctx));
}

/** Frozen endpoints in which nothing was wrong, with what they were judged for: a slice has up to a hundred, and few of them change. */
const sound = new WeakMap<Endpoint, { readonly addressType: string; readonly minor: number }>();

function validateOnce(endpoint: Endpoint, addressType: string, path: FieldPath, ctx: ValidationContext): FieldError[] {
  const known = sound.get(endpoint);
  if (known?.addressType === addressType && known.minor === ctx.minor) return [];
  const errors = validateEndpoint(endpoint, addressType, path, ctx);
  if (errors.length === 0 && Object.isFrozen(endpoint)) sound.set(endpoint, { addressType, minor: ctx.minor });
  return errors;
}

function validateEndpoint(endpoint: Endpoint, addressType: string, path: FieldPath, ctx: ValidationContext): FieldError[] {
  const { addresses = [], nodeName, deprecatedTopology = {}, hostname, hints } = endpoint;
  const at = path.child('addresses'), topology = path.child('deprecatedTopology'), labels = Object.keys(deprecatedTopology).length;
  const errors: FieldError[] = [];
  if (addresses.length === 0) errors.push(required(at, 'must contain at least 1 address'));
  else if (addresses.length > maxAddresses) errors.push(tooMany(at, addresses.length, maxAddresses));
  addresses.forEach((address, i) => errors.push(...validateAddress(address, addressType, { list: at, entry: at.index(i) }, ctx)));
  if (nodeName !== undefined) errors.push(...isDns1123Subdomain(nodeName).map(detail => invalid(path.child('nodeName'), nodeName, detail)));
  if (labels > maxTopologyLabels) errors.push(tooMany(topology, labels, maxTopologyLabels));
  errors.push(...validateLabels(deprecatedTopology, topology));
  if (own(deprecatedTopology, zoneLabel) !== undefined) errors.push(internalError(topology.key(zoneLabel), 'reserved key was not removed in conversion'));
  if (hostname !== undefined) errors.push(...isDns1123Label(hostname).map(detail => invalid(path.child('hostname'), hostname, detail)));
  return hints === undefined ? errors : [...errors, ...validateHints(hints, path.child('hints'))];
}

/** Addresses in which nothing was wrong, with the type and the version that they were judged for: an endpoint changes its state, hardly ever its address. */
const soundAddresses = new Set<string>();
const maxRemembered = 10_000;

function remember(address: string): void {
  if (soundAddresses.size >= maxRemembered) soundAddresses.clear();
  soundAddresses.add(address);
}

/** Each address is of the slice's one type; a wrong family is told of the whole list. */
function validateAddress(address: string, type: string, path: { readonly list: FieldPath; readonly entry: FieldPath }, ctx: ValidationContext): FieldError[] {
  switch (type) {
    case 'IPv4':
    case 'IPv6': {
      const known = `${type}/${ctx.minor}/${address}`;
      if (soundAddresses.has(known)) return [];
      const errors = type === 'IPv4' ? validateLegacyIp(address, path.entry, ctx) : validateIp(address, path.entry);
      if (errors.length > 0) return errors;
      const fits = `IPv${parseIp(address)?.family ?? ''}` === type;
      errors.push(...(fits ? [] : [invalid(path.list, address, `must be an ${type} address`)]), ...validateEndpointIp(address, path.entry));
      if (errors.length === 0) remember(known);
      return errors;
    }
    case 'FQDN': return validateDomainName(address, path.entry);
    default: return [];
  }
}

/** At least two labels, each a DNS label; a dot at the end passes (`IsFullyQualifiedDomainName`). */
function validateDomainName(address: string, path: FieldPath): FieldError[] {
  if (address === '') return [required(path)];
  const name = address.endsWith('.') ? address.slice(0, -1) : address, labels = name.split('.');
  const complaints = isDns1123Subdomain(name);
  if (complaints.length > 0) return [invalid(path, name, complaints.join(','))];
  if (labels.length < 2) return [invalid(path, name, 'should be a domain with at least two segments separated by dots')];
  const wrong = labels.find(label => isDns1123Label(label).length > 0);
  return wrong === undefined ? [] : [invalid(path, wrong, isDns1123Label(wrong).join(','))];
}

/** Too many zones end the look at the nodes, too. */
function validateHints({ forZones = [], forNodes = [] }: EndpointHints, path: FieldPath): FieldError[] {
  const zones = path.child('forZones'), nodes = path.child('forNodes');
  if (forZones.length > maxHints) return [tooMany(zones, forZones.length, maxHints)];
  const errors = validateNames(forZones.map(({ name = '' }) => name), isLabelValue, zones);
  if (forNodes.length > maxHints) return [...errors, tooMany(nodes, forNodes.length, maxHints)];
  return [...errors, ...validateNames(forNodes.map(({ name = '' }) => name), isDns1123Subdomain, nodes)];
}

function validateNames(names: readonly string[], rule: (name: string) => string[], path: FieldPath): FieldError[] {
  return names.flatMap((name, i) => {
    const at = path.index(i).child('name');
    return [...(names.indexOf(name) < i ? [duplicate(at, name)] : []), ...rule(name).map(detail => invalid(at, name, detail))];
  });
}

import type { DeviceClaim, DeviceConstraint, DeviceRequest, DeviceSubRequest, ExactDeviceRequest, ResourceClaimSpec } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import type { Mutable } from '../../core/json';
import { invalid, NamedText, notSupported, required, type FieldError } from '../fieldError';
import { validateDns1123Label, validateDns1123Subdomain } from '../validation/fieldNames';
import { validateList, validateUnique } from '../validation/itemLists';
import { maxConfigs, validateAttributeName, validateConfiguration, validateDeviceToleration, validateSelectors } from './deviceParts';

/** What a claim for devices may say (pkg/apis/resource/validation/validation.go and v1/defaults.go, v1.36). */

const maxRequests = 32, maxConstraints = 32, maxAlternatives = 8;

/** The names of the requests, each with those of its alternatives. */
type RequestNames = ReadonlyMap<string, ReadonlySet<string>>;

export function setClaimSpecDefaults(spec: Mutable<ResourceClaimSpec> | undefined): void {
  for (const request of spec?.devices?.requests ?? []) {
    if (request.exactly !== undefined) setCount(request.exactly);
    for (const alternative of request.firstAvailable ?? []) setCount(alternative);
  }
}

/** One device of the kind, unless all are wanted. */
function setCount(request: Mutable<Pick<ExactDeviceRequest, 'allocationMode' | 'count'>>): void {
  if ((request.allocationMode ?? '') === '') request.allocationMode = 'ExactCount';
  if (request.allocationMode === 'ExactCount' && (request.count ?? 0) === 0) request.count = 1;
}

export function validateClaimSpec({ devices = {} }: ResourceClaimSpec, path: FieldPath): FieldError[] {
  const { requests = [], constraints = [], config = [] } = devices, names = namesOf(devices), at = path.child('devices');
  return [
    ...validateList(requests, maxRequests, at.child('requests'), validateRequest),
    ...validateUnique(requests.map(({ name = '' }) => name), maxRequests, at.child('requests')),
    ...validateList(constraints, maxConstraints, at.child('constraints'), (constraint, place) => validateConstraint(constraint, names, place)),
    ...validateList(config, maxConfigs, at.child('config'), ({ requests: concerned = [], opaque }, place) => [...validateReferences(concerned, names, place.child('requests')), ...validateConfiguration(opaque, place)])
  ];
}

function namesOf({ requests = [] }: DeviceClaim): RequestNames {
  return new Map(requests.map(({ name = '', firstAvailable = [] }) => [name, new Set(firstAvailable.map(alternative => alternative.name ?? ''))]));
}

function validateRequest({ name = '', exactly, firstAvailable = [] }: DeviceRequest, path: FieldPath): FieldError[] {
  const errors = validateDns1123Label(name, path.child('name')), at = path.child('firstAvailable');
  if (exactly !== undefined && firstAvailable.length > 0) return [...errors, invalid(path, null, 'exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set')];
  if (exactly !== undefined) return [...errors, ...validateExactly(exactly, path.child('exactly'))];
  if (firstAvailable.length === 0) return [...errors, required(path, 'exactly one of `exactly` or `firstAvailable` is required')];
  return [
    ...errors,
    ...validateList(firstAvailable, maxAlternatives, at, (alternative, place) => [...validateDns1123Label(alternative.name ?? '', place.child('name')), ...validateExactly(alternative, place)]),
    ...validateUnique(firstAvailable.map(alternative => alternative.name ?? ''), maxAlternatives, at)
  ];
}

function validateExactly(request: ExactDeviceRequest | DeviceSubRequest, path: FieldPath): FieldError[] {
  const { deviceClassName = '', selectors = [], tolerations = [] } = request, at = path.child('deviceClassName');
  return [
    ...(deviceClassName === '' ? [required(at)] : validateDns1123Subdomain(deviceClassName, at)),
    ...validateSelectors(selectors, path.child('selectors')),
    ...validateAllocationMode(request, path),
    ...tolerations.flatMap((toleration, i) => validateDeviceToleration(toleration, path.child('tolerations').index(i)))
  ];
}

function validateAllocationMode({ allocationMode: mode = '', count = 0 }: ExactDeviceRequest | DeviceSubRequest, path: FieldPath): FieldError[] {
  const at = path.child('count');
  switch (mode) {
    case 'All': return count === 0 ? [] : [invalid(at, count, "must not be specified when allocationMode is 'All'")];
    case 'ExactCount': return count > 0 ? [] : [invalid(at, count, 'must be greater than zero')];
    default: return [notSupported(path.child('allocationMode'), new NamedText(mode), ['All', 'ExactCount'])];
  }
}

function validateConstraint({ requests = [], matchAttribute, distinctAttribute }: DeviceConstraint, names: RequestNames, path: FieldPath): FieldError[] {
  const errors = validateReferences(requests, names, path.child('requests'));
  if (matchAttribute !== undefined) return [...errors, ...validateAttributeName(matchAttribute, path.child('matchAttribute'))];
  if (distinctAttribute !== undefined) return [...errors, ...validateAttributeName(distinctAttribute, path.child('distinctAttribute'))];
  return [...errors, required(path, 'exactly one of "matchAttribute" or "distinctAttribute" is required, but multiple fields are set')];
}

function validateReferences(references: readonly string[], names: RequestNames, path: FieldPath): FieldError[] {
  return [...validateList(references, maxRequests, path, (name, at) => validateReference(name, names, at)), ...validateUnique(references, maxRequests, path)];
}

/** A request of the claim, or `request/alternative`. */
function validateReference(name: string, names: RequestNames, path: FieldPath): FieldError[] {
  const segments = name.split('/'), [request = '', alternative] = segments;
  const unknown = invalid(path, name, "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'");
  if (segments.length > 2) return [unknown];
  const found = names.get(request), isKnown = found !== undefined && (alternative === undefined || found.has(alternative));
  return [...segments.flatMap(segment => validateDns1123Label(segment, path)), ...(isKnown ? [] : [unknown])];
}

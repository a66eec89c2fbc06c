import type { HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressLoadBalancerStatus, IngressRule, IngressServiceBackend, IngressSpec, IngressTLS, TypedLocalObjectReference } from '../../../generated/types';
import { parseIp } from '../../core/ipAddress';
import { FieldPath } from '../../core/fieldPath';
import { invalid, NamedText, notSupported, required, type FieldError } from '../fieldError';
import type { ValidationContext } from '../kind';
import { validateLegacyIp } from '../validation/addresses';
import { isDns1123Label, isDns1123Subdomain, isPathSegmentName, isWildcardDns1123Subdomain, nameIsDns1035Label, nameIsDnsLabel, type NameRule } from '../validation/names';
import { isPortName, isPortNumber } from '../validation/ports';

/** The rules of an Ingress' spec and status (pkg/apis/networking/validation/validation.go, v1.36). */

const specPath = FieldPath.of('spec');
const relaxedServiceNamesSince = 36;
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
const forbiddenSequences = ['//', '/./', '/../', '%2f', '%2F'], forbiddenSuffixes = ['/..', '/.'];

/** What an update lets stand because the old object has it already. */
export interface IngressOptions {
  readonly allowInvalidSecretName: boolean;
  readonly allowInvalidWildcardRule: boolean;
  readonly serviceNameRule: NameRule;
}

/** The options for a create, or for an update of `old`. */
export function ingressOptions(old: Ingress | undefined, ctx: ValidationContext): IngressOptions {
  const { rules = [], tls = [] } = old?.spec ?? {};
  const relaxed = ctx.minor >= relaxedServiceNamesSince || serviceNames(old).some(name => isDns1123Label(name).length === 0 && nameIsDns1035Label(name, 'name').length > 0);
  const strict: IngressOptions = { allowInvalidSecretName: false, allowInvalidWildcardRule: false, serviceNameRule: nameIsDns1035Label };
  return {
    allowInvalidSecretName: tls.some(({ secretName = '' }) => secretName !== '' && isDns1123Subdomain(secretName).length > 0),
    allowInvalidWildcardRule: rules.some(rule => (rule.host ?? '').includes('*') && validateHttp(rule.http, FieldPath.root, strict).length > 0),
    serviceNameRule: relaxed ? nameIsDnsLabel : nameIsDns1035Label
  };
}

function serviceNames(object: Ingress | undefined): string[] {
  const { defaultBackend, rules = [] } = object?.spec ?? {};
  const backends = [...(defaultBackend === undefined ? [] : [defaultBackend]), ...rules.flatMap(rule => (rule.http?.paths ?? []).map(path => path.backend ?? {}))];
  return backends.flatMap(({ service }) => service === undefined ? [] : [service.name ?? '']);
}

export function validateIngressSpec(spec: IngressSpec, options: IngressOptions): FieldError[] {
  const { defaultBackend, rules = [], tls = [], ingressClassName } = spec;
  return [
    ...(rules.length === 0 && defaultBackend === undefined ? [invalid(specPath, spec.rules ?? null, 'either `defaultBackend` or `rules` must be specified')] : []),
    ...(defaultBackend === undefined ? [] : validateBackend(defaultBackend, specPath.child('defaultBackend'), options)),
    ...rules.flatMap((rule, i) => validateRule(rule, specPath.child('rules').index(i), options)),
    ...tls.flatMap((entry, i) => validateTls(entry, specPath.child('tls').index(i), options)),
    ...(ingressClassName === undefined ? [] : isDns1123Subdomain(ingressClassName).map(detail => invalid(specPath.child('ingressClassName'), ingressClassName, detail)))
  ];
}

function validateRule({ host = '', http }: IngressRule, path: FieldPath, options: IngressOptions): FieldError[] {
  const at = path.child('host'), wildcard = host.includes('*');
  const errors: FieldError[] = [];
  if (host !== '') {
    if (parseIp(host) !== undefined) errors.push(invalid(at, host, 'must be a DNS name, not an IP address'));
    errors.push(...validateHost(host, at));
  }
  return wildcard && options.allowInvalidWildcardRule ? errors : [...errors, ...validateHttp(http, path.child('http'), options)];
}

function validateHost(host: string, path: FieldPath): FieldError[] {
  return (host.includes('*') ? isWildcardDns1123Subdomain(host) : isDns1123Subdomain(host)).map(detail => invalid(path, host, detail));
}

function validateHttp(http: HTTPIngressRuleValue | undefined, path: FieldPath, options: IngressOptions): FieldError[] {
  if (http === undefined) return [];
  const { paths = [] } = http, at = path.child('paths');
  return paths.length === 0 ? [required(at)] : paths.flatMap((entry, i) => validatePath(entry, at.index(i), options));
}

function validatePath({ path: value = '', pathType, backend = {} }: HTTPIngressPath, path: FieldPath, options: IngressOptions): FieldError[] {
  const at = path.child('path'), absolute = value.startsWith('/');
  const errors: FieldError[] = [];
  switch (pathType) {
    case undefined: return [required(path.child('pathType'), 'pathType must be specified')];
    case 'Exact':
    case 'Prefix':
      if (!absolute) errors.push(invalid(at, value, 'must be an absolute path'));
      for (const sequence of forbiddenSequences) if (value.includes(sequence)) errors.push(invalid(at, value, `must not contain '${sequence}'`));
      for (const suffix of forbiddenSuffixes) if (value.endsWith(suffix)) errors.push(invalid(at, value, `cannot end with '${suffix}'`));
      break;
    case 'ImplementationSpecific':
      if (value !== '' && !absolute) errors.push(invalid(at, value, 'must be an absolute path'));
      break;
    default: errors.push(notSupported(path.child('pathType'), new NamedText(pathType), pathTypes));
  }
  return [...errors, ...validateBackend(backend, path.child('backend'), options)];
}

function validateBackend({ resource, service }: IngressBackend, path: FieldPath, options: IngressOptions): FieldError[] {
  if (resource !== undefined && service !== undefined) return [invalid(path, '', 'cannot set both resource and service backends')];
  if (resource !== undefined) return validateResource(resource, path.child('resource'));
  return service === undefined ? [invalid(path, '', 'resource or service backend is required')] : validateService(service, path, options);
}

function validateService({ name = '', port = {} }: IngressServiceBackend, path: FieldPath, options: IngressOptions): FieldError[] {
  const at = path.child('service', 'name'), { name: portName = '', number = 0 } = port;
  const errors = name === '' ? [required(at)] : options.serviceNameRule(name, 'name').map(detail => invalid(at, name, detail));
  if (portName !== '' && number !== 0) return [...errors, invalid(path, '', 'cannot set both port name & port number')];
  if (portName !== '') return [...errors, ...isPortName(portName).map(detail => invalid(path.child('service', 'port', 'name'), portName, detail))];
  if (number !== 0) return [...errors, ...isPortNumber(number).map(detail => invalid(path.child('service', 'port', 'number'), number, detail))];
  return [...errors, required(path, 'port name or number is required')];
}

function validateResource({ apiGroup, kind = '', name = '' }: TypedLocalObjectReference, path: FieldPath): FieldError[] {
  return [
    ...(apiGroup === undefined ? [] : isDns1123Subdomain(apiGroup).map(detail => invalid(path.child('apiGroup'), apiGroup, detail))),
    ...(kind === '' ? [required(path.child('kind'))] : isPathSegmentName(kind).map(detail => invalid(path.child('kind'), kind, detail))),
    ...(name === '' ? [required(path.child('name'))] : isPathSegmentName(name).map(detail => invalid(path.child('name'), name, detail)))
  ];
}

function validateTls({ hosts = [], secretName = '' }: IngressTLS, path: FieldPath, options: IngressOptions): FieldError[] {
  const errors = hosts.flatMap((host, i) => validateHost(host, path.child('hosts').index(i)));
  if (options.allowInvalidSecretName || secretName === '') return errors;
  return [...errors, ...isDns1123Subdomain(secretName).map(detail => invalid(path.child('secretName'), secretName, detail))];
}

/** What a controller writes into the status: addresses that were there before may stay. */
export function validateLoadBalancerStatus(status: IngressLoadBalancerStatus, old: IngressLoadBalancerStatus, ctx: ValidationContext): FieldError[] {
  const before = (old.ingress ?? []).map(({ ip = '' }) => ip);
  return (status.ingress ?? []).flatMap(({ ip = '', hostname = '' }, i) => {
    const path = FieldPath.of('status', 'loadBalancer', 'ingress').index(i), at = path.child('hostname');
    return [
      ...(ip === '' ? [] : validateLegacyIp(ip, path.child('ip'), ctx, before)),
      ...(hostname === '' ? [] : isDns1123Subdomain(hostname).map(detail => invalid(at, hostname, detail))),
      ...(hostname !== '' && parseIp(hostname) !== undefined ? [invalid(at, hostname, 'must be a DNS name, not an IP address')] : [])
    ];
  });
}

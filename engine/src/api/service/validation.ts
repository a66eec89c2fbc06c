import type { Service, ServicePort } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { duplicate, forbidden, invalid, notSupported, required, type FieldError } from '../fieldError';
import type { ValidationContext } from '../kind';
import { validateEndpointIp, validateLegacyCidr, validateLegacyIp } from '../validation/addresses';
import { validateLabels } from '../validation/labels';
import { isDns1123Label, isDns1123Subdomain, isQualifiedName } from '../validation/names';
import { validatePortNumber, validatePortNumberOrName } from '../validation/ports';
import { validateClusterIps } from './clusterIps';
import { isExternallyAccessible, isHeadless, needsHealthCheck } from './traits';

const specPath = FieldPath.of('spec');
const annotationsPath = FieldPath.of('metadata', 'annotations');
const hintsAnnotation = 'service.kubernetes.io/topology-aware-hints', modeAnnotation = 'service.kubernetes.io/topology-mode';
const sourceRangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];
const maxClientIpSeconds = 86400;

/** Everything about a service but its metadata, in the order of `validateService` (pkg/apis/core/validation/validation.go, v1.36). */
export function validateService(service: Service, old: Service | undefined, ctx: ValidationContext): FieldError[] {
  return [
    ...validateTopologyAnnotations(service),
    ...validateType(service),
    ...(service.spec?.ports ?? []).flatMap((_, i) => validatePort(service, i)),
    ...validateLabels(service.spec?.selector, specPath.child('selector')),
    ...validateSessionAffinity(service),
    ...validateClusterIps(service, old, ctx),
    ...validateExternalIps(service, old, ctx),
    ...validateTypeName(service),
    ...validatePortConflicts(service),
    ...validateSourceRanges(service, old, ctx),
    ...validateLoadBalancerFields(service),
    ...validateTrafficPolicies(service),
    ...validateTrafficDistribution(service)
  ];
}

function validateTopologyAnnotations({ metadata }: Service): FieldError[] {
  const hints = metadata?.annotations?.[hintsAnnotation], mode = metadata?.annotations?.[modeAnnotation];
  if (hints === undefined || mode === undefined || hints === mode) return [];
  return [invalid(annotationsPath.key(modeAnnotation), mode, `must match annotations[${hintsAnnotation}] when both are specified`)];
}

function validateType(service: Service): FieldError[] {
  const spec = service.spec ?? {};
  const errors: FieldError[] = [];
  if ((spec.ports ?? []).length === 0 && !isHeadless(service) && spec.type !== 'ExternalName') errors.push(required(specPath.child('ports')));
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(service)) {
    errors.push(invalid(specPath.child('clusterIPs').index(0), 'None', `may not be set to 'None' for ${spec.type} services`));
  }
  return spec.type === 'ExternalName' ? [...errors, ...validateExternalName(service)] : errors;
}

function validateExternalName({ spec = {} }: Service): FieldError[] {
  const errors: FieldError[] = [];
  const detail = 'may not be set for ExternalName services';
  if ((spec.clusterIPs ?? []).length > 0) errors.push(forbidden(specPath.child('clusterIPs'), detail));
  if ((spec.ipFamilies ?? []).length > 0) errors.push(forbidden(specPath.child('ipFamilies'), detail));
  if (spec.ipFamilyPolicy !== undefined) errors.push(forbidden(specPath.child('ipFamilyPolicy'), detail));
  const cname = (spec.externalName ?? '').replace(/\.$/, '');
  const at = specPath.child('externalName');
  return cname === '' ? [...errors, required(at)] : [...errors, ...isDns1123Subdomain(cname).map(message => invalid(at, cname, message))];
}

function validatePort(service: Service, index: number): FieldError[] {
  const ports = service.spec?.ports ?? [];
  const port: ServicePort = ports[index] ?? {};
  const path = specPath.child('ports').index(index);
  const errors: FieldError[] = [];
  const name = port.name ?? '';
  if (name === '' && ports.length > 1) errors.push(required(path.child('name')));
  if (name !== '') {
    errors.push(...isDns1123Label(name).map(message => invalid(path.child('name'), name, message)));
    if (ports.findIndex(other => other.name === name) < index) errors.push(duplicate(path.child('name'), name));
  }
  errors.push(...validatePortNumber(port.port, path.child('port')));
  const protocol = port.protocol ?? '';
  if (protocol === '') errors.push(required(path.child('protocol')));
  else if (!protocols.includes(protocol)) errors.push(notSupported(path.child('protocol'), protocol, protocols));
  errors.push(...validatePortNumberOrName(port.targetPort, path.child('targetPort')));
  const { appProtocol } = port;
  return appProtocol === undefined ? errors : [...errors, ...isQualifiedName(appProtocol).map(message => invalid(path.child('appProtocol'), appProtocol, message))];
}

function validateSessionAffinity({ spec = {} }: Service): FieldError[] {
  const affinity = spec.sessionAffinity ?? '';
  const at = specPath.child('sessionAffinity'), configPath = specPath.child('sessionAffinityConfig');
  if (affinity === '') return [required(at)];
  if (affinity === 'None') return spec.sessionAffinityConfig === undefined ? [] : [forbidden(configPath, 'must not be set when session affinity is None')];
  if (affinity !== 'ClientIP') return [notSupported(at, affinity, ['ClientIP', 'None'])];
  const needed = 'when session affinity type is ClientIP';
  const clientIp = spec.sessionAffinityConfig?.clientIP, seconds = clientIp?.timeoutSeconds;
  if (spec.sessionAffinityConfig === undefined) return [required(configPath, needed)];
  if (clientIp === undefined) return [required(configPath.child('clientIP'), needed)];
  const secondsPath = configPath.child('clientIP', 'timeoutSeconds');
  if (seconds === undefined) return [required(secondsPath, needed)];
  return seconds > 0 && seconds <= maxClientIpSeconds ? [] : [invalid(secondsPath, seconds, `must be greater than 0 and less than ${maxClientIpSeconds}`)];
}

function validateExternalIps({ spec = {} }: Service, old: Service | undefined, ctx: ValidationContext): FieldError[] {
  return (spec.externalIPs ?? []).flatMap((ip, i) => {
    const path = specPath.child('externalIPs').index(i);
    const errors = validateLegacyIp(ip, path, ctx, old?.spec?.externalIPs ?? []);
    return errors.length > 0 ? errors : validateEndpointIp(ip, path);
  });
}

function validateTypeName({ spec = {} }: Service): FieldError[] {
  const type = spec.type ?? '';
  if (type === '') return [required(specPath.child('type'))];
  if (!types.includes(type)) return [notSupported(specPath.child('type'), type, types)];
  if (type !== 'ClusterIP') return [];
  return (spec.ports ?? []).flatMap((port, i) => (port.nodePort ?? 0) === 0 ? []
    : [forbidden(specPath.child('ports').index(i).child('nodePort'), "may not be used when `type` is 'ClusterIP'")]);
}

/** Node ports and ports may occur once for each protocol. */
function validatePortConflicts({ spec = {} }: Service): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  const ports = spec.ports ?? [];
  ports.forEach((port, i) => {
    if ((port.nodePort ?? 0) === 0) return;
    const key = `nodePort ${port.protocol ?? ''} ${port.nodePort ?? 0}`;
    if (seen.has(key)) errors.push(duplicate(specPath.child('ports').index(i).child('nodePort'), port.nodePort));
    seen.add(key);
  });
  ports.forEach((port, i) => {
    const key = `port ${port.protocol ?? ''} ${port.port ?? 0}`;
    if (seen.has(key)) errors.push(duplicate(specPath.child('ports').index(i), internalPort(port)));
    seen.add(key);
  });
  return errors;
}

/** The internal struct as Go prints it: no JSON tags, hence capitals. */
function internalPort(port: ServicePort): unknown {
  return { Name: '', Protocol: port.protocol ?? '', AppProtocol: null, Port: port.port ?? 0, TargetPort: 0, NodePort: 0 };
}

/** The path is spelled as upstream spells it. */
function validateSourceRanges(service: Service, old: Service | undefined, ctx: ValidationContext): FieldError[] {
  const ranges = service.spec?.loadBalancerSourceRanges ?? [];
  const onlyBalancers = "may only be used when `type` is 'LoadBalancer'";
  const errors: FieldError[] = [];
  if (ranges.length > 0) {
    const path = specPath.child('LoadBalancerSourceRanges');
    if (service.spec?.type !== 'LoadBalancer') errors.push(forbidden(path, onlyBalancers));
    const existing = (old?.spec?.loadBalancerSourceRanges ?? []).map(range => range.trim());
    return [...errors, ...ranges.flatMap((range, i) => validateLegacyCidr(range.trim(), path.index(i), ctx, existing))];
  }
  const annotation = service.metadata?.annotations?.[sourceRangesAnnotation];
  if (annotation === undefined) return [];
  const path = annotationsPath.key(sourceRangesAnnotation);
  if (service.spec?.type !== 'LoadBalancer') errors.push(forbidden(path, onlyBalancers));
  if (old?.metadata?.annotations?.[sourceRangesAnnotation] === annotation || annotation.trim() === '') return errors;
  return [...errors, ...annotation.trim().split(',').flatMap(range => validateLegacyCidr(range.trim(), path, ctx))];
}

function validateLoadBalancerFields(service: Service): FieldError[] {
  const spec = service.spec ?? {};
  const errors: FieldError[] = [];
  const onlyBalancers = "may only be used when `type` is 'LoadBalancer'";
  if (spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== 'LoadBalancer') errors.push(forbidden(specPath.child('allocateLoadBalancerNodePorts'), onlyBalancers));
  if (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts === undefined) errors.push(required(FieldPath.of('allocateLoadBalancerNodePorts')));
  return [...errors, ...validateLoadBalancerClass(service, undefined)];
}

/** The class of a load balancer stays what it is. */
export function validateLoadBalancerClass(service: Service, old: Service | undefined): FieldError[] {
  const { type, loadBalancerClass } = service.spec ?? {};
  const at = specPath.child('loadBalancerClass');
  if (type !== 'LoadBalancer') return loadBalancerClass === undefined ? [] : [forbidden(at, "may only be used when `type` is 'LoadBalancer'")];
  const errors: FieldError[] = [];
  if (old?.spec?.type === 'LoadBalancer' && old.spec.loadBalancerClass !== loadBalancerClass) errors.push(invalid(at, loadBalancerClass ?? null, 'may not change once set'));
  return loadBalancerClass === undefined ? errors : [...errors, ...isQualifiedName(loadBalancerClass).map(message => invalid(at, loadBalancerClass, message))];
}

function validateTrafficPolicies(service: Service): FieldError[] {
  const spec = service.spec ?? {};
  const errors: FieldError[] = [];
  const external = spec.externalTrafficPolicy ?? '', externalPath = specPath.child('externalTrafficPolicy');
  const policies = ['Cluster', 'Local'];
  if (!isExternallyAccessible(service)) {
    if (external !== '') errors.push(invalid(externalPath, external, 'may only be set for externally-accessible services'));
  } else if (external === '') errors.push(required(externalPath));
  else if (!policies.includes(external)) errors.push(notSupported(externalPath, external, policies));
  const healthPort = spec.healthCheckNodePort ?? 0, healthPath = specPath.child('healthCheckNodePort');
  if (!needsHealthCheck(service)) {
    if (healthPort !== 0) errors.push(invalid(healthPath, healthPort, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"));
  } else errors.push(...healthPort === 0 ? [required(healthPath)] : validatePortNumber(healthPort, healthPath));
  const internal = spec.internalTrafficPolicy, internalPath = specPath.child('internalTrafficPolicy');
  if (internal === undefined && (spec.type === 'NodePort' || spec.type === 'LoadBalancer' || spec.type === 'ClusterIP')) errors.push(required(internalPath));
  if (internal !== undefined && !policies.includes(internal)) errors.push(notSupported(internalPath, internal, policies));
  return errors;
}

function validateTrafficDistribution({ spec = {} }: Service): FieldError[] {
  const supported = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
  const { trafficDistribution } = spec;
  return trafficDistribution === undefined || supported.includes(trafficDistribution) ? [] : [notSupported(specPath.child('trafficDistribution'), trafficDistribution, supported)];
}

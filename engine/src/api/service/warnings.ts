import type { Service } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { cidrWarnings, ipWarnings } from '../validation/addresses';
import { isHeadless } from './traits';

const specPath = FieldPath.of('spec');

/** `GetWarningsForService` (pkg/api/service/warnings.go, v1.36). */
export function serviceWarnings(service: Service): string[] {
  const spec = service.spec ?? {};
  const warnings: string[] = [];
  const hints = 'service.kubernetes.io/topology-aware-hints';
  if (service.metadata?.annotations?.[hints] !== undefined) warnings.push(`annotation ${hints} is deprecated, please use service.kubernetes.io/topology-mode instead`);
  const ips = spec.clusterIPs ?? [];
  if (!isHeadless(service)) ips.forEach((ip, i) => warnings.push(...ipWarnings(ip, specPath.child('clusterIPs').index(i))));
  const externalIps = spec.externalIPs ?? [];
  if (isHeadless(service)) {
    if ((spec.loadBalancerIP ?? '') !== '') warnings.push('spec.loadBalancerIP is ignored for headless services');
    if (externalIps.length > 0) warnings.push('spec.externalIPs is ignored for headless services');
    if (spec.sessionAffinity !== 'None') warnings.push('spec.SessionAffinity is ignored for headless services');
  }
  externalIps.forEach((ip, i) => warnings.push(...ipWarnings(ip, specPath.child('externalIPs').index(i))));
  if (externalIps.length > 0 && !isHeadless(service) && spec.type !== 'ExternalName') warnings.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters');
  if ((spec.loadBalancerIP ?? '') !== '') warnings.push(...ipWarnings(spec.loadBalancerIP ?? '', specPath.child('loadBalancerIP')));
  (spec.loadBalancerSourceRanges ?? []).forEach((range, i) => warnings.push(...cidrWarnings(range, specPath.child('loadBalancerSourceRanges').index(i))));
  if (spec.type === 'ExternalName' && externalIps.length > 0) warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
  if (spec.type !== 'ExternalName' && (spec.externalName ?? '') !== '') warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"');
  if (spec.trafficDistribution === 'PreferClose') warnings.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"');
  return warnings;
}

import type { Service } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import type { Mutable } from '../../core/json';
import { invalid, type FieldError } from '../fieldError';
import type { ServiceAllocator, ValidationContext } from '../kind';
import { familyOf, validateClusterIps } from './clusterIps';
import { needsClusterIp, needsHealthCheck, needsNodePort, sameList } from './traits';

/** Which rules the preliminary check of addresses follows: it runs before validation proper. */
const lenient: ValidationContext = { minor: 36 };
const specPath = FieldPath.of('spec');

/** Gives a service its families, addresses and node ports (pkg/registry/core/service/storage, v1.36). */
export function allocateService(service: Mutable<Service>, old: Service | undefined, allocator: ServiceAllocator): FieldError[] {
  const spec = service.spec ??= {};
  if (old !== undefined) keepAllocated(service, old);
  syncClusterIps(service, old);
  if (spec.type !== 'ExternalName' && !staysPreferDualStack(service, old)) {
    const errors = initFamilies(service, old, allocator);
    if (errors.length > 0) return errors;
    const refused = allocateIps(service, old, allocator);
    if (refused.length > 0) return refused;
  }
  return allocateNodePorts(service, old, allocator);
}

/** A client that sends its manifest again keeps what it was given (`patchAllocatedValues`). */
function keepAllocated(service: Mutable<Service>, old: Service): void {
  const spec = service.spec ??= {}, before = old.spec ?? {};
  if (needsClusterIp(old) && needsClusterIp(service)) {
    if ((spec.clusterIP ?? '') === '' && before.clusterIP !== undefined) spec.clusterIP = before.clusterIP;
    if ((spec.clusterIPs ?? []).length === 0 && before.clusterIPs !== undefined) spec.clusterIPs = [...before.clusterIPs];
  }
  if (needsNodePort(old) && needsNodePort(service)) keepNodePorts(service, old);
  if (needsHealthCheck(old) && needsHealthCheck(service) && (spec.healthCheckNodePort ?? 0) === 0 && before.healthCheckNodePort !== undefined) {
    spec.healthCheckNodePort = before.healthCheckNodePort;
  }
}

function keepNodePorts(service: Mutable<Service>, old: Service): void {
  const before = old.spec?.ports ?? [];
  const oldPorts = new Set(before.map(port => port.nodePort ?? 0));
  const used = new Set((service.spec?.ports ?? []).map(port => port.nodePort ?? 0).filter(port => port !== 0 && oldPorts.has(port)));
  const byName = new Map(before.map(port => [port.name ?? '', port.nodePort ?? 0]));
  for (const port of service.spec?.ports ?? []) {
    const known = byName.get(port.name ?? '') ?? 0;
    if ((port.nodePort ?? 0) === 0 && known !== 0 && !used.has(known)) port.nodePort = known;
  }
}

/** Old clients know `clusterIP` only (`normalizeClusterIPs`). */
function syncClusterIps(service: Mutable<Service>, old: Service | undefined): void {
  const spec = service.spec ??= {};
  const first = spec.clusterIP ?? '';
  if (old === undefined) {
    if (first !== '' && (spec.clusterIPs ?? []).length === 0) spec.clusterIPs = [first];
    return;
  }
  const before = old.spec?.clusterIP ?? '', same = sameList(spec.clusterIPs, old.spec?.clusterIPs);
  if (before === first || !same) return;
  if (before !== '' && first === '') delete spec.clusterIPs;
  else spec.clusterIPs = [first];
}

/** A PreferDualStack service is neither upgraded nor downgraded by itself. */
function staysPreferDualStack(service: Service, old: Service | undefined): boolean {
  if (old === undefined || old.spec?.type !== service.spec?.type) return false;
  if (service.spec?.ipFamilyPolicy !== 'PreferDualStack' || old.spec?.ipFamilyPolicy !== 'PreferDualStack') return false;
  return sameList(service.spec.clusterIPs, old.spec.clusterIPs) && sameList(service.spec.ipFamilies, old.spec.ipFamilies);
}

/** Infers policy and families, and refuses what the cluster is not made for (`initIPFamilyFields`). */
function initFamilies(service: Mutable<Service>, old: Service | undefined, allocator: ServiceAllocator): FieldError[] {
  const spec = service.spec ??= {};
  const bare = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  spec.ipFamilyPolicy ??= old?.spec?.ipFamilyPolicy ?? (bare ? 'RequireDualStack' : 'SingleStack');
  const policy = spec.ipFamilyPolicy;
  const broken = validateClusterIps(service, old, lenient);
  if (broken.length > 0) return broken;
  const errors = old === undefined ? [] : releaseSecond(service, old);
  errors.push(...policyErrors(service), ...inferFamilies(service, allocator));
  if (errors.length > 0) return errors;
  const families = spec.ipFamilies ??= [];
  if (bare) {
    if (families.length === 0) families.push('IPv4');
    if (families.length < 2 && policy !== 'SingleStack') families.push(families[0] === 'IPv4' ? 'IPv6' : 'IPv4');
    return [];
  }
  if (policy === 'RequireDualStack' && allocator.families.length < 2) errors.push(invalid(specPath.child('ipFamilyPolicy'), policy, 'this cluster is not configured for dual-stack services'));
  families.forEach((family, i) => {
    if (!allocator.families.some(known => known === family)) errors.push(invalid(specPath.child('ipFamilies').index(i), family, 'not configured on this cluster'));
  });
  if (errors.length > 0) return errors;
  if (families.length === 0) families.push(allocator.families[0] ?? 'IPv4');
  if (policy !== 'SingleStack' && families.length === 1 && allocator.families.length === 2) families.push(families[0] === 'IPv4' ? 'IPv6' : 'IPv4');
  return [];
}

/** SingleStack lets the second address go; any other policy must not lose one. */
function releaseSecond(service: Mutable<Service>, old: Service): FieldError[] {
  const spec = service.spec ??= {};
  if (spec.ipFamilyPolicy === 'SingleStack') {
    if (sameList(spec.clusterIPs, old.spec?.clusterIPs)) spec.clusterIPs?.splice(1);
    if (sameList(spec.ipFamilies, old.spec?.ipFamilies)) spec.ipFamilies?.splice(1);
    return [];
  }
  const errors: FieldError[] = [];
  const reduced = (before: readonly string[] = [], after: readonly string[] = []): boolean => before.length > 1 && after.length === 1 && before[0] === after[0];
  const refuse = (what: string): void => { errors.push(invalid(specPath.child('ipFamilyPolicy'), spec.ipFamilyPolicy ?? null, `must be 'SingleStack' to release the secondary ${what}`)); };
  if (reduced(old.spec?.clusterIPs, spec.clusterIPs)) refuse('cluster IP');
  if (reduced(old.spec?.ipFamilies, spec.ipFamilies)) refuse('IP family');
  return errors;
}

function policyErrors({ spec = {} }: Service): FieldError[] {
  if (spec.ipFamilyPolicy !== 'SingleStack') return [];
  const refuse = (what: string): FieldError => invalid(specPath.child('ipFamilyPolicy'), 'SingleStack', `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`);
  return [...(spec.clusterIPs?.length === 2 ? [refuse('cluster IPs')] : []), ...(spec.ipFamilies?.length === 2 ? [refuse('IP families')] : [])];
}

function inferFamilies(service: Mutable<Service>, allocator: ServiceAllocator): FieldError[] {
  const spec = service.spec ??= {};
  const errors: FieldError[] = [];
  for (const [i, ip] of (spec.clusterIPs ?? []).entries()) {
    if (ip === 'None') break;
    const family = familyOf(ip);
    if (i < (spec.ipFamilies ?? []).length) continue;
    if (allocator.families.includes(family)) (spec.ipFamilies ??= []).push(family);
    else errors.push(invalid(specPath.child('clusterIPs').index(i), spec.clusterIPs, `${family} is not configured on this cluster`));
  }
  return errors;
}

/** Addresses for the families that have none yet (`allocClusterIPs`, `updateClusterIPs`). */
function allocateIps(service: Mutable<Service>, old: Service | undefined, allocator: ServiceAllocator): FieldError[] {
  const spec = service.spec ??= {};
  if (spec.clusterIPs?.[0] === 'None' || old?.spec?.clusterIPs?.[0] === 'None') return [];
  const kept = old === undefined || old.spec?.type === 'ExternalName' ? 0 : old.spec?.ipFamilies?.length ?? 0;
  const ips = spec.clusterIPs ??= [];
  for (const [i, family] of (spec.ipFamilies ?? []).entries()) {
    if (i < kept) continue;
    const wanted = ips[i] ?? '';
    const refusal = wanted === '' ? undefined : allocator.claimIp(wanted);
    if (refusal !== undefined) return [invalid(specPath.child('clusterIPs'), ips, `failed to allocate IP ${wanted}: ${refusal}`)];
    ips[i] = wanted === '' ? allocator.nextIp(family === 'IPv6' ? 'IPv6' : 'IPv4') : wanted;
    if (i === 0) spec.clusterIP = ips[i] ?? '';
  }
  if (ips.length === 0) delete spec.clusterIPs;
  return [];
}

/** Node ports, one for each port number, and the port for the load balancer's health checks. */
function allocateNodePorts(service: Mutable<Service>, old: Service | undefined, allocator: ServiceAllocator): FieldError[] {
  const spec = service.spec ??= {};
  const held = new Set((old?.spec?.ports ?? []).map(port => port.nodePort ?? 0));
  const byPort = new Map<number, number>();
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    const ports = spec.ports ?? [];
    for (const [i, port] of ports.entries()) {
      const wanted = port.nodePort ?? 0;
      if (wanted === 0 && !needsNodePort(service)) continue;
      const number = port.port ?? 0, shared = old === undefined ? byPort.get(number) : undefined;
      const requested = wanted !== 0 || old !== undefined ? wanted : ports.find(other => other.port === number && (other.nodePort ?? 0) !== 0)?.nodePort ?? 0;
      if (shared !== undefined && (wanted === 0 || wanted === shared)) { port.nodePort = shared; continue; }
      const refusal = requested === 0 || held.has(requested) ? undefined : allocator.claimNodePort(requested);
      if (refusal !== undefined) return [invalid(specPath.child('ports').index(i).child('nodePort'), requested, refusal)];
      port.nodePort = requested === 0 ? allocator.nextNodePort() : requested;
      held.add(port.nodePort);
      if (shared === undefined) byPort.set(number, port.nodePort);
    }
  }
  if (needsHealthCheck(service) && !(old !== undefined && needsHealthCheck(old)) && (spec.healthCheckNodePort ?? 0) === 0) spec.healthCheckNodePort = allocator.nextNodePort();
  return [];
}

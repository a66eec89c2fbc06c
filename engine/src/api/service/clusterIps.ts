import type { Service } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { parseIp } from '../../core/ipAddress';
import { duplicate, invalid, notSupported, required, type FieldError } from '../fieldError';
import type { ValidationContext } from '../kind';
import { validateLegacyIp } from '../validation/addresses';
import { isHeadless } from './traits';

const specPath = FieldPath.of('spec');
const clusterIpsPath = specPath.child('clusterIPs'), familiesPath = specPath.child('ipFamilies'), policyPath = specPath.child('ipFamilyPolicy');

/** The address fields of a service among themselves: `ValidateServiceClusterIPsRelatedFields` (pkg/apis/core/validation/validation.go, v1.36). */
export function validateClusterIps(service: Service, old: Service | undefined, ctx: ValidationContext): FieldError[] {
  const spec = service.spec ?? {};
  if (spec.type === 'ExternalName') return [];
  const errors = [...validateFirst(service), ...validateFamilies(service)];
  const ips = spec.clusterIPs ?? [];
  const existing = old?.spec?.clusterIPs ?? [];
  let broken = false;
  ips.forEach((ip, i) => {
    if (i === 0 && ip === 'None') {
      if (ips.length > 1) {
        broken = true;
        errors.push(invalid(clusterIpsPath, ips, "'None' must be the first and only value"));
      }
      return;
    }
    const found = validateLegacyIp(ip, clusterIpsPath.index(i), ctx, existing);
    broken ||= found.length > 0;
    errors.push(...found);
  });
  if (ips.length > 2) errors.push(invalid(clusterIpsPath, ips, 'may only hold up to 2 values'));
  if (broken) return errors;
  if (ips.length > 1 && !isDualStack(ips)) errors.push(invalid(clusterIpsPath, ips, 'may specify no more than one IP for each IP family'));
  return [...errors, ...validateFamiliesMatch(service)];
}

/** `clusterIP` is the first of `clusterIPs`. */
function validateFirst({ spec = {} }: Service): FieldError[] {
  const first = spec.clusterIP ?? '', ips = spec.clusterIPs ?? [];
  if (first === '') return ips.length === 0 ? [] : [invalid(clusterIpsPath, ips, 'must be empty when `clusterIP` is not specified')];
  if (ips.length === 0) return [required(clusterIpsPath)];
  return ips[0] === first ? [] : [invalid(clusterIpsPath, ips, 'first value must match `clusterIP`')];
}

function validateFamilies({ spec = {} }: Service): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  (spec.ipFamilies ?? []).forEach((family, i) => {
    if (family !== 'IPv4' && family !== 'IPv6') errors.push(notSupported(familiesPath.index(i), family, ['IPv4', 'IPv6']));
    if (seen.has(family)) errors.push(duplicate(familiesPath.index(i), family));
    seen.add(family);
  });
  const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
  if (spec.ipFamilyPolicy !== undefined && !policies.includes(spec.ipFamilyPolicy)) errors.push(notSupported(policyPath, spec.ipFamilyPolicy, policies));
  return errors;
}

function validateFamiliesMatch(service: Service): FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = service.spec ?? {};
  if (isHeadless(service)) return [];
  return clusterIPs.flatMap((ip, i) => {
    const family = ipFamilies[i];
    if (family !== 'IPv4' && family !== 'IPv6') return [];
    return familyOf(ip) === family ? [] : [invalid(clusterIpsPath.index(i), ip, `expected an ${family} value as indicated by \`ipFamilies[${i}]\``)];
  });
}

export function familyOf(ip: string): 'IPv4' | 'IPv6' {
  return parseIp(ip)?.family === 6 ? 'IPv6' : 'IPv4';
}

function isDualStack(ips: readonly string[]): boolean {
  const families = new Set(ips.map(familyOf));
  return families.size === 2 && ips.length === 2;
}

/** What an update may do to addresses and families: `validateUpgradeDowngradeClusterIPs` and `…IPFamilies`. */
export function validateClusterIpsUpdate(service: Service, old: Service): FieldError[] {
  if (service.spec?.type === 'ExternalName' || old.spec?.type === 'ExternalName') return [];
  return [...validateIpsKept(service, old), ...validateFamiliesKept(service, old)];
}

function validateIpsKept(service: Service, old: Service): FieldError[] {
  if (isHeadless(old) && isHeadless(service)) return [];
  const before = old.spec?.clusterIPs ?? [], after = service.spec?.clusterIPs ?? [];
  const changed = (i: number): FieldError => invalid(clusterIpsPath.index(i), after, 'may not change once set');
  if (before.length === after.length) return before.flatMap((ip, i) => ip === after[i] ? [] : [changed(i)]);
  const errors: FieldError[] = [];
  if (before.length > after.length && after.length === 0) errors.push(invalid(clusterIpsPath.index(0), service.spec?.clusterIPs ?? null, 'primary clusterIP can not be unset'));
  if (before.length > 0 && after.length > 0 && before[0] !== after[0]) errors.push(changed(0));
  if (before.length > after.length && after.length === 1 && service.spec?.ipFamilyPolicy !== 'SingleStack') {
    errors.push(invalid(policyPath, service.spec?.ipFamilyPolicy ?? null, "must be set to 'SingleStack' when releasing the secondary clusterIP"));
  }
  return errors;
}

function validateFamiliesKept(service: Service, old: Service): FieldError[] {
  if (isHeadless(service) || isHeadless(old)) return [];
  const before = old.spec?.ipFamilies ?? [], after = service.spec?.ipFamilies ?? [];
  const at = familiesPath.index(0);
  if (before.length === after.length) return before.flatMap((family, i) => family === after[i] ? [] : [invalid(at, after, 'may not change once set')]);
  const errors: FieldError[] = [];
  const ips = service.spec?.clusterIPs ?? null;
  if (before.length > after.length && (ips ?? []).length === 0) errors.push(invalid(at, service.spec?.ipFamilies ?? null, 'primary ipFamily can not be unset'));
  if (before.length > 0 && after.length > 0 && before[0] !== after[0]) errors.push(invalid(at, ips, 'may not change once set'));
  if (before.length > after.length && after.length === 1 && service.spec?.ipFamilyPolicy !== 'SingleStack') {
    errors.push(invalid(policyPath, service.spec?.ipFamilyPolicy ?? null, "must be set to 'SingleStack' when releasing the secondary ipFamily"));
  }
  return errors;
}

import type { LoadBalancerIngress, Service } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { parseIp } from '../../core/ipAddress';
import { forbidden, invalid, invalidEach, notSupportedName, required, type FieldError } from '../fieldError';
import type { ValidationContext } from '../kind';
import { validateLegacyIp } from '../validation/addresses';
import { isDns1123Subdomain } from '../validation/names';

const ingressPath = FieldPath.of('status', 'loadBalancer', 'ingress');

/** Where a load balancer answers: only for a service that asks for one; addresses of before may stay (`ValidateLoadBalancerStatus`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateServiceStatus(object: Service, old: Service, ctx: ValidationContext): FieldError[] {
  const ingress = object.status?.loadBalancer?.ingress ?? [];
  if (object.spec?.type !== 'LoadBalancer' && ingress.length > 0) return [forbidden(ingressPath, "may only be used when `spec.type` is 'LoadBalancer'")];
  const before = (old.status?.loadBalancer?.ingress ?? []).map(({ ip = '' }) => ip);
  return ingress.flatMap((entry, i) => validateEntry(entry, ingressPath.index(i), { before, ctx }));
}

function validateEntry({ ip = '', hostname = '', ipMode }: LoadBalancerIngress, path: FieldPath, { before, ctx }: { readonly before: readonly string[]; readonly ctx: ValidationContext }): FieldError[] {
  const mode = path.child('ipMode'), at = path.child('hostname');
  const errors = ip === '' ? [] : validateLegacyIp(ip, path.child('ip'), ctx, before);
  if (ipMode === undefined) errors.push(...(ip === '' ? [] : [required(mode, 'must be specified when `ip` is set')]));
  else if (ip === '') errors.push(forbidden(mode, 'may not be specified when `ip` is not set'));
  else errors.push(...notSupportedName(mode, ipMode, ['Proxy', 'VIP']));
  if (hostname === '') return errors;
  return [...errors, ...invalidEach(at, hostname, isDns1123Subdomain(hostname)), ...(parseIp(hostname) === undefined ? [] : [invalid(at, hostname, 'must be a DNS name, not an IP address')])];
}

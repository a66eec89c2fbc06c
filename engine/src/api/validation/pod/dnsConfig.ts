import type { PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, invalidEach, notSupportedName, required, type FieldError } from '../../fieldError';
import { isPodFeatureOn } from '../../pod/podFeatures';
import { validateLegacyIp } from '../addresses';
import { validateDns1123Subdomain } from '../fieldNames';
import { byteLength, isDns1123SubdomainWithUnderscore } from '../names';
import type { PodValidationContext } from './podValidationContext';

const maxNameservers = 3;
const maxSearchPaths = 32;
const maxSearchListChars = 2048;

export function validateDnsPolicy(policy: string | undefined, path: FieldPath): FieldError[] {
  if ((policy ?? '') === '') return [required(path)];
  return notSupportedName(path, policy ?? '', ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']);
}

/** The pod's own resolver settings, which the policy None needs (`validatePodDNSConfig`, v1.36). */
export function validateDnsConfig({ dnsConfig, dnsPolicy }: PodSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  if (dnsPolicy === 'None') {
    if (dnsConfig === undefined) return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')];
    if ((dnsConfig.nameservers ?? []).length === 0) return [required(path.child('nameservers'), 'must provide at least one DNS nameserver when `dnsPolicy` is None')];
  }
  const { nameservers = [], searches = [], options = [] } = dnsConfig ?? {};
  const errors: FieldError[] = [];
  if (nameservers.length > maxNameservers) errors.push(invalid(path.child('nameservers'), nameservers, `must not have more than ${maxNameservers} nameservers`));
  for (const [i, nameserver] of nameservers.entries()) errors.push(...validateLegacyIp(nameserver, path.child('nameservers').index(i), ctx));
  if (searches.length > maxSearchPaths) errors.push(invalid(path.child('searches'), searches, `must not have more than ${maxSearchPaths} search paths`));
  if (byteLength(searches.join(' ')) > maxSearchListChars) {
    errors.push(invalid(path.child('searches'), searches, `must not have more than ${maxSearchListChars} characters (including spaces) in the search list`));
  }
  for (const [i, search] of searches.entries()) {
    const domain = search.endsWith('.') ? search.slice(0, -1) : search;
    const at = path.child('searches').index(i);
    if (!isPodFeatureOn('RelaxedDNSSearchValidation', ctx)) errors.push(...validateDns1123Subdomain(domain, at));
    else if (search !== '.') errors.push(...invalidEach(at, domain, isDns1123SubdomainWithUnderscore(domain)));
  }
  for (const [i, { name = '' }] of options.entries()) if (name === '') errors.push(required(path.child('options').index(i), 'must not be empty'));
  return errors;
}

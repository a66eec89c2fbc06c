import type { HostAlias } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import type { FieldError } from '../../fieldError';
import { validateLegacyIp } from '../addresses';
import { validateDns1123Subdomain } from '../fieldNames';
import type { PodValidationContext } from './podValidationContext';

/** Lines of the pod's hosts file (`ValidateHostAliases`, v1.36). */
export function validateHostAliases(aliases: readonly HostAlias[], path: FieldPath, ctx: PodValidationContext): FieldError[] {
  return aliases.flatMap(({ ip = '', hostnames = [] }, i) => [
    ...validateLegacyIp(ip, path.index(i).child('ip'), ctx),
    ...hostnames.flatMap((name, j) => validateDns1123Subdomain(name, path.index(i).child('hostnames').index(j)))
  ]);
}

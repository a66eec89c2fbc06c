import { ipText, maskedIp, parseIp, parsePrefix, prefixContains, prefixText } from '../../core/ipAddress';
import type { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { invalid, type FieldError } from '../fieldError';
import type { ValidationContext } from '../kind';

/** IP addresses and ranges in fields (apimachinery/pkg/util/validation/ip.go, v1.36). */

/** Since 1.36 (StrictIPCIDRValidation) leading zeros and mapped addresses are refused in the old fields, too. */
const strictSince = 36;

/** An address in a field that was once lenient; values of the old object may stay. */
export function validateLegacyIp(value: string, path: FieldPath, ctx: ValidationContext, old: readonly string[] = []): FieldError[] {
  return old.includes(value) ? [] : parseErrors(value, path, ctx.minor >= strictSince ? 'strict' : 'sloppy');
}

/** An address in a new field: canonical and strict. */
export function validateIp(value: string, path: FieldPath): FieldError[] {
  const errors = parseErrors(value, path, 'strict');
  const address = parseIp(value);
  if (errors.length > 0 || address === undefined || ipText(address) === value) return errors;
  return [invalid(path, value, `must be in canonical form (${goQuote(ipText(address))})`)];
}

function parseErrors(value: string, path: FieldPath, mode: 'strict' | 'sloppy'): FieldError[] {
  const address = parseIp(value);
  if (address === undefined) return [invalid(path, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
  if (mode === 'sloppy') return [];
  if (address.sloppy) return [invalid(path, value, 'must not have leading 0s')];
  return address.mapped ? [invalid(path, value, 'must not be an IPv4-mapped IPv6 address')] : [];
}

/** A range in a field that was once lenient; values of the old object may stay. */
export function validateLegacyCidr(value: string, path: FieldPath, ctx: ValidationContext, old: readonly string[] = []): FieldError[] {
  return old.includes(value) ? [] : cidrErrors(value, path, ctx.minor >= strictSince ? 'strict' : 'sloppy');
}

/** A range in a new field: canonical and strict. */
export function validateCidr(value: string, path: FieldPath): FieldError[] {
  const errors = cidrErrors(value, path, 'strict');
  const prefix = parsePrefix(value);
  if (errors.length > 0 || prefix === undefined || prefixText(prefix) === value) return errors;
  return [invalid(path, value, `must be in canonical form (${goQuote(prefixText(prefix))})`)];
}

function cidrErrors(value: string, path: FieldPath, mode: 'strict' | 'sloppy'): FieldError[] {
  const prefix = parsePrefix(value);
  if (prefix === undefined) return [invalid(path, value, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
  if (mode === 'sloppy') return [];
  if (prefix.sloppy) return [invalid(path, value, 'must not have leading 0s in IP or prefix length')];
  if (prefix.address.mapped) return [invalid(path, value, 'must not have an IPv4-mapped IPv6 address')];
  return maskedIp(prefix).value === prefix.address.value ? [] : [invalid(path, value, 'must not have bits set beyond the prefix length')];
}

/** What the server warns of: an address that is accepted but not written as it should be. */
export function ipWarnings(value: string, path: FieldPath): string[] {
  const address = parseIp(value);
  if (address === undefined) return [];
  if (address.sloppy || address.mapped) return [`${path.toString()}: non-standard IP address ${goQuote(value)} is invalid: use ${goQuote(ipText(address))}`];
  if (address.family === 4 || ipText(address) === value) return [];
  return [`${path.toString()}: IPv6 address ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(ipText(address))})`];
}

export function cidrWarnings(value: string, path: FieldPath): string[] {
  const prefix = parsePrefix(value);
  if (prefix === undefined) return [];
  const warnings: string[] = [];
  if (maskedIp(prefix).value !== prefix.address.value) {
    const single = `${ipText(prefix.address)}/${prefix.address.family === 4 ? 32 : 128}`;
    warnings.push(`${path.toString()}: CIDR value ${goQuote(value)} is ambiguous in this context (should be ${goQuote(prefixText(prefix))} or ${goQuote(single)}?)`);
  }
  if (prefix.sloppy || prefix.address.mapped) warnings.push(`${path.toString()}: non-standard CIDR value ${goQuote(value)} is invalid: use ${goQuote(prefixText(prefix))}`);
  const written = `${ipText(prefix.address)}/${prefix.bits}`;
  if (warnings.length === 0 && prefix.address.family === 6 && written !== value) {
    warnings.push(`${path.toString()}: IPv6 CIDR value ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(written)})`);
  }
  return warnings;
}

const loopback = ['127.0.0.0/8', '::1/128'], linkLocal = ['169.254.0.0/16', 'fe80::/10'], linkLocalMulticast = ['224.0.0.0/24'];

/** An address that traffic can be sent to (`ValidateEndpointIP`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateEndpointIp(value: string, path: FieldPath): FieldError[] {
  const address = parseIp(value);
  if (address === undefined) return [invalid(path, value, 'must be a valid IP address')];
  const errors: FieldError[] = [];
  const within = (ranges: readonly string[]): boolean => ranges.map(parsePrefix).some(prefix => prefix !== undefined && prefixContains(prefix, address));
  if (address.value === 0n) errors.push(invalid(path, value, `may not be unspecified (${value})`));
  if (within(loopback)) errors.push(invalid(path, value, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'));
  if (within(linkLocal)) errors.push(invalid(path, value, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'));
  if (within(linkLocalMulticast) || (address.family === 6 && ((address.value >> 112n) & 0xff0fn) === 0xff02n)) errors.push(invalid(path, value, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'));
  return errors;
}

import type { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { invalid, required, tooLong, type FieldError } from '../fieldError';
import { byteLength, dns1123LabelMaxLength, dns1123SubdomainMaxLength, isDns1123Label, isDns1123Subdomain } from './names';

const maxLength = dns1123SubdomainMaxLength + 1 + dns1123SubdomainMaxLength + 1 + dns1123LabelMaxLength;

/** The name of a signer of certificates: a domain, a slash and a path (`ValidateSignerName`, pkg/apis/core/validation, v1.36). */
export function validateSignerName(name: string, path: FieldPath): FieldError[] {
  if (name === '') return [required(path)];
  const [domain = '', rest, more] = name.split('/');
  if (rest === undefined || more !== undefined) return [invalid(path, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  return [
    ...(byteLength(domain) > dns1123SubdomainMaxLength ? [tooLong(path, dns1123SubdomainMaxLength)] : []),
    ...validateParts(domain, isDns1123Label, path),
    ...(domain.includes('.') ? [] : [invalid(path, domain, 'should be a domain with at least two segments separated by dots')]),
    ...validateParts(rest, isDns1123Subdomain, path),
    ...(byteLength(name) > maxLength ? [tooLong(path, maxLength)] : [])
  ];
}

/** Only the first wrong label is told of. */
function validateParts(segment: string, rule: (label: string) => string[], path: FieldPath): FieldError[] {
  for (const label of segment.split('.')) {
    const complaints = rule(label);
    if (complaints.length > 0) return complaints.map(detail => invalid(path, segment, `validating label ${goQuote(label)}: ${detail}`));
  }
  return [];
}

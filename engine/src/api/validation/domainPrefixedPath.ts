import type { FieldPath } from '../../core/fieldPath';
import { invalid, required, type FieldError } from '../fieldError';
import { isDns1123Subdomain, regexError } from './names';

const pathFormat = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

/** A name like `acme.io/foo`: a domain, a slash and the path of a URL (apimachinery/pkg/util/validation/validation.go, v1.36). */
export function validateDomainPrefixedPath(value: string, path: FieldPath): FieldError[] {
  if (value === '') return [required(path)];
  const slash = value.indexOf('/'), host = value.slice(0, slash), rest = value.slice(slash + 1);
  if (slash <= 0 || rest === '') return [invalid(path, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  const errors = isDns1123Subdomain(host).map(detail => invalid(path, host, detail));
  return /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(rest) ? errors : [...errors, invalid(path, rest, regexError('Invalid path', pathFormat))];
}

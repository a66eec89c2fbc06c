import type { FieldPath } from '../../core/fieldPath';
import { invalidEach, required, type FieldError } from '../fieldError';
import { isDns1123Label, isDns1123Subdomain, isQualifiedName, nameIsDnsSubdomain } from './names';

/** Names in fields, reported at the field (`ValidateDNS1123Label` and its like, pkg/apis/core/validation/validation.go, v1.36). */

export function validateDns1123Label(value: string, path: FieldPath): FieldError[] {
  return invalidEach(path, value, isDns1123Label(value));
}

export function validateDns1123Subdomain(value: string, path: FieldPath): FieldError[] {
  return invalidEach(path, value, isDns1123Subdomain(value));
}

export function validateQualifiedName(value: string, path: FieldPath): FieldError[] {
  return invalidEach(path, value, isQualifiedName(value));
}

/** The name of another object: a DNS subdomain. */
export function validateObjectName(value: string, path: FieldPath): FieldError[] {
  return invalidEach(path, value, nameIsDnsSubdomain(value, 'name'));
}

/** A text that must be there. */
export function validateRequired(value: string | undefined, path: FieldPath, detail = ''): FieldError[] {
  return (value ?? '') === '' ? [required(path, detail)] : [];
}

import type { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import { inclusiveRangeError, maxLengthError } from './names';

/** A port number, 1 to 65535 (util/validation/validation.go, v1.36). */
export function isPortNumber(port: number): string[] {
  return port >= 1 && port <= 65535 ? [] : [inclusiveRangeError(1, 65535)];
}

/** An IANA service name: at most 15 of `[-a-z0-9]`, a letter among them, no hyphen at the ends or twice in a row. */
export function isPortName(name: string): string[] {
  const errors: string[] = [];
  if (name.length > 15) errors.push(maxLengthError(15));
  if (!/^[-a-z0-9]+$/.test(name)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)');
  if (name.includes('--')) errors.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
}

/** A Unix user or group, 0 to 2^31 - 1. */
export function isUserId(id: number): string[] {
  return id >= 0 && id <= 2147483647 ? [] : [inclusiveRangeError(0, 2147483647)];
}

/** A port number, or the name of one (`ValidatePortNumOrName`). */
export function validatePortNumberOrName(port: number | string | undefined, path: FieldPath): FieldError[] {
  if (typeof port === 'string') return isPortName(port).map(detail => invalid(path, port, detail));
  return isPortNumber(port ?? 0).map(detail => invalid(path, port ?? 0, detail));
}

/** A port number in a field. */
export function validatePortNumber(port: number | undefined, path: FieldPath): FieldError[] {
  return isPortNumber(port ?? 0).map(detail => invalid(path, port ?? 0, detail));
}

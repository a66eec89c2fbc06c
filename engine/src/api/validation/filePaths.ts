import type { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';

/** Paths of files inside volumes and containers (pkg/apis/core/validation/validation.go, v1.36). */

export function validatePathNoBacksteps(target: string, path: FieldPath): FieldError[] {
  return target.split('/').includes('..') ? [invalid(path, target, "must not contain '..'")] : [];
}

/** A relative path that does not climb. */
export function validateLocalDescendingPath(target: string, path: FieldPath): FieldError[] {
  const errors = target.startsWith('/') ? [invalid(path, target, 'must be a relative path')] : [];
  return [...errors, ...validatePathNoBacksteps(target, path)];
}

/** The same, and not one of the names that the kubelet's atomic writer keeps for itself (`..data`). */
export function validateLocalNonReservedPath(target: string, path: FieldPath): FieldError[] {
  const errors = validateLocalDescendingPath(target, path);
  if (target.startsWith('..') && !target.startsWith('../')) errors.push(invalid(path, target, "must not start with '..'"));
  return errors;
}

/** The permission bits of a file. */
export function validateFileMode(mode: number | undefined, path: FieldPath): FieldError[] {
  return mode === undefined || (mode >= 0 && mode <= 0o777) ? [] : [invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')];
}

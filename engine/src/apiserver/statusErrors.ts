import { errorBody, errorText, type FieldError } from '../api/fieldError';
import type { GroupVersionKind } from '../api/object';
import type { StatusError } from './client';

/** The refusals of the API server in its own words (apimachinery/pkg/api/errors/errors.go, v1.36). */

interface Names { readonly gvk: GroupVersionKind; readonly plural: string }

function refusal(code: number, reason: string, message: string, errors: readonly FieldError[] = []): StatusError {
  return { code, reason, message, errors, causes: errors.map(error => ({ reason: error.type, field: error.path.toString(), message: errorBody(error) })) };
}

/** 422: every field error is a cause; the message says each once. */
export function invalidError(gvk: GroupVersionKind, name: string, errors: readonly FieldError[]): StatusError {
  const texts = [...new Set(errors.map(errorText))];
  const details = texts.length === 0 ? '' : `: ${texts.length === 1 ? texts[0] ?? '' : `[${texts.join(', ')}]`}`;
  return refusal(422, 'Invalid', `${dotted(gvk.kind, gvk.group)} "${name}" is invalid${details}`, errors);
}

export function badRequest(message: string): StatusError {
  return refusal(400, 'BadRequest', message);
}

export function notFoundError(kind: Names, name: string): StatusError {
  return refusal(404, 'NotFound', `${dotted(kind.plural, kind.gvk.group)} "${name}" not found`);
}

/** 404 for a resource that nobody serves. */
export function unknownResource(): StatusError {
  return refusal(404, 'NotFound', 'the server could not find the requested resource');
}

/** kubectl's answer to a kind that the server does not serve. */
export function noMatch(apiVersion: string, kind: string): StatusError {
  return refusal(404, 'NotFound', `no matches for kind "${kind}" in version "${apiVersion}"`);
}

export function alreadyExists(kind: Names, name: string): StatusError {
  return refusal(409, 'AlreadyExists', `${dotted(kind.plural, kind.gvk.group)} "${name}" already exists`);
}

export function conflict(kind: Names, name: string, detail: string): StatusError {
  return refusal(409, 'Conflict', `Operation cannot be fulfilled on ${dotted(kind.plural, kind.gvk.group)} "${name}": ${detail}`);
}

export const staleVersion = 'the object has been modified; please apply your changes to the latest version and try again';

/** 403; `name` is empty for a create without one. */
export function forbiddenError(kind: Names, name: string, detail: string): StatusError {
  const what = dotted(kind.plural, kind.gvk.group);
  return refusal(403, 'Forbidden', name === '' ? `${what} is forbidden: ${detail}` : `${what} "${name}" is forbidden: ${detail}`);
}

export function tooManyRequests(message: string): StatusError {
  return refusal(429, 'TooManyRequests', message);
}

export function methodNotAllowed(): StatusError {
  return refusal(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
}

function dotted(name: string, group: string): string {
  return group === '' ? name : `${name}.${group}`;
}

import type { MatchResources, ParamKind, ParamRef } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, notSupported, required, type FieldError } from '../fieldError';
import { validateLabelSelector } from '../validation/labels';
import { isDns1035Label, isDns1123Subdomain, isPathSegmentName } from '../validation/names';
import { validateNamedRule } from './rules';

const matchPolicies = ['Equivalent', 'Exact'];

/** Defaults of what a policy or its binding matches (pkg/apis/admissionregistration/v1/defaults.go, v1.36). */
export function setMatchResourcesDefaults(match: Mutable<MatchResources>): void {
  match.matchPolicy ??= 'Equivalent';
  match.namespaceSelector ??= {};
  match.objectSelector ??= {};
  for (const rule of [...match.resourceRules ?? [], ...match.excludeResourceRules ?? []]) rule.scope ??= '*';
}

/** What a policy or its binding matches; selectors are judged strictly even on update. */
export function validateMatchResources(match: MatchResources, path: FieldPath): FieldError[] {
  const policy = match.matchPolicy, at = path.child('matchPolicy');
  const errors = policy === undefined ? [required(at)] : matchPolicies.includes(policy) ? [] : [notSupported(at, policy, matchPolicies)];
  for (const field of ['namespaceSelector', 'objectSelector'] as const) {
    const selector = match[field];
    if (selector === undefined) errors.push(required(path.child(field)));
    else errors.push(...validateLabelSelector(selector, path.child(field)));
  }
  for (const field of ['resourceRules', 'excludeResourceRules'] as const) {
    (match[field] ?? []).forEach((rule, i) => errors.push(...validateNamedRule(rule, path.child(field).index(i))));
  }
  return errors;
}

/** The kind of the objects that parametrize a policy. */
export function validateParamKind({ apiVersion = '', kind = '' }: ParamKind, path: FieldPath): FieldError[] {
  const at = path.child('kind');
  const errors = validateApiVersion(apiVersion, path.child('apiVersion'));
  if (kind === '') return [...errors, required(at)];
  const wrong = isDns1035Label(kind.toLowerCase());
  return wrong.length === 0 ? errors : [...errors, invalid(at, kind, `may have mixed case, but should otherwise match: ${wrong.join(',')}`)];
}

function validateApiVersion(apiVersion: string, path: FieldPath): FieldError[] {
  if (apiVersion === '') return [required(path)];
  const parts = apiVersion === '/' ? ['', ''] : apiVersion.split('/');
  if (parts.length > 2) return [invalid(path, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  const group = parts.length === 2 ? parts[0] ?? '' : '', version = parts[parts.length - 1] ?? '';
  const errors: FieldError[] = [], wrongGroup = group === '' ? [] : isDns1123Subdomain(group);
  if (wrongGroup.length > 0) errors.push(invalid(path, group, wrongGroup.join(',')));
  if (version === '') return [...errors, invalid(path, apiVersion, 'version must be specified')];
  const wrongVersion = isDns1035Label(version);
  return wrongVersion.length === 0 ? errors : [...errors, invalid(path, version, wrongVersion.join(','))];
}

/** Which parameters a binding hands to its policy: by name or by labels. */
export function validateParamRef({ name = '', selector, parameterNotFoundAction: action = '' }: ParamRef, path: FieldPath): FieldError[] {
  const exclusive = 'name and selector are mutually exclusive', errors: FieldError[] = [];
  if (name !== '') {
    errors.push(...isPathSegmentName(name).map(detail => invalid(path.child('name'), name, detail)));
    if (selector !== undefined) errors.push(forbidden(path.child('name'), exclusive));
  }
  errors.push(...validateLabelSelector(selector, path.child('selector')));
  if (selector !== undefined && name !== '') errors.push(forbidden(path.child('selector'), exclusive));
  if (selector === undefined && name === '') errors.push(required(path, 'one of name or selector must be specified'));
  const at = path.child('parameterNotFoundAction');
  if (action === '') errors.push(required(at));
  else if (action !== 'Deny' && action !== 'Allow') errors.push(notSupported(at, action, ['Deny', 'Allow']));
  return errors;
}

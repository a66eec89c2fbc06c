import type { PolicyRule } from '../../../generated/types';
import type { AccessAttributes } from '../authorization';

/** Whether one rule allows a request (pkg/apis/rbac/v1/evaluation_helpers.go, v1.36). */
export function ruleAllows(rule: PolicyRule, { verb, group, resource, subresource, name, path }: AccessAttributes): boolean {
  if (!matches(rule.verbs, verb)) return false;
  if (path !== undefined) return (rule.nonResourceURLs ?? []).some(url => urlMatches(url, path));
  return matches(rule.apiGroups, group) && resourceMatches(rule.resources ?? [], resource, subresource) && nameMatches(rule.resourceNames ?? [], name);
}

/** `*` at the end stands for anything. */
export function urlMatches(url: string, path: string): boolean {
  return url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}

function matches(allowed: readonly string[] | undefined, wanted: string): boolean {
  return (allowed ?? []).some(entry => entry === '*' || entry === wanted);
}

function resourceMatches(allowed: readonly string[], resource: string, subresource: string): boolean {
  const wanted = subresource === '' ? resource : `${resource}/${subresource}`;
  return allowed.some(entry => entry === '*' || entry === wanted || (subresource !== '' && entry === `*/${subresource}`));
}

function nameMatches(allowed: readonly string[], name: string): boolean {
  return allowed.length === 0 || allowed.includes(name);
}

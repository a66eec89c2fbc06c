import type { PolicyRule } from '../../../generated/types';
import { compareText } from '../../core/order';
import { goQuote } from '../../core/goText';
import { urlMatches } from './ruleAllows';

/**
 * What the wanted rules allow beyond the held ones, in parts of one verb on one resource, verbs of the same resource together
 * (`Covers` of component-helpers/auth/rbac/validation and `CompactRules`, v1.36).
 */
export function missingRules(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] {
  const missing = wanted.flatMap(parts).filter(part => !held.some(rule => covers(rule, part)));
  const together = new Map<string, PolicyRule>();
  for (const { verbs = [], ...rest } of missing) {
    // URLs are never put together.
    const key = rest.nonResourceURLs === undefined ? JSON.stringify(rest) : JSON.stringify([rest, verbs]);
    together.set(key, { ...rest, verbs: [...together.get(key)?.verbs ?? [], ...verbs] });
  }
  return [...together.values()];
}

/** `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}`, one a line, sorted, each once. */
export function rulesText(rules: readonly PolicyRule[]): string {
  return [...new Set(rules.map(ruleText))].sort(compareText).join('\n');
}

function ruleText({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const fields: readonly (readonly [string, readonly string[] | undefined])[] = [['APIGroups', apiGroups], ['Resources', resources], ['NonResourceURLs', nonResourceURLs], ['ResourceNames', resourceNames], ['Verbs', verbs]];
  return `{${fields.flatMap(([name, values = []]) => values.length === 0 ? [] : [`${name}:${quotedList(values)}`]).join(', ')}}`;
}

/** A list of strings as Go's %q prints it: `["a" "b"]`. */
export function quotedList(values: readonly string[]): string {
  return `[${values.map(goQuote).join(' ')}]`;
}

function parts({ verbs = [], apiGroups = [], resources = [], nonResourceURLs = [], resourceNames = [] }: PolicyRule): PolicyRule[] {
  const named: readonly Pick<PolicyRule, 'resourceNames'>[] = resourceNames.length === 0 ? [{}] : resourceNames.map(name => ({ resourceNames: [name] }));
  return [
    ...apiGroups.flatMap(group => resources.flatMap(resource => verbs.flatMap(verb => named.map(names => ({ apiGroups: [group], resources: [resource], verbs: [verb], ...names }))))),
    ...nonResourceURLs.flatMap(url => verbs.map(verb => ({ nonResourceURLs: [url], verbs: [verb] })))
  ];
}

function covers(held: PolicyRule, part: PolicyRule): boolean {
  const hasAll = (field: 'verbs' | 'apiGroups'): boolean => (part[field] ?? []).every(value => (held[field] ?? []).some(entry => entry === '*' || entry === value));
  return hasAll('verbs') && hasAll('apiGroups') && coversResources(held.resources ?? [], part.resources ?? [])
    && ((held.resourceNames ?? []).length === 0 || ((part.resourceNames ?? []).length > 0 && (part.resourceNames ?? []).every(name => (held.resourceNames ?? []).includes(name))))
    && (part.nonResourceURLs ?? []).every(url => (held.nonResourceURLs ?? []).some(owned => urlMatches(owned, url)));
}

function coversResources(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every(resource => {
    const slash = resource.indexOf('/');
    return held.includes('*') || held.includes(resource) || (slash >= 0 && held.includes(`*${resource.slice(slash)}`));
  });
}

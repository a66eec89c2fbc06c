import type { NamedRuleWithOperations, RuleWithOperations } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { duplicate, invalid, notSupported, required, type FieldError } from '../fieldError';
import { isPathSegmentName } from '../validation/names';

/** Which requests a webhook or a policy speaks of (pkg/apis/admissionregistration/validation/validation.go, v1.36). */

const operations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'], scopes = ['*', 'Cluster', 'Namespaced'];

export function validateRuleWithOperations(rule: RuleWithOperations, path: FieldPath): FieldError[] {
  const at = path.child('operations'), named = rule.operations ?? [];
  const errors = named.length === 0 ? [required(at)] : [];
  if (named.length > 1 && named.includes('*')) errors.push(invalid(at, named, "if '*' is present, must not specify other operations"));
  named.forEach((operation, i) => { if (!operations.includes(operation)) errors.push(notSupported(at.index(i), operation, operations)); });
  return [...errors, ...validateRule(rule, path)];
}

/** The same, and the names it is limited to. */
export function validateNamedRule(rule: NamedRuleWithOperations, path: FieldPath): FieldError[] {
  const names = rule.resourceNames ?? [];
  const errors = names.flatMap((name, i) => {
    const at = path.child('resourceNames').index(i);
    return [...isPathSegmentName(name).map(detail => invalid(at, name, detail)), ...(names.indexOf(name) < i ? [duplicate(at, name)] : [])];
  });
  return [...errors, ...validateRuleWithOperations(rule, path)];
}

function validateRule({ apiGroups = [], apiVersions = [], resources = [], scope }: RuleWithOperations, path: FieldPath): FieldError[] {
  const groups = path.child('apiGroups'), versions = path.child('apiVersions');
  const errors = apiGroups.length === 0 ? [required(groups)] : [];
  if (apiGroups.length > 1 && apiGroups.includes('*')) errors.push(invalid(groups, apiGroups, "if '*' is present, must not specify other API groups"));
  if (apiVersions.length === 0) errors.push(required(versions));
  if (apiVersions.length > 1 && apiVersions.includes('*')) errors.push(invalid(versions, apiVersions, "if '*' is present, must not specify other API versions"));
  apiVersions.forEach((version, i) => { if (version === '') errors.push(required(versions.index(i))); });
  errors.push(...validateResources(resources, path.child('resources')));
  if (scope !== undefined && !scopes.includes(scope)) errors.push(notSupported(path.child('scope'), scope, scopes));
  return errors;
}

function validateResources(resources: readonly string[], path: FieldPath): FieldError[] {
  const errors = resources.length === 0 ? [required(path)] : [];
  const allSubresourcesOf = new Set<string>(), everyResourceWith = new Set<string>();
  let namesResource = false;
  resources.forEach((resource, i) => {
    if (resource === '') { errors.push(required(path.index(i))); return; }
    const slash = resource.indexOf('/');
    // The last one without a slash decides, as upstream.
    if (slash < 0) { namesResource = resource !== '*'; return; }
    const name = resource.slice(0, slash), subresource = resource.slice(slash + 1);
    if (allSubresourcesOf.has(name)) errors.push(invalid(path.index(i), resource, `if '${name}/*' is present, must not specify ${resource}`));
    if (everyResourceWith.has(subresource)) errors.push(invalid(path.index(i), resource, `if '*/${subresource}' is present, must not specify ${resource}`));
    if (subresource === '*') allSubresourcesOf.add(name);
    if (name === '*') everyResourceWith.add(subresource);
  });
  if (resources.length > 1 && resources.includes('*/*')) errors.push(invalid(path, resources, "if '*/*' is present, must not specify other resources"));
  if (resources.includes('*') && namesResource) errors.push(invalid(path, resources, "if '*' is present, must not specify other resources without subresources"));
  return errors;
}

import type { PolicyRule, RoleRef, Subject } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { FieldPath } from '../../core/fieldPath';
import { invalid, notSupported, required, type FieldError } from '../fieldError';
import { isDns1123Subdomain, isPathSegmentName } from './names';

const group = 'rbac.authorization.k8s.io';

/** The parts that a RoleBinding and a ClusterRoleBinding share. */
export interface BindingLike { roleRef?: RoleRef; subjects?: readonly Subject[] }

/** Rules of a role; those of a namespaced one cannot speak of URLs (pkg/apis/rbac/validation, v1.36). */
export function validatePolicyRules(rules: readonly PolicyRule[] | undefined, scope: 'Namespaced' | 'Cluster'): FieldError[] {
  return (rules ?? []).flatMap((rule, i) => validatePolicyRule(rule, scope, FieldPath.of('rules').index(i)));
}

function validatePolicyRule(rule: PolicyRule, scope: 'Namespaced' | 'Cluster', path: FieldPath): FieldError[] {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const errors = verbs.length > 0 ? [] : [required(path.child('verbs'), 'verbs must contain at least one value')];
  if (nonResourceURLs.length > 0) {
    const urls = path.child('nonResourceURLs');
    if (scope === 'Namespaced') errors.push(invalid(urls, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs'));
    if (apiGroups.length + resources.length + resourceNames.length > 0) errors.push(invalid(urls, nonResourceURLs, 'rules cannot apply to both regular resources and non-resource URLs'));
    return errors;
  }
  if (apiGroups.length === 0) errors.push(required(path.child('apiGroups'), 'resource rules must supply at least one api group'));
  if (resources.length === 0) errors.push(required(path.child('resources'), 'resource rules must supply at least one resource'));
  return errors;
}

/** The role reference, then the subjects. A binding of a namespace may name either kind of role, a cluster's only cluster roles. */
export function validateBinding(binding: BindingLike, scope: 'Namespaced' | 'Cluster'): FieldError[] {
  return [
    ...validateRoleRef(binding.roleRef ?? {}, scope === 'Namespaced' ? ['Role', 'ClusterRole'] : ['ClusterRole']),
    ...(binding.subjects ?? []).flatMap((subject, i) => validateSubject(subject, scope, FieldPath.of('subjects').index(i)))
  ];
}

/** What a binding grants is fixed; whom it grants may change. The value is printed with the internal type's names. */
export function validateRoleRefUpdate(binding: BindingLike, old: BindingLike): FieldError[] {
  const { apiGroup = '', kind = '', name = '' } = binding.roleRef ?? {};
  if (apiGroup === (old.roleRef?.apiGroup ?? '') && kind === (old.roleRef?.kind ?? '') && name === (old.roleRef?.name ?? '')) return [];
  return [invalid(FieldPath.of('roleRef'), { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')];
}

/** The one API group of roles, users and groups, where it is left out (pkg/apis/rbac/v1/defaults.go, v1.36). */
export function setBindingDefaults(binding: { roleRef?: Mutable<RoleRef>; subjects?: Mutable<Subject>[] }): void {
  const roleRef = binding.roleRef ??= {};
  if ((roleRef.apiGroup ?? '') === '') roleRef.apiGroup = group;
  for (const subject of binding.subjects ?? []) {
    if ((subject.apiGroup ?? '') === '' && (subject.kind === 'User' || subject.kind === 'Group')) subject.apiGroup = group;
  }
}

function validateRoleRef(roleRef: RoleRef, kinds: readonly string[]): FieldError[] {
  const path = FieldPath.of('roleRef'), { apiGroup = '', kind = '', name = '' } = roleRef;
  const errors = apiGroup === group ? [] : [notSupported(path.child('apiGroup'), apiGroup, [group])];
  if (!kinds.includes(kind)) errors.push(notSupported(path.child('kind'), kind, kinds));
  if (name === '') errors.push(required(path.child('name')));
  else errors.push(...isPathSegmentName(name).map(detail => invalid(path.child('name'), name, detail)));
  return errors;
}

function validateSubject(subject: Subject, scope: 'Namespaced' | 'Cluster', path: FieldPath): FieldError[] {
  const { kind = '', name = '', apiGroup = '', namespace = '' } = subject;
  const errors = name === '' ? [required(path.child('name'))] : [];
  switch (kind) {
    case 'ServiceAccount':
      if (name !== '') errors.push(...isDns1123Subdomain(name).map(detail => invalid(path.child('name'), name, detail)));
      if (apiGroup !== '') errors.push(notSupported(path.child('apiGroup'), apiGroup, ['']));
      if (scope === 'Cluster' && namespace === '') errors.push(required(path.child('namespace')));
      return errors;
    case 'User':
    case 'Group':
      return apiGroup === group ? errors : [...errors, notSupported(path.child('apiGroup'), apiGroup, [group])];
    default:
      return [...errors, notSupported(path.child('kind'), kind, ['ServiceAccount', 'User', 'Group'])];
  }
}

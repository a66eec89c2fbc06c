import type { ClusterRole, PolicyRule, RoleBinding, Subject } from '../../../../generated/types';

/**
 * A bootstrap role in few words. A rule is `verbs|groups|resources`, with `|names` where it is about some objects only, or
 * `verbs|urls`; each part separated by commas, the core group being empty: `get,list||pods,services`.
 */
export interface BootstrapRole {
  readonly name: string;
  readonly namespace?: string;
  readonly rules?: readonly string[];
  /** The user-facing role whose part it is. */
  readonly aggregateTo?: string;
  /** Gathers the roles that say so by `aggregateTo`. */
  readonly aggregates?: string;
}

/** `role` is `ClusterRole/view`; subjects are `User:name`, `Group:name`, `ServiceAccount:namespace/name`. */
export interface BootstrapBinding { readonly name: string; readonly namespace?: string; readonly role: string; readonly subjects: readonly string[] }

const aggregateLabel = 'rbac.authorization.k8s.io/aggregate-to-';
const apiVersion = 'rbac.authorization.k8s.io/v1';

export function roleObject({ name, namespace, rules = [], aggregateTo, aggregates }: BootstrapRole): ClusterRole & { readonly kind: string } {
  const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...(aggregateTo === undefined ? {} : { [aggregateLabel + aggregateTo]: 'true' }) };
  return {
    apiVersion, kind: namespace === undefined ? 'ClusterRole' : 'Role', metadata: metadata(name, namespace, labels), rules: rules.map(ruleObject),
    ...(aggregates === undefined ? {} : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [aggregateLabel + aggregates]: 'true' } }] } })
  };
}

export function bindingObject({ name, namespace, role, subjects }: BootstrapBinding): RoleBinding & { readonly kind: string } {
  const [kind = '', roleName = ''] = role.split('/');
  return {
    apiVersion, kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding', metadata: metadata(name, namespace, { 'kubernetes.io/bootstrapping': 'rbac-defaults' }),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: roleName }, subjects: subjects.map(subjectObject)
  };
}

function metadata(name: string, namespace: string | undefined, labels: Readonly<Record<string, string>>): NonNullable<RoleBinding['metadata']> {
  return { name, ...(namespace === undefined ? {} : { namespace }), labels, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } };
}

function ruleObject(text: string): PolicyRule {
  const [verbs = '', groups = '', resources, names] = text.split('|');
  if (resources === undefined) return { verbs: verbs.split(','), nonResourceURLs: groups.split(',') };
  return { verbs: verbs.split(','), apiGroups: groups.split(','), resources: resources.split(','), ...(names === undefined ? {} : { resourceNames: names.split(',') }) };
}

function subjectObject(text: string): Subject {
  const colon = text.indexOf(':'), kind = text.slice(0, colon), name = text.slice(colon + 1);
  if (kind !== 'ServiceAccount') return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  const [namespace = '', account = ''] = name.split('/');
  return { kind, namespace, name: account };
}

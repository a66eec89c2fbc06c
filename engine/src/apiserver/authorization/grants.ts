import type { ClusterRole, ClusterRoleBinding, PolicyRule, Role, RoleBinding, RoleRef, Subject } from '../../../generated/types';
import type { AccessContext } from '../authorization';
import type { UserInfo } from '../client';

const group = 'rbac.authorization.k8s.io';

/** A rule that a user has, and from where: `RoleBinding "b/ns" of Role "r" to User "jane"`. */
export interface Grant { readonly rule: PolicyRule; readonly source: string }

/** A binding names a role that is not there. */
export interface MissingRole { readonly missing: RoleRef }

/** All that a user may do in a namespace (in none: anywhere), bindings in order of their names (pkg/registry/rbac/validation/rule.go, v1.36). */
export function* grantsOf(ctx: AccessContext, user: UserInfo, namespace: string): Generator<Grant | MissingRole> {
  const everywhere: readonly ClusterRoleBinding[] = ctx.list(`${group}/clusterrolebindings`);
  for (const binding of everywhere) yield* grantsThrough(ctx, binding, { user, namespace: '' });
  const here: readonly RoleBinding[] = namespace === '' ? [] : ctx.list(`${group}/rolebindings`, namespace);
  for (const binding of here) yield* grantsThrough(ctx, binding, { user, namespace });
}

/** The rules of the role that a binding names; undefined where it is not there. */
export function rulesOfRole(ctx: AccessContext, { kind, name = '' }: RoleRef, namespace: string): readonly PolicyRule[] | undefined {
  const role: Role | ClusterRole | undefined = kind === 'ClusterRole' ? ctx.get(`${group}/clusterroles`, '', name) : kind === 'Role' ? ctx.get(`${group}/roles`, namespace, name) : undefined;
  return role === undefined ? undefined : role.rules ?? [];
}

function* grantsThrough(ctx: AccessContext, binding: RoleBinding | ClusterRoleBinding, to: { readonly user: UserInfo; readonly namespace: string }): Generator<Grant | MissingRole> {
  const subject = binding.subjects?.find(candidate => isMeant(candidate, to.user, to.namespace));
  if (subject === undefined) return;
  const { roleRef = {}, metadata } = binding;
  const rules = rulesOfRole(ctx, roleRef, to.namespace);
  if (rules === undefined) { yield { missing: roleRef }; return; }
  const what = to.namespace === '' ? `ClusterRoleBinding "${metadata?.name ?? ''}"` : `RoleBinding "${metadata?.name ?? ''}/${to.namespace}"`;
  const source = `${what} of ${roleRef.kind ?? ''} "${roleRef.name ?? ''}" to ${subjectText(subject, to.namespace)}`;
  for (const rule of rules) yield { rule, source };
}

function isMeant(subject: Subject, user: UserInfo, namespace: string): boolean {
  switch (subject.kind) {
    case 'User': return user.name === subject.name;
    case 'Group': return user.groups.includes(subject.name ?? '');
    case 'ServiceAccount': {
      const home = (subject.namespace ?? '') === '' ? namespace : subject.namespace ?? '';
      return home !== '' && user.name === `system:serviceaccount:${home}:${subject.name ?? ''}`;
    }
    default: return false;
  }
}

function subjectText({ kind, name = '', namespace = '' }: Subject, home: string): string {
  return kind === 'ServiceAccount' ? `${kind} "${name}/${namespace === '' ? home : namespace}"` : `${kind ?? ''} "${name}"`;
}

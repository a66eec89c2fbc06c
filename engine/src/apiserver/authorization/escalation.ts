import type { ClusterRole, PolicyRule, Role, RoleBinding } from '../../../generated/types';
import { equal } from '../../core/json';
import type { KubeObject } from '../../api/object';
import type { AccessContext } from '../authorization';
import { accessOf, isPrivileged } from '../authorizers';
import type { StatusError } from '../client';
import type { PendingWrite } from '../pendingWrite';
import { forbiddenError, notFoundError } from '../statusErrors';
import { grantsOf, rulesOfRole } from './grants';
import { missingRules, quotedList, rulesText } from './missingRules';

const group = 'rbac.authorization.k8s.io';
const fullAuthority: readonly PolicyRule[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }];

/** Nobody grants what they do not have, unless they may `escalate` or `bind` (pkg/registry/rbac/*\/policybased, v1.36). */
export function refuseEscalation(ctx: AccessContext, write: PendingWrite): StatusError | undefined {
  const { kind, user, object, old } = write;
  if (kind.gvk.group !== group || isPrivileged(user) || (old !== undefined && changesOnlyOwners(object, old))) return undefined;
  return kind.plural === 'roles' || kind.plural === 'clusterroles' ? refuseRole(ctx, write) : refuseBinding(ctx, write);
}

function refuseRole(ctx: AccessContext, write: PendingWrite): StatusError | undefined {
  const { kind, user, namespace, operation, object, old } = write;
  const name = operation === 'CREATE' ? '' : write.name;
  if (accessOf(ctx, { user, verb: 'escalate', group, resource: kind.plural, subresource: '', namespace, name }).allowed) return undefined;
  const role: Role = object;
  const refusal = refuseRules(ctx, write, role.rules ?? []);
  if (refusal !== undefined || !(gathers(object) || (old !== undefined && gathers(old)))) return refusal;
  return refuseRules(ctx, write, fullAuthority) === undefined ? undefined : forbiddenError(kind, write.name, 'must have cluster-admin privileges to use the aggregationRule');
}

function refuseBinding(ctx: AccessContext, write: PendingWrite): StatusError | undefined {
  const { user, namespace, kind } = write;
  const { roleRef = {} }: RoleBinding = write.object;
  const resource = roleRef.kind === 'ClusterRole' ? 'clusterroles' : 'roles';
  if (accessOf(ctx, { user, verb: 'bind', group: roleRef.apiGroup ?? '', resource, subresource: '', namespace, name: roleRef.name ?? '' }).allowed) return undefined;
  const rules = rulesOfRole(ctx, roleRef, namespace);
  // The server names the resource of the request here, not the role's.
  return rules === undefined ? notFoundError(kind, roleRef.name ?? '') : refuseRules(ctx, write, rules);
}

function refuseRules(ctx: AccessContext, { kind, user, namespace, name }: PendingWrite, wanted: readonly PolicyRule[]): StatusError | undefined {
  const held: PolicyRule[] = [], lost: string[] = [];
  for (const grant of grantsOf(ctx, user, namespace)) {
    if ('rule' in grant) held.push(grant.rule);
    else lost.push(notFoundError(kind, grant.missing.name ?? '').message);
  }
  const missing = missingRules(held, wanted);
  if (missing.length === 0) return undefined;
  const unresolved = lost.length === 0 ? '' : `; resolution errors: [${lost.length === 1 ? lost.join('') : `[${lost.join(', ')}]`}]`;
  return forbiddenError(kind, name, `user "${user.name}" (groups=${quotedList(user.groups)}) is attempting to grant RBAC permissions not currently held:\n${rulesText(missing)}${unresolved}`);
}

function gathers(role: ClusterRole): boolean {
  return (role.aggregationRule?.clusterRoleSelectors ?? []).length > 0;
}

/** What the garbage collector needs to write: owners and finalizers. */
function changesOnlyOwners(object: KubeObject, old: KubeObject): boolean {
  return equal(withoutOwners(object), withoutOwners(old));
}

function withoutOwners({ metadata, ...rest }: KubeObject): unknown {
  const { ownerReferences: _owners, finalizers: _finalizers, managedFields: _fields, resourceVersion: _version, ...others } = metadata ?? {};
  return { ...rest, metadata: others };
}

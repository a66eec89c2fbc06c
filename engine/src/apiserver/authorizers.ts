import type { AccessAttributes, AccessContext, Authorizer } from './authorization';
import { rbac } from './authorization/rbac';
import type { UserInfo } from './client';

/** Members of these groups may do everything, before any other authorizer is asked. */
const privileged: ReadonlySet<string> = new Set(['system:masters', 'kubeadm:cluster-admins']);

export function isPrivileged(user: UserInfo): boolean {
  return user.groups.some(group => privileged.has(group));
}

/** The authorizers in order: one line each. */
export const authorizers: readonly Authorizer[] = [
  { name: 'Privileged', authorize: (_, { user }) => ({ decision: isPrivileged(user) ? 'allow' : 'noOpinion', reason: '' }) },
  rbac
];

/** Whether anyone allows it; nobody's opinion is a no, with all that they had to say. */
export function accessOf(ctx: AccessContext, attributes: AccessAttributes): { readonly allowed: boolean; readonly reason: string } {
  const reasons: string[] = [];
  for (const authorizer of authorizers) {
    const { decision, reason } = authorizer.authorize(ctx, attributes);
    if (decision !== 'noOpinion') return { allowed: decision === 'allow', reason };
    if (reason !== '') reasons.push(reason);
  }
  return { allowed: false, reason: reasons.join('\n') };
}

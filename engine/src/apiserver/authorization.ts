import type { UserInfo } from './client';
import type { Verb } from './request';
import type { KubeObject } from '../api/object';

/** What is asked of the authorizers. */
export interface AccessAttributes {
  readonly user: UserInfo;
  readonly verb: Verb | 'deletecollection' | 'watch' | string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

export interface AccessContext {
  get(resource: string, namespace: string, name: string): KubeObject | undefined;
  list(resource: string, namespace?: string): readonly KubeObject[];
}

/** One authorizer: the first that has an opinion decides. */
export interface Authorizer {
  readonly name: string;
  authorize(ctx: AccessContext, attributes: AccessAttributes): 'allow' | 'deny' | 'noOpinion';
}

/** Members of these groups may do everything, before any other authorizer is asked. */
const privileged: ReadonlySet<string> = new Set(['system:masters', 'kubeadm:cluster-admins']);

/** The authorizers in order: one line each. */
export const authorizers: readonly Authorizer[] = [
  { name: 'Privileged', authorize: (_, { user }) => user.groups.some(group => privileged.has(group)) ? 'allow' : 'noOpinion' },
  { name: 'SystemComponents', authorize: (_, { user }) => user.name.startsWith('system:') ? 'allow' : 'noOpinion' }
];

/** Whether anyone allows it; nobody's opinion is a no. */
export function isAllowed(ctx: AccessContext, attributes: AccessAttributes): boolean {
  for (const authorizer of authorizers) {
    const decision = authorizer.authorize(ctx, attributes);
    if (decision !== 'noOpinion') return decision === 'allow';
  }
  return false;
}

/** `User "jane" cannot create resource "deployments" in API group "apps" in the namespace "default"`. */
export function denial({ user, verb, group, resource, subresource, namespace }: AccessAttributes): string {
  const what = subresource === '' ? resource : `${resource}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return `User "${user.name}" cannot ${verb} resource "${what}" in API group "${group}" ${where}`;
}

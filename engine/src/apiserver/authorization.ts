import type { UserInfo } from './client';
import type { KubeObject } from '../api/object';

/** What is asked of the authorizers: a verb on a resource, or on a URL that is none (`path`). */
export interface AccessAttributes {
  readonly user: UserInfo;
  /** `get`, `deletecollection`, `bind` … */
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Of a request outside the resources: `/healthz`. */
  readonly path?: string;
}

export interface AccessContext {
  get(resource: string, namespace: string, name: string): KubeObject | undefined;
  list(resource: string, namespace?: string): readonly KubeObject[];
}

/** What an authorizer thinks; `reason` is the server's own text, empty where it says none. */
export interface AccessDecision { readonly decision: 'allow' | 'deny' | 'noOpinion'; readonly reason: string }

/** One authorizer: the first that has an opinion decides. */
export interface Authorizer {
  readonly name: string;
  authorize(ctx: AccessContext, attributes: AccessAttributes): AccessDecision;
}

/** `User "jane" cannot create resource "deployments" in API group "apps" in the namespace "default"` (endpoints/handlers/responsewriters/errors.go, v1.36). */
export function denial({ user, verb, group, resource, subresource, namespace, path }: AccessAttributes, reason: string): string {
  const what = subresource === '' ? resource : `${resource}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const text = path === undefined ? `User "${user.name}" cannot ${verb} resource "${what}" in API group "${group}" ${where}` : `User "${user.name}" cannot ${verb} path "${path}"`;
  return reason === '' ? text : `${text}: ${reason}`;
}

import type { UserInfo } from '../client';

/** Who a request is made as with `Impersonate-User` and `Impersonate-Group` (apiserver/pkg/endpoints/filters/impersonation, v1.36). */
export function impersonated(name: string, groups: readonly string[] = []): UserInfo {
  const [, namespace] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  const own = namespace !== undefined && groups.length === 0 ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : groups;
  const everybody = name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  const told = own.includes('system:unauthenticated') || (everybody === 'system:authenticated' && own.includes(everybody));
  return { name, groups: told ? own : [...own, everybody] };
}

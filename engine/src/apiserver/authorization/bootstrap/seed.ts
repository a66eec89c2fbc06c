import type { ClusterRole } from '../../../../generated/types';
import { aggregatedRules } from '../../../api/rbac/aggregatedRules';
import type { KubeObject } from '../../../api/object';
import type { ApiClient } from '../../client';
import { bootstrapBindings } from './bindings';
import { controllerRoles } from './controllerRoles';
import { namespaceRoles } from './namespaceRoles';
import { bindingObject, roleObject } from './notation';
import { systemRoles } from './systemRoles';
import { userFacingRoles } from './userFacingRoles';

const group = 'rbac.authorization.k8s.io';

/**
 * Creates the roles and bindings that the API server has from its start (plugin/pkg/auth/authorizer/rbac/bootstrappolicy, v1.36).
 * Those of namespaces need `kube-system` and `kube-public`; where one is missing they are left out.
 */
export function bootstrapRoles(api: ApiClient): void {
  for (const [resource, object] of objects) api.create(resource, object);
}

const objects: readonly (readonly [string, KubeObject])[] = allObjects();

function allObjects(): readonly (readonly [string, KubeObject])[] {
  const roles = [...userFacingRoles, ...systemRoles, ...controllerRoles].map(roleObject);
  const controllerBindings = controllerRoles.map(({ name }) => ({ name, role: `ClusterRole/${name}`, subjects: [`ServiceAccount:kube-system/${name.slice(name.lastIndexOf(':') + 1)}`] }));
  return [
    ...gathered(roles).map(role => [`${group}/clusterroles`, role as KubeObject] as const),
    ...namespaceRoles.map(role => [`${group}/roles`, roleObject(role) as KubeObject] as const),
    ...[...bootstrapBindings, ...controllerBindings].map(binding => [`${group}/${'namespace' in binding ? 'rolebindings' : 'clusterrolebindings'}`, bindingObject(binding) as KubeObject] as const)
  ];
}

/** With the rules that aggregating roles gather: `admin` from `edit`, `edit` from `view`, so three rounds. */
function gathered(roles: readonly ClusterRole[]): readonly ClusterRole[] {
  const filled = (before: readonly ClusterRole[]): readonly ClusterRole[] => before.map(role => {
    const rules = aggregatedRules(role, before);
    return rules === undefined ? role : { ...role, rules };
  });
  return filled(filled(filled(roles)));
}

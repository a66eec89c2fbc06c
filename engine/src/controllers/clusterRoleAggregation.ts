import type { ClusterRole } from '../../generated/types';
import { equal } from '../core/json';
import { aggregatedRules } from '../api/rbac/aggregatedRules';
import type { KubeObject } from '../api/object';
import type { Context } from '../sim/context';
import { keyOf, splitKey, type Controller, type SyncResult } from './controller';

const resource = 'rbac.authorization.k8s.io/clusterroles';

/** Keeps the rules of aggregating ClusterRoles as their selectors want them (pkg/controller/clusterroleaggregation, v1.36). */
export const clusterRoleAggregationController: Controller = {
  name: 'clusterrole-aggregation-controller',
  watches: [{ resource, keysFor: ctx => ctx.api.list<ClusterRole>(resource).filter(role => role.aggregationRule !== undefined).map(keyOf) }],
  sync
};

function sync(ctx: Context, key: string): SyncResult {
  const role = ctx.api.get<ClusterRole>(resource, '', splitKey(key).name);
  const rules = role === undefined ? undefined : aggregatedRules(role, ctx.api.list<ClusterRole>(resource));
  if (role === undefined || rules === undefined || equal(rules, role.rules ?? [])) return undefined;
  const result = ctx.api.update<KubeObject>(resource, { ...role, rules });
  return result.ok || result.error.reason === 'NotFound' ? undefined : { retry: result.error.message };
}

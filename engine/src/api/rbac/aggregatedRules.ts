import type { ClusterRole, PolicyRule } from '../../../generated/types';
import { equal } from '../../core/json';
import { compareText } from '../../core/order';
import { selectorMatches } from '../labelSelector';
import { labelsOf } from '../object';

/**
 * The rules that an aggregating ClusterRole gathers: those of every other role that one of its selectors names, in order of the
 * roles' names, each once (pkg/controller/clusterroleaggregation, v1.36). Undefined for a role that gathers nothing.
 */
export function aggregatedRules(role: ClusterRole, roles: readonly ClusterRole[]): readonly PolicyRule[] | undefined {
  const selectors = role.aggregationRule?.clusterRoleSelectors;
  if (selectors === undefined) return undefined;
  const byName = roles.filter(other => other.metadata?.name !== role.metadata?.name).sort((a, b) => compareText(a.metadata?.name ?? '', b.metadata?.name ?? ''));
  const gathered: PolicyRule[] = [];
  for (const selector of selectors) {
    for (const rule of byName.filter(other => selectorMatches(selector, labelsOf(other))).flatMap(other => other.rules ?? [])) {
      if (!gathered.some(known => equal(known, rule))) gathered.push(rule);
    }
  }
  return gathered;
}

import type { ResourceQuota, ScopedResourceSelectorRequirement } from '../../../generated/types';
import type { KubeObject } from '../object';
import type { QuotaEvaluator } from './evaluator';

/** Whether an object lies in all the scopes of a quota: in any, where it has none (quota/v1/generic/evaluator.go, v1.36). */
export function isInScopes(quota: ResourceQuota, evaluator: QuotaEvaluator, object: KubeObject): boolean {
  return selectorsOf(quota).every(selector => evaluator.inScope?.(selector, object) ?? false);
}

function selectorsOf({ spec }: ResourceQuota): readonly ScopedResourceSelectorRequirement[] {
  return [...(spec?.scopes ?? []).map(scopeName => ({ scopeName, operator: 'Exists' as const })), ...spec?.scopeSelector?.matchExpressions ?? []];
}

import type { ScopedResourceSelectorRequirement } from '../../../generated/types';
import type { Millis } from '../../core/time';
import type { KubeObject } from '../object';
import type { Amounts } from './amounts';

/** A write as evaluators look at it. */
export interface QuotaRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly subresource: string;
  readonly object: KubeObject;
  readonly old: KubeObject | undefined;
}

/**
 * How the objects of one resource use up quotas (`quota.Evaluator`, apiserver/pkg/quota/v1/interfaces.go, v1.36): admission
 * charges what a request adds, the quota controller counts again when something has gone.
 */
export interface QuotaEvaluator {
  /** `pods`, `apps/deployments` … */
  readonly resource: string;
  /** Whether a name under `spec.hard` is one that these objects use. */
  counts(name: string): boolean;
  /** Whether an object lies in a scope; without it no quota with scopes counts these objects. */
  inScope?(selector: ScopedResourceSelectorRequirement, object: KubeObject): boolean;
  /** Whether the request can use up anything. */
  charges(request: QuotaRequest): boolean;
  /** What an object must say, given the limited resources, and does not: `must specify …`. */
  unmet?(limited: ReadonlySet<string>, object: KubeObject): string | undefined;
  usage(object: KubeObject, nowMs: Millis): Amounts;
  /** Whether a change may have freed something, so that usage is counted again. */
  frees?(old: KubeObject, object: KubeObject, nowMs: Millis): boolean;
}

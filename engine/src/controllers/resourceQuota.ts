import type { ResourceQuota } from '../../generated/types';
import { equal } from '../core/json';
import { zeroQuantity } from '../core/quantity';
import { addAmounts, amountsFrom, listFrom, only, sameAmounts, type Amounts } from '../api/quota/amounts';
import { evaluatorFor, resourcesCountedAs } from '../api/quota/evaluators';
import { isInScopes } from '../api/quota/scopes';
import type { KubeObject } from '../api/object';
import type { Context } from '../sim/context';
import type { Change } from '../store/store';
import { keyOf, splitKey, type Controller, type SyncResult } from './controller';

const resource = 'resourcequotas';

/** Counts what a namespace uses, when a quota is new or something has gone (pkg/controller/resourcequota, v1.36); admission charges what comes. */
export const resourceQuotaController: Controller = {
  name: 'resourcequota-controller',
  watches: [{ resource: '*', keysFor: (ctx, change) => [...ownKeys(change), ...replenishedKeys(ctx, change)] }],
  sync
};

function ownKeys({ key, type, object, old }: Change): readonly string[] {
  if (key.resource !== resource || type === 'DELETED') return [];
  const quota: ResourceQuota = object, before: ResourceQuota | undefined = old;
  return type === 'ADDED' || !equal(quota.spec?.hard, before?.spec?.hard) ? [keyOf({ metadata: key })] : [];
}

/** The quotas that count an object which has gone, or uses less. */
function replenishedKeys(ctx: Context, { key, type, object, old }: Change): readonly string[] {
  if (key.namespace === '' || type === 'ADDED') return [];
  const evaluator = evaluatorFor(key.resource);
  const freed = type === 'DELETED' || (old !== undefined && evaluator?.frees?.(old, object, ctx.nowMs) === true);
  if (evaluator === undefined || !freed) return [];
  return ctx.api.list<ResourceQuota>(resource, key.namespace).filter(quota => Object.keys(quota.spec?.hard ?? {}).some(name => evaluator.counts(name))).map(keyOf);
}

function sync(ctx: Context, key: string): SyncResult {
  const { namespace, name } = splitKey(key);
  const quota = ctx.api.get<ResourceQuota>(resource, namespace, name);
  if (quota === undefined) return undefined;
  const hard = amountsFrom(quota.spec?.hard), known = amountsFrom(quota.status?.used);
  const used = only(new Map([...known, ...countUsage(ctx, quota, hard)]), hard);
  if (sameAmounts(amountsFrom(quota.status?.hard), hard) && sameAmounts(known, used)) return undefined;
  const status = { hard: listFrom(hard), ...(used.size === 0 ? {} : { used: listFrom(used) }) };
  const result = ctx.api.updateStatus<KubeObject>(resource, { ...quota, status });
  return result.ok || result.error.reason === 'NotFound' ? undefined : { retry: result.error.message };
}

function countUsage(ctx: Context, quota: ResourceQuota, hard: Amounts): Amounts {
  const namespace = quota.metadata?.namespace ?? '';
  const resources = new Set([...hard.keys()].flatMap(resourcesCountedAs).filter(counted => ctx.api.serves(counted)));
  let total: Amounts = new Map();
  for (const counted of resources) {
    const evaluator = evaluatorFor(counted);
    if (evaluator === undefined) continue;
    total = addAmounts(total, new Map([...hard.keys()].filter(name => evaluator.counts(name)).map(name => [name, zeroQuantity])));
    for (const object of ctx.api.list(counted, namespace)) if (isInScopes(quota, evaluator, object)) total = addAmounts(total, evaluator.usage(object, ctx.nowMs));
  }
  return total;
}

import type { ResourceQuota } from '../../../generated/types';
import { clone } from '../../core/json';
import { compareText } from '../../core/order';
import type { QuotaEvaluator } from '../../api/quota/evaluator';
import { addAmounts, amountsFrom, amountsText, exceededNames, excessOf, listFrom, only, sameAmounts, withoutZeros, type Amounts } from '../../api/quota/amounts';
import { evaluatorFor } from '../../api/quota/evaluators';
import { isInScopes } from '../../api/quota/scopes';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import type { StatusError } from '../client';
import { forbiddenError } from '../statusErrors';

const resource = 'resourcequotas';

/**
 * What a request adds must fit into every quota of its namespace that counts it; it is charged before the object is stored
 * (apiserver/pkg/admission/plugin/resourcequota/controller.go, v1.36).
 */
export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate(ctx, attributes) {
    const evaluator = attributes.namespace === '' || attributes.operation === 'DELETE' ? undefined : evaluatorFor(attributes.resource);
    if (evaluator?.charges(attributes) !== true) return undefined;
    const charged: ResourceQuota[] = [];
    for (const check of [refuseUnknown, refuseExceeding]) {
      const refusal = check(ctx, { attributes, evaluator, charged });
      if (refusal !== undefined) return refusal;
    }
    if (!attributes.dryRun) for (const quota of charged) ctx.writeStatus(resource, quota);
    return undefined;
  }
};

interface Check { readonly attributes: AdmissionAttributes; readonly evaluator: QuotaEvaluator; readonly charged: ResourceQuota[] }

/** The quotas that count the object, with the names that they limit and it may use. */
function quotasFor(ctx: AdmissionContext, { attributes, evaluator }: Check): readonly { readonly quota: ResourceQuota; readonly limited: ReadonlySet<string> }[] {
  const quotas: readonly ResourceQuota[] = ctx.list(resource, attributes.namespace);
  return quotas.map(quota => ({ quota, limited: new Set(Object.keys(quota.status?.hard ?? {}).filter(name => evaluator.counts(name)).sort(compareText)) }))
    .filter(({ quota, limited }) => limited.size > 0 && isInScopes(quota, evaluator, attributes.object));
}

/** The object must say what a quota needs to know, and the quota must know what is used already. */
function refuseUnknown(ctx: AdmissionContext, check: Check): StatusError | undefined {
  const { kind, name, object } = check.attributes;
  for (const { quota, limited } of quotasFor(ctx, check)) {
    const quotaName = quota.metadata?.name ?? '';
    const unmet = check.evaluator.unmet?.(limited, object);
    if (unmet !== undefined) return forbiddenError(kind, name, `failed quota: ${quotaName}: ${unmet}`);
    const used = amountsFrom(quota.status?.used);
    if ([...limited].some(limitedName => !used.has(limitedName))) return forbiddenError(kind, name, `status unknown for quota: ${quotaName}, resources: ${[...limited].join(',')}`);
  }
  return undefined;
}

function refuseExceeding(ctx: AdmissionContext, check: Check): StatusError | undefined {
  const { kind, name, subresource } = check.attributes;
  for (const { quota } of quotasFor(ctx, check)) {
    const hard = amountsFrom(quota.status?.hard), used = amountsFrom(quota.status?.used);
    const requested = only(addedUsage(ctx, quota, check), hard);
    if (requested.size === 0) continue;
    const sum = addAmounts(used, requested);
    const exceeded = subresource === 'status' ? new Set<string>() : exceededNames(only(sum, requested), hard);
    if (exceeded.size > 0) {
      const shown = (amounts: Amounts): string => amountsText(only(amounts, exceeded));
      return forbiddenError(kind, name, `exceeded quota: ${quota.metadata?.name ?? ''}, requested: ${shown(requested)}, used: ${shown(used)}, limited: ${shown(hard)}`);
    }
    if (sameAmounts(sum, used)) continue;
    const changed = clone(quota);
    (changed.status ??= {}).used = listFrom(sum);
    check.charged.push(changed);
  }
  return undefined;
}

/** What the object uses more than before, where the quota counted it before. */
function addedUsage(ctx: AdmissionContext, quota: ResourceQuota, { attributes, evaluator }: Check): Amounts {
  const { object, old, operation } = attributes;
  const usage = evaluator.usage(object, ctx.nowMs);
  const counted = operation === 'UPDATE' && old !== undefined && isInScopes(quota, evaluator, old);
  return withoutZeros(counted ? excessOf(usage, evaluator.usage(old, ctx.nowMs)) : usage);
}

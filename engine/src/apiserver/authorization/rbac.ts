import type { AccessAttributes, AccessContext, AccessDecision, Authorizer } from '../authorization';
import { grantsOf } from './grants';
import { ruleAllows } from './ruleAllows';

/** Allows what a rule of a bound role allows; never denies (plugin/pkg/auth/authorizer/rbac, v1.36). */
export const rbac: Authorizer = {
  name: 'RBAC',
  authorize(ctx, attributes) {
    const [reason] = allowingReasons(ctx, attributes);
    return reason === undefined ? { decision: 'noOpinion', reason: missingText(ctx, attributes) } : { decision: 'allow', reason };
  }
};

/** Why it is allowed, once for each rule that does: upstream names the first that it happens to meet. */
export function* allowingReasons(ctx: AccessContext, attributes: AccessAttributes): Generator<string> {
  for (const grant of grantsOf(ctx, attributes.user, attributes.namespace)) {
    if ('rule' in grant && ruleAllows(grant.rule, attributes)) yield `RBAC: allowed by ${grant.source}`;
  }
}

/** `RBAC: role.rbac.authorization.k8s.io "r" not found`: roles that the user's bindings name in vain. */
function missingText(ctx: AccessContext, { user, namespace }: AccessAttributes): AccessDecision['reason'] {
  const texts = new Set<string>();
  for (const grant of grantsOf(ctx, user, namespace)) {
    if ('missing' in grant) texts.add(`${(grant.missing.kind ?? '').toLowerCase()}.rbac.authorization.k8s.io "${grant.missing.name ?? ''}" not found`);
  }
  if (texts.size === 0) return '';
  return texts.size === 1 ? `RBAC: ${[...texts].join('')}` : `RBAC: [${[...texts].join(', ')}]`;
}

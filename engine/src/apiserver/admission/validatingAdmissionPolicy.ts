import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from '../../../generated/types';
import { decidePolicies } from '../../api/admissionregistration/policyDecision';
import type { PolicyRequest } from '../../api/admissionregistration/policyRequest';
import { resourceOf } from '../../api/kindRegistry';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import { forbiddenError } from '../statusErrors';

const group = 'admissionregistration.k8s.io';

/** Asks the policies of the cluster (admission/plugin/policy/validating, v1.36). The text speaks of a forbidden request; the reason and code are the policy's own. */
export const validatingAdmissionPolicy: AdmissionPlugin = {
  name: 'ValidatingAdmissionPolicy',
  validate(ctx, attributes) {
    // What validation has accepted has the type of its kind.
    const policies = ctx.list(`${group}/validatingadmissionpolicies`) as readonly ValidatingAdmissionPolicy[];
    if (policies.length === 0) return undefined;
    const { denial, warnings } = decidePolicies(requestOf(ctx, attributes), {
      policies, bindings: ctx.list(`${group}/validatingadmissionpolicybindings`) as readonly ValidatingAdmissionPolicyBinding[],
      scopeOf: (apiVersion, kind) => ctx.registry.kind(apiVersion, kind)?.scope,
      params(apiVersion, kind, namespace) {
        const found = ctx.registry.kind(apiVersion, kind);
        return found === undefined ? [] : ctx.list(resourceOf(found), found.scope === 'Cluster' ? undefined : namespace);
      }
    });
    for (const warning of warnings) ctx.warn(warning);
    if (denial === undefined) return undefined;
    const { message } = forbiddenError(attributes.kind, attributes.name, denial.message);
    return { code: denial.code, reason: denial.reason, message, errors: [], causes: [{ reason: '', field: '', message: denial.message }] };
  }
};

function requestOf(ctx: AdmissionContext, { operation, kind, subresource, namespace, name, object, old, user, dryRun }: AdmissionAttributes): PolicyRequest {
  return {
    operation, kind: kind.gvk, resource: kind.plural, subresource, scope: kind.scope, namespace, name, user, dryRun,
    object: operation === 'DELETE' ? undefined : object, oldObject: old,
    namespaceObject: namespace === '' || kind.scope === 'Cluster' ? undefined : ctx.get('namespaces', '', namespace)
  };
}

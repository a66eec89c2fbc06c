import type { Pod, ServiceAccount } from '../../../generated/types';
import { clone, type Mutable } from '../../core/json';
import type { AdmissionPlugin } from '../admission';
import { forbiddenError } from '../statusErrors';

/**
 * A pod runs as a service account, which must exist, and takes its pull secrets (plugin/pkg/admission/serviceaccount, v1.36). The
 * `default` account is not waited for: every namespace gets it within moments. The token's volume is left out.
 */
export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  admit(ctx, { resource, subresource, operation, kind, namespace, name, object }) {
    const pod: Mutable<Pod> = object;
    if (resource !== 'pods' || subresource !== '' || operation !== 'CREATE' || pod.metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined) return undefined;
    const spec = pod.spec ??= {}, account = (spec.serviceAccountName ?? '') === '' ? 'default' : spec.serviceAccountName ?? '';
    const found: ServiceAccount | undefined = ctx.get('serviceaccounts', namespace, account);
    if (found === undefined && account !== 'default') return forbiddenError(kind, name, `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`);
    spec.serviceAccountName = account;
    spec.serviceAccount = account;
    if ((spec.imagePullSecrets ?? []).length === 0 && (found?.imagePullSecrets ?? []).length > 0) spec.imagePullSecrets = clone(found?.imagePullSecrets ?? []);
    return undefined;
  }
};

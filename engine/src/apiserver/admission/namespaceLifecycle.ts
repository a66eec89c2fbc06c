import type { AdmissionPlugin } from '../admission';
import { forbiddenError, notFoundError } from '../statusErrors';

const immortal: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

/** Nothing is created in a namespace that is not there or is going away; the three first namespaces stay (plugin/pkg/admission/namespace/lifecycle, v1.36). */
export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admit(ctx, { operation, kind, namespace, name }) {
    const isNamespace = kind.gvk.group === '' && kind.gvk.kind === 'Namespace';
    if (operation === 'DELETE' && isNamespace && immortal.has(name)) return forbiddenError(kind, name, 'this namespace may not be deleted');
    if (namespace === '' || isNamespace || operation === 'DELETE') return undefined;
    // Reviews of access are always allowed: they store nothing.
    if (kind.gvk.group === 'authorization.k8s.io') return undefined;
    const namespaces = ctx.registry.resource('namespaces') ?? kind;
    const found = ctx.get('namespaces', '', namespace);
    if (found === undefined) return notFoundError(namespaces, namespace);
    if (operation !== 'CREATE' || found.metadata?.deletionTimestamp === undefined) return undefined;
    const refusal = forbiddenError(kind, name, `unable to create new content in namespace ${namespace} because it is being terminated`);
    return { ...refusal, causes: [{ reason: 'NamespaceTerminating', field: 'metadata.namespace', message: `namespace ${namespace} is being terminated` }] };
  }
};

import { metaOf } from '../metadata';
import type { AdmissionPlugin } from '../admission';

const finalizers: ReadonlyMap<string, string> = new Map([['persistentvolumes', 'kubernetes.io/pv-protection'], ['persistentvolumeclaims', 'kubernetes.io/pvc-protection']]);

/** Volumes and claims are not deleted while they are in use (plugin/pkg/admission/storage/storageobjectinuseprotection, v1.36). */
export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  standalone: true,
  admit(_, { operation, resource, subresource, object }) {
    const finalizer = finalizers.get(resource);
    if (operation !== 'CREATE' || subresource !== '' || finalizer === undefined) return undefined;
    const meta = metaOf(object);
    if (!(meta.finalizers ?? []).includes(finalizer)) meta.finalizers = [...meta.finalizers ?? [], finalizer];
    return undefined;
  }
};

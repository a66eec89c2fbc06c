import type { StorageClass } from '../../../generated/types';
import { isObject } from '../../core/json';
import type { AdmissionPlugin } from '../admission';

const defaultAnnotations = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

/** New claims that say nothing of their class get the youngest default one (plugin/pkg/admission/storage/storageclass/setdefault, v1.36). */
export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  admit(ctx, { operation, resource, subresource, object }) {
    if (operation !== 'CREATE' || resource !== 'persistentvolumeclaims' || subresource !== '') return undefined;
    const spec = object['spec'];
    const annotations = object.metadata?.annotations ?? {};
    if (!isObject(spec) || spec['storageClassName'] !== undefined || annotations['volume.beta.kubernetes.io/storage-class'] !== undefined) return undefined;
    const chosen = (ctx.list('storage.k8s.io/storageclasses') as readonly StorageClass[])
      .filter(({ metadata }) => defaultAnnotations.some(name => metadata?.annotations?.[name] === 'true'))
      .reduce<StorageClass | undefined>((best, item) => best === undefined || createdAt(item) > createdAt(best) ? item : best, undefined);
    if (chosen !== undefined) object['spec'] = { ...spec, storageClassName: chosen.metadata?.name ?? '' };
    return undefined;
  }
};

function createdAt(item: StorageClass): string {
  return item.metadata?.creationTimestamp ?? '';
}

import type { PersistentVolumeClaim, StorageClass } from '../../../generated/types';
import { compareQuantity, quantityOf } from '../../core/quantity';
import type { AdmissionPlugin } from '../admission';
import { forbiddenError } from '../statusErrors';

/** Claims grow only once they are bound, and only where their class lets them (plugin/pkg/admission/storage/persistentvolume/resize, v1.36). */
export const persistentVolumeClaimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate(ctx, { operation, resource, subresource, kind, name, object, old }) {
    if (operation !== 'UPDATE' || resource !== 'persistentvolumeclaims' || subresource !== '' || old === undefined) return undefined;
    const claim = object as PersistentVolumeClaim, before = old as PersistentVolumeClaim;
    if (compareQuantity(sizeOf(claim), sizeOf(before)) <= 0) return undefined;
    if (before.status?.phase !== 'Bound') return forbiddenError(kind, name, 'Only bound persistent volume claims can be expanded');
    const className = classNameOf(claim);
    const storageClass = className === '' || className !== classNameOf(before) ? undefined : ctx.get('storage.k8s.io/storageclasses', '', className) as StorageClass | undefined;
    if (storageClass?.allowVolumeExpansion === true) return undefined;
    return forbiddenError(kind, name, 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize');
  }
};

function sizeOf(claim: PersistentVolumeClaim): ReturnType<typeof quantityOf> {
  return quantityOf(claim.spec?.resources?.requests?.['storage']);
}

function classNameOf(claim: PersistentVolumeClaim): string {
  return claim.metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? claim.spec?.storageClassName ?? '';
}

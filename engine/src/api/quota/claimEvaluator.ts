import type { PersistentVolumeClaim, ScopedResourceSelectorRequirement } from '../../../generated/types';
import { compareQuantity, quantityOf, roundUpQuantity, type Quantity } from '../../core/quantity';
import { selectorMatches } from '../labelSelector';
import { one } from './amounts';
import type { QuotaEvaluator } from './evaluator';

const names: readonly string[] = ['persistentvolumeclaims', 'requests.storage'];
const classSuffix = '.storageclass.storage.k8s.io/';

/** Claims use up claims and storage, altogether and of their storage class (pkg/quota/v1/evaluator/core/persistent_volume_claims.go, v1.36). */
export const claimEvaluator: QuotaEvaluator = {
  resource: 'persistentvolumeclaims',
  counts: name => name === 'count/persistentvolumeclaims' || names.some(counted => name === counted || name.endsWith(classSuffix + counted)),
  inScope: (selector, claim) => isInScope(selector, claim),
  charges: ({ operation, subresource }) => operation === 'UPDATE' ? subresource === '' || subresource === 'status' : operation === 'CREATE' && subresource === '',
  usage(claim: PersistentVolumeClaim) {
    const usage = new Map([['persistentvolumeclaims', one], ['count/persistentvolumeclaims', one]]);
    const storage = storageOf(claim), className = classOf(claim);
    if (storage !== undefined) usage.set('requests.storage', storage);
    if (className !== '') for (const name of names) {
      const amount = usage.get(name);
      if (amount !== undefined) usage.set(className + classSuffix + name, amount);
    }
    return usage;
  },
  frees: () => true
};

function classOf({ metadata, spec }: PersistentVolumeClaim): string {
  return metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
}

/** What is asked for, or what has been set aside where that is more; in whole bytes. */
function storageOf({ spec, status }: PersistentVolumeClaim): Quantity | undefined {
  const wanted = spec?.resources?.requests?.['storage'], given = status?.allocatedResources?.['storage'];
  if (wanted === undefined) return undefined;
  const more = given !== undefined && compareQuantity(quantityOf(given), quantityOf(wanted)) > 0 ? given : wanted;
  return roundUpQuantity(quantityOf(more), 0);
}

function isInScope({ scopeName, operator, values }: ScopedResourceSelectorRequirement, { spec, status }: PersistentVolumeClaim): boolean {
  if (scopeName !== 'VolumeAttributesClass') return false;
  const classes = [spec?.volumeAttributesClassName, status?.currentVolumeAttributesClassName, status?.modifyVolumeStatus?.targetVolumeAttributesClassName].filter(name => (name ?? '') !== '');
  const selector = { matchExpressions: [{ key: scopeName, operator: operator ?? '', values: values ?? [] }] };
  return classes.length === 0 ? selectorMatches(selector, {}) : classes.some(name => selectorMatches(selector, { [scopeName]: name ?? '' }));
}

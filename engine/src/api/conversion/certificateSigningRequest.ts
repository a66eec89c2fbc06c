import { FieldPath } from '../../core/fieldPath';
import { isList, own } from '../../core/json';
import { has, objectIn, type Conversion } from './fieldChange';

const spec = FieldPath.of('spec');
const serving = 'kubernetes.io/kubelet-serving', client = 'kubernetes.io/kube-apiserver-client';

/**
 * A request of `certificates.k8s.io/v1beta1`: signer and usages must be told. The signer that was taken for granted
 * (`kubernetes.io/legacy-unknown`, pkg/apis/certificates/v1beta1/defaults.go, v1.21) is refused now: the usages tell which one is meant.
 */
export const certificateSigningRequest: Conversion = object => {
  const request = objectIn(object, 'spec');
  const stated = own(request, 'usages');
  const usages = isList(stated) && stated.length > 0 ? stated : ['digital signature', 'key encipherment', 'client auth'];
  return [
    ...has(request, 'signerName') ? [] : [{ change: 'set', path: spec.child('signerName'), value: usages.includes('server auth') ? serving : client } as const],
    ...usages === stated ? [] : [{ change: 'set', path: spec.child('usages'), value: usages } as const]
  ];
};

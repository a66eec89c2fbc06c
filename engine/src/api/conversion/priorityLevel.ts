import { FieldPath } from '../../core/fieldPath';
import { has, objectIn, type Conversion } from './fieldChange';

/** A priority level of `flowcontrol.apiserver.k8s.io/v1beta1` or `v1beta2`: its shares have another name (pkg/apis/flowcontrol/v1beta2/conversion.go, v1.36). */
export const priorityLevel: Conversion = object => has(objectIn(object, 'spec', 'limited'), 'assuredConcurrencyShares')
  ? [{ change: 'rename', path: FieldPath.of('spec', 'limited', 'assuredConcurrencyShares'), to: 'nominalConcurrencyShares' }] : [];

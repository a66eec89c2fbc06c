import { FieldPath } from '../../core/fieldPath';
import { itemsIn, missing, type Conversion } from './fieldChange';

/**
 * A webhook configuration of `admissionregistration.k8s.io/v1beta1`: what `v1` wants to be told or takes for something else when
 * it is not said keeps the old default (pkg/apis/admissionregistration/v1beta1/defaults.go, v1.21). `v1` refuses `Unknown` side
 * effects: `None` is what dry-runs were promised before.
 */
export const webhookConfiguration: Conversion = object => itemsIn(object, 'webhooks', FieldPath.root).flatMap(({ item, path }) => [
  ...missing(item, path, { sideEffects: 'None', admissionReviewVersions: ['v1beta1'], failurePolicy: 'Ignore', matchPolicy: 'Exact', timeoutSeconds: 30 })
]);

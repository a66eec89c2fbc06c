import { FieldPath } from '../../core/fieldPath';
import { has, itemsIn, moved, objectIn, type Conversion, type FieldChange } from './fieldChange';
import type { JsonObject } from '../../core/json';

const exact = ['deviceClassName', 'selectors', 'allocationMode', 'count', 'adminAccess', 'tolerations', 'capacity'];

/** A claim of `resource.k8s.io/v1beta1`: a request without alternatives says what it wants in `exactly` (pkg/apis/resource/v1beta1/conversion.go, v1.36). */
export const resourceClaim: Conversion = object => claimChanges(objectIn(object, 'spec'), FieldPath.of('spec'));

/** The same in the template of a claim. */
export const resourceClaimTemplate: Conversion = object => claimChanges(objectIn(object, 'spec', 'spec'), FieldPath.of('spec', 'spec'));

function claimChanges(spec: JsonObject, path: FieldPath): FieldChange[] {
  return itemsIn(objectIn(spec, 'devices'), 'requests', path.child('devices')).flatMap(request => has(request.item, 'firstAvailable') ? []
    : moved(request.item, request.path, Object.fromEntries(exact.map(name => [name, request.path.child('exactly', name)]))));
}

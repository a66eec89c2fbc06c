import { FieldPath } from '../../core/fieldPath';
import { own } from '../../core/json';
import { has, itemsIn, objectIn, type Conversion, type FieldChange } from './fieldChange';

const places: Readonly<Record<string, string>> = { 'kubernetes.io/hostname': 'nodeName', 'topology.kubernetes.io/zone': 'zone' };

/**
 * A slice of `discovery.k8s.io/v1beta1`: node and zone of an endpoint are fields, the rest of its topology cannot be written any
 * more (pkg/apis/discovery/v1beta1/conversion.go, v1.36).
 */
export const endpointSlice: Conversion = object => itemsIn(object, 'endpoints', FieldPath.root).flatMap(({ item, path }): FieldChange[] => {
  const topology = objectIn(item, 'topology');
  const told = Object.entries(places).flatMap(([label, field]): FieldChange[] => {
    const value = own(topology, label);
    return value === undefined || has(item, field) ? [] : [{ change: 'set', path: path.child(field), value }];
  });
  return own(item, 'topology') === undefined ? [] : [...told, { change: 'remove', path: path.child('topology') }];
});

import { FieldPath } from '../../core/fieldPath';
import { own, type JsonObject } from '../../core/json';
import { itemsIn, moved, objectIn, type Conversion, type FieldChange } from './fieldChange';

const spec = FieldPath.of('spec');

/**
 * An autoscaler of `autoscaling/v2beta1`: what a metric is compared with stands in a `target` that says its type, and a metric's
 * name and selector in a `metric` (the conversions of pkg/apis/autoscaling/v2beta1, as of v1.24; `v2beta2` has the fields of `v2`).
 */
export const horizontalPodAutoscaler: Conversion = object => itemsIn(objectIn(object, 'spec'), 'metrics', spec).flatMap(({ item, path }) => [
  ...['resource', 'containerResource', 'pods', 'external'].flatMap(source => sourceChanges(objectIn(item, source), path.child(source))),
  ...objectChanges(objectIn(item, 'object'), path.child('object'))
]);

function sourceChanges(source: JsonObject, path: FieldPath): FieldChange[] {
  return [...metricChanges(source, path), ...targetChanges(source, path, { targetAverageUtilization: 'Utilization', targetAverageValue: 'AverageValue', targetValue: 'Value' })];
}

/** `target` was the object that the metric describes. */
function objectChanges(source: JsonObject, path: FieldPath): FieldChange[] {
  const described: FieldChange[] = own(objectIn(source, 'target'), 'kind') === undefined ? [] : [{ change: 'rename', path: path.child('target'), to: 'describedObject' }];
  const byValue = own(source, 'averageValue') === undefined ? { targetValue: 'Value' } : { averageValue: 'AverageValue' };
  const unused: FieldChange[] = own(source, 'averageValue') !== undefined && own(source, 'targetValue') !== undefined ? [{ change: 'remove', path: path.child('targetValue') }] : [];
  return [...described, ...unused, ...metricChanges(source, path), ...targetChanges(source, path, byValue)];
}

function metricChanges(source: JsonObject, path: FieldPath): FieldChange[] {
  const metric = path.child('metric');
  return own(source, 'metricName') === undefined ? []
    : moved(source, path, { metricName: metric.child('name'), metricSelector: metric.child('selector'), selector: metric.child('selector') });
}

const targetFields: Readonly<Record<string, string>> = { Utilization: 'averageUtilization', AverageValue: 'averageValue', Value: 'value' };

function targetChanges(source: JsonObject, path: FieldPath, types: Readonly<Record<string, string>>): FieldChange[] {
  return Object.entries(types).flatMap(([name, type]): FieldChange[] => own(source, name) === undefined ? [] : [
    { change: 'set', path: path.child('target', 'type'), value: type },
    { change: 'move', path: path.child(name), to: path.child('target', targetFields[type] ?? 'value') }
  ]);
}

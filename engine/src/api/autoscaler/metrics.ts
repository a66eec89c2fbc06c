import type { ContainerResourceMetricSource, ExternalMetricSource, MetricIdentifier, MetricSpec, MetricTarget, ObjectMetricSource, PodsMetricSource, ResourceMetricSource } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { quantityOf, quantityText, signOfQuantity } from '../../core/quantity';
import { forbidden, invalid, NamedText, notSupportedName, required, type FieldError } from '../fieldError';
import { isDns1123Label, isPathSegmentName } from '../validation/names';
import { validateContainerResourceName } from '../validation/resourceNames';
import { validateReference, type ApiVersionRule } from './reference';

/** What an autoscaler looks at (pkg/apis/autoscaling/validation/validation.go, v1.36). */

const types = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
const targetTypes = ['Utilization', 'Value', 'AverageValue'];

/** The field that a metric's type asks for. */
const fieldOfType: ReadonlyMap<string, string> = new Map([['Object', 'object'], ['Pods', 'pods'], ['Resource', 'resource'], ['External', 'external'], ['ContainerResource', 'containerResource']]);

export function validateMetrics(metrics: readonly MetricSpec[], minReplicas: number | undefined, path: FieldPath, describedObjects: ApiVersionRule): FieldError[] {
  const errors = metrics.flatMap((metric, i) => validateMetric(metric, path.index(i), describedObjects));
  if (minReplicas !== 0 || metrics.some(({ type }) => type === 'Object' || type === 'External')) return errors;
  return [...errors, forbidden(path, 'must specify at least one Object or External metric to support scaling to zero replicas')];
}

/** One source, the one that the type names. Of several only the first is looked into. */
function validateMetric(metric: MetricSpec, path: FieldPath, describedObjects: ApiVersionRule): FieldError[] {
  const { type = '', object, external, pods, resource, containerResource } = metric;
  const errors: FieldError[] = [];
  if (type === '') errors.push(required(path.child('type'), 'must specify a metric source type'));
  errors.push(...notSupportedName(path.child('type'), type, types));
  if (object !== undefined) errors.push(...validateObject(object, path.child('object'), describedObjects));
  else if (external !== undefined) errors.push(...validateExternal(external, path.child('external')));
  else if (pods !== undefined) errors.push(...validatePods(pods, path.child('pods')));
  else if (resource !== undefined) errors.push(...validateResource(resource, path.child('resource')));
  else if (containerResource !== undefined) errors.push(...validateContainerResource(containerResource, path.child('containerResource')));
  const expected = fieldOfType.get(type), present = Object.entries({ containerResource, external, object, pods, resource }).flatMap(([field, source]) => source === undefined ? [] : [field]);
  if (expected === undefined) errors.push(...notSupportedName(path.child('type'), type, types));
  else if (!present.includes(expected)) errors.push(required(path.child(expected), 'must populate information for the given metric source'));
  if (present.length === 1) return errors;
  return [...errors, ...present.filter(field => field !== expected).map(field => forbidden(path.child(field), 'must populate the given metric source only'))];
}

function validateObject({ describedObject = {}, metric = {}, target = {} }: ObjectMetricSource, path: FieldPath, rule: ApiVersionRule): FieldError[] {
  return [
    ...validateReference(describedObject, path.child('describedObject'), rule),
    ...validateIdentifier(metric, path.child('metric')),
    ...validateTarget(target, path.child('target')),
    ...(target.value === undefined && target.averageValue === undefined ? [required(path.child('target', 'averageValue'), 'must set either a target value or averageValue')] : [])
  ];
}

function validateExternal({ metric = {}, target = {} }: ExternalMetricSource, path: FieldPath): FieldError[] {
  const { value, averageValue } = target;
  return [
    ...validateIdentifier(metric, path.child('metric')),
    ...validateTarget(target, path.child('target')),
    ...(value === undefined && averageValue === undefined ? [required(path.child('target', 'averageValue'), 'must set either a target value for metric or a per-pod target')] : []),
    ...(value !== undefined && averageValue !== undefined ? [forbidden(path.child('target', 'value'), 'may not set both a target value for metric and a per-pod target')] : [])
  ];
}

function validatePods({ metric = {}, target = {} }: PodsMetricSource, path: FieldPath): FieldError[] {
  return [
    ...validateIdentifier(metric, path.child('metric')),
    ...validateTarget(target, path.child('target')),
    ...(target.averageValue === undefined ? [required(path.child('target', 'averageValue'), 'must specify a positive target averageValue')] : [])
  ];
}

function validateResource({ name = '', target = {} }: ResourceMetricSource, path: FieldPath): FieldError[] {
  return [...(name === '' ? [required(path.child('name'), 'must specify a resource name')] : []), ...validateResourceTarget(target, path.child('target'))];
}

function validateContainerResource({ name = '', container = '', target = {} }: ContainerResourceMetricSource, path: FieldPath): FieldError[] {
  const at = path.child('container');
  return [
    ...(name === '' ? [required(path.child('name'), 'must specify a resource name')] : validateContainerResourceName(name, path.child('name'))),
    ...(container === '' ? [required(at, 'must specify a container')] : isDns1123Label(container).map(detail => invalid(at, container, detail))),
    ...validateResourceTarget(target, path.child('target'))
  ];
}

/** A raw amount or a share of the request, one of them. */
function validateResourceTarget(target: MetricTarget, path: FieldPath): FieldError[] {
  const { averageUtilization, averageValue } = target;
  return [
    ...validateTarget(target, path),
    ...(averageUtilization === undefined && averageValue === undefined ? [required(path.child('averageUtilization'), 'must set either a target raw value or a target utilization')] : []),
    ...(averageUtilization !== undefined && averageValue !== undefined ? [forbidden(path.child('averageValue'), 'may not set both a target raw value and a target utilization')] : [])
  ];
}

function validateTarget({ type = '', value, averageValue, averageUtilization }: MetricTarget, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (type === '') errors.push(required(path.child('type'), 'must specify a metric target type'));
  if (!targetTypes.includes(type)) errors.push(invalid(path.child('type'), new NamedText(type), 'must be either Utilization, Value, or AverageValue'));
  for (const [field, amount] of [['value', value], ['averageValue', averageValue]] as const) {
    const quantity = quantityOf(amount);
    if (amount !== undefined && signOfQuantity(quantity) !== 1) errors.push(invalid(path.child(field), quantityText(quantity), 'must be positive'));
  }
  if (averageUtilization !== undefined && averageUtilization < 1) errors.push(invalid(path.child('averageUtilization'), averageUtilization, 'must be greater than 0'));
  return errors;
}

function validateIdentifier({ name = '' }: MetricIdentifier, path: FieldPath): FieldError[] {
  const at = path.child('name');
  return name === '' ? [required(at, 'must specify a metric name')] : isPathSegmentName(name).map(detail => invalid(at, name, detail));
}
